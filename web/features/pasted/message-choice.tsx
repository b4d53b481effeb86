import type { ImportedMessage } from '#imports/findings'
import { formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import shared from '../../ui/shared.module.css'
import styles from './message-choice.module.css'

const texts = defineTexts({
  en: {
    choice: (n: number) => `${n} messages found. Choose one.`,
    sent: (moment: string) => `sent ${moment}`,
    byUser: 'by a user',
    byThisApp: 'by this app',
    byApp: 'by an app',
    byOtherApp: 'by another app',
  },
  zh: {
    choice: (n) => `识别到 ${n} 条消息，请选择一条。`,
    sent: (moment) => `发送于 ${moment}`,
    byUser: '来自用户',
    byThisApp: '来自当前应用',
    byApp: '来自应用',
    byOtherApp: '来自其他应用',
  },
})

type FactsProps = {
  message: ImportedMessage
  /** The selected app; null if it is not known here. */
  appId: string | null
}

/** What a text says about a message: its chat, time and sender. */
export function MessageFacts({ message, appId }: FactsProps) {
  const t = useTexts(texts)
  const { tag } = useLocale()
  const { chat_id, create_time_ms, sender } = message
  const moment = (ms: number) => formatMoment(new Date(ms).toISOString(), tag)
  const bySender = () => {
    if (sender?.kind !== 'app') return sender && t.byUser
    if (appId === null) return t.byApp
    return sender.id === appId ? t.byThisApp : t.byOtherApp
  }
  const facts = [
    chat_id,
    create_time_ms === null ? null : t.sent(moment(create_time_ms)),
    bySender(),
  ]
  return <span className={shared.quiet}>{facts.filter((fact) => fact).join(' · ')}</span>
}

type Props = {
  messages: readonly ImportedMessage[]
  chosen: string | null
  appId: string | null
  onPick: (message: ImportedMessage) => void
}

/** Several messages of a text, of which a person chooses one. */
export function MessageChoice({ messages, chosen, appId, onPick }: Props) {
  const t = useTexts(texts)
  return (
    <div className={shared.stack1}>
      <p>{t.choice(messages.length)}</p>
      <ul className={styles.choices}>
        {messages.map((message) => (
          <li key={message.message_id}>
            <button
              type="button"
              className={styles.message}
              aria-pressed={message.message_id === chosen}
              onClick={() => onPick(message)}
            >
              <code>{message.message_id}</code>
              <MessageFacts message={message} appId={appId} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
