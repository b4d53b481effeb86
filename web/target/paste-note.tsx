import { useEffect, useRef } from 'react'
import { formatMoment, readerTag } from '../exchange-view/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import styles from './paste-note.module.css'
import { pasteTexts } from './paste-texts.ts'
import type { PastedMessage } from './read-paste.ts'
import type { Taken } from './take-paste.ts'

type Props = {
  taken: Taken
  onPick: (message: PastedMessage) => void
  onChat: (chatId: string) => void
}

/** What came of a pasted text, below the field and said aloud. */
export function PasteNote({ taken, onPick, onChat }: Props) {
  const t = useTexts(pasteTexts)
  useAnnounced(taken)
  switch (taken.kind) {
    case 'id':
    case 'typed':
      return null
    case 'message': {
      const { message } = taken
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
          <p>{t.choice(taken.messages.length)}</p>
          <ul className={styles.choices}>
            {taken.messages.map((message) => (
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
      return <p className={styles.note}>{t[taken.kind]}</p>
  }
}

function useAnnounced(taken: Taken): void {
  const t = useTexts(pasteTexts)
  const announce = useAnnounce()
  const said = useRef<Taken>(null)
  useEffect(() => {
    // A change of language says nothing.
    if (said.current === taken || taken.kind === 'id' || taken.kind === 'typed') return
    said.current = taken
    if (taken.kind === 'message') announce(t.taken(taken.message.message_id))
    else if (taken.kind === 'choice') announce(t.choice(taken.messages.length))
    else announce(t[taken.kind])
  }, [taken, announce, t])
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
            readerTag(locale, navigator.languages),
          ),
        ),
    sender && (sender.kind === 'user' ? t.byUser : t.byApp),
  ].filter((fact) => fact !== null)
  return facts.length === 0 ? null : <span className={styles.facts}>{facts.join(' · ')}</span>
}
