import { useEffect, useRef } from 'react'
import { formatMoment, localeTag } from '../i18n/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button/button.tsx'
import type { PasteResult } from './classify-paste.ts'
import type { PastedMessage } from './parse-paste.ts'
import styles from './paste-note.module.css'

export const pasteTexts = defineTexts({
  en: {
    taken: (id: string) => `Took ${id} from the pasted text`,
    fromUser:
      'This is a message of the user; bubbles go under one of the bot’s. Choose it in the chat.',
    choice: (n: number) => `The text names ${n} messages. Which one?`,
    openChat: 'Show the chat’s messages',
    chat: 'The text names a chat and no message: choose one of its messages.',
    secret: 'That looks like a token or a secret. Nothing of it was kept.',
    nothing: 'The text holds no message id, so nothing was result.',
    sent: (moment: string) => `sent ${moment}`,
    byUser: 'by the user',
    byApp: 'by an app',
  },
  zh: {
    taken: (id) => `已从粘贴的内容中取出 ${id}`,
    fromUser: '这是用户的消息；气泡只能加在机器人的消息下。请在会话中选择。',
    choice: (n) => `内容中有 ${n} 条消息，要用哪一条？`,
    openChat: '查看会话中的消息',
    chat: '内容中有会话而没有消息：请选择其中一条消息。',
    secret: '这看起来是令牌或密钥，未保留任何内容。',
    nothing: '内容中没有消息 id，未取用任何内容。',
    sent: (moment) => `发送于 ${moment}`,
    byUser: '来自用户',
    byApp: '来自应用',
  },
})

type Props = {
  result: PasteResult
  onPick: (message: PastedMessage) => void
  onChat: (chatId: string) => void
}

/** What was found in a pasted text, shown below the field and announced. */
export function PasteNote({ result, onPick, onChat }: Props) {
  const t = useTexts(pasteTexts)
  useAnnounceResult(result)
  switch (result.kind) {
    case 'id':
    case 'typed':
      return null
    case 'message': {
      const { message } = result
      const { chat_id } = message
      return (
        <div className={styles.note}>
          <Facts message={message} />
          {message.sender?.kind === 'user' ? <p>{t.fromUser}</p> : null}
          {chat_id === null ? null : <Button onClick={() => onChat(chat_id)}>{t.openChat}</Button>}
        </div>
      )
    }
    case 'choice':
      return (
        <div className={styles.note}>
          <p>{t.choice(result.messages.length)}</p>
          <ul className={styles.choices}>
            {result.messages.map((message) => (
              <li key={message.message_id}>
                <button type="button" className={styles.choice} onClick={() => onPick(message)}>
                  <code>{message.message_id}</code>
                  <Facts message={message} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )
    default:
      return <p className={styles.note}>{t[result.kind]}</p>
  }
}

function useAnnounceResult(result: PasteResult): void {
  const t = useTexts(pasteTexts)
  const announce = useAnnounce()
  const announced = useRef<PasteResult>(null)
  useEffect(() => {
    // Not again after a change of language.
    if (announced.current === result || result.kind === 'id' || result.kind === 'typed') return
    announced.current = result
    if (result.kind === 'message') announce(t.taken(result.message.message_id))
    else if (result.kind === 'choice') announce(t.choice(result.messages.length))
    else announce(t[result.kind])
  }, [result, announce, t])
}

function Facts({ message: { chat_id, create_time_ms, sender } }: { message: PastedMessage }) {
  const t = useTexts(pasteTexts)
  const { locale } = useLocale()
  const facts = [
    chat_id,
    create_time_ms === null
      ? null
      : t.sent(
          formatMoment(
            new Date(create_time_ms).toISOString(),
            localeTag(locale, navigator.languages),
          ),
        ),
    sender && (sender.kind === 'user' ? t.byUser : t.byApp),
  ].filter((fact) => fact !== null)
  return facts.length === 0 ? null : <span className={styles.facts}>{facts.join(' · ')}</span>
}
