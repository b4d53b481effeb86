import type { EmulatorUser } from '#contract/emulator-state'
import { LANGUAGE_NAMES } from '#contract/languages'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IsolatedText } from '../ui/isolated-text.tsx'
import styles from './chat-list.module.css'
import { type Conversation, conversationName } from './conversations.ts'
import { phoneTexts } from './texts.ts'

type Props = {
  conversation: Conversation
  users: readonly EmulatorUser[]
  /** The chats of all people are listed, so each says whose it is. */
  everyone: boolean
  open: boolean
  onOpen: () => void
}

/** One chat: who is in it, the last words, and how many are unread. */
export function ChatListItem({ conversation, users, everyone, open, onOpen }: Props) {
  const t = useTexts(phoneTexts)
  const { locale } = useLocale()
  const { chat, viewer, last, unread } = conversation
  const group = chat?.chat_mode === 'group'
  const other = conversationName(conversation)
  const language = LANGUAGE_NAMES[viewer.language]
  const lastSpeaker =
    last?.sender.id === viewer.open_id && !everyone
      ? t.you
      : users.find(({ open_id }) => open_id === last?.sender.id)?.name
  const lastText = last?.deleted ? t.recalledShort : last?.text
  return (
    <button
      type="button"
      className={styles.item}
      aria-current={open ? 'true' : undefined}
      onClick={onOpen}
    >
      <Avatar who={everyone && !group ? 'user' : 'bot'} />
      <span className={styles.words}>
        <span className={styles.name}>
          <IsolatedText text={everyone && !group ? viewer.name : other} oneLine />
        </span>
        <span className={styles.detail}>
          {group ? (
            t.people(chat.open_ids.length)
          ) : (
            <span title={language[locale]}>{language.native}</span>
          )}
          {everyone && !group ? <IsolatedText text={other} oneLine /> : null}
        </span>
        <span className={styles.last}>
          <IsolatedText
            text={
              lastText === undefined
                ? t.startsHere
                : lastSpeaker
                  ? t.saidMessage(lastSpeaker, lastText)
                  : lastText
            }
            oneLine
          />
        </span>
      </span>
      {unread > 0 ? (
        <span className={styles.unread}>
          <span aria-hidden="true">{unread}</span>
          <span className="visually-hidden">{t.unread(unread)}</span>
        </span>
      ) : null}
    </button>
  )
}
