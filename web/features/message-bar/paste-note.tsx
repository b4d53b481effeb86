import { useEffect, useRef } from 'react'
import { formatMoment, localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import type { PastedMessage } from '../target/parse-paste.ts'
import type { PasteResult } from './classify-paste.ts'
import styles from './paste-note.module.css'

export const pasteTexts = defineTexts({
  en: {
    taken: (id: string) => `Message ID found: ${id}`,
    fromUser: 'This is a user’s message. Bubbles need a bot’s message: choose it in the chat.',
    choice: (n: number) => `${n} messages found. Choose one.`,
    openChat: 'Show the chat’s messages',
    chat: 'Only a chat ID found: choose one of its messages.',
    secret: 'This looks like a token or secret. It was discarded.',
    nothing: 'No message ID found.',
    sent: (moment: string) => `sent ${moment}`,
    byUser: 'by the user',
    byApp: 'by an app',
  },
  zh: {
    taken: (id) => `已识别消息 ID：${id}`,
    fromUser: '这是用户的消息。气泡只能加在机器人的消息下，请在会话中选择。',
    choice: (n) => `识别到 ${n} 条消息，请选择一条。`,
    openChat: '查看会话消息',
    chat: '只识别到会话 ID：请选择其中一条消息。',
    secret: '内容疑似 token 或密钥，已丢弃。',
    nothing: '未识别到消息 ID。',
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
          <p>{t.taken(message.message_id)}</p>
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
