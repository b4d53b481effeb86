import { useEffect, useLayoutEffect, useRef } from 'react'
import type { EmulatorUser } from '#contract/emulator-state'
import { useTexts } from '../i18n/texts.ts'
import { Avatar } from '../ui/avatar.tsx'
import { BotTag } from '../ui/bot-tag.tsx'
import { IsolatedText } from '../ui/isolated-text.tsx'
import styles from './chat-screen.module.css'
import { type Conversation, conversationName } from './conversations.ts'
import { MessageItem } from './message-item.tsx'
import { phoneTexts } from './texts.ts'
import { TypeAsUser } from './type-as-user.tsx'
import type { ReadClock } from './use-emulator-now.ts'

type Props = {
  profile: string
  open: Conversation
  users: readonly EmulatorUser[]
  clock: ReadClock
  /** The person's last press or message is still on its way. */
  busy: boolean
  marked: string | null
  onPress: (message_id: string, index: number) => Promise<unknown>
  onWrite: (text: string) => Promise<unknown>
}

/** How near to the end one must be to be kept there, in CSS pixels. */
const NEAR = 80

/** The chat on the phone's screen: what was said, the bubbles, and a line to write in. */
export function ChatScreen(props: Props) {
  const { profile, open, users, clock, busy, marked, onPress, onWrite } = props
  const t = useTexts(phoneTexts)
  const { chat, viewer, last } = open
  const messages = chat?.messages ?? []
  const scroller = useRef<HTMLElement>(null)
  const wasNearEnd = useRef(true)
  const end = JSON.stringify([last?.message_id, last?.bubbles])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes at the end scrolls into view
  useLayoutEffect(() => {
    const box = scroller.current
    if (box && wasNearEnd.current) box.scrollTop = box.scrollHeight
  }, [end])
  useEffect(() => {
    const box = scroller.current
    if (!box || marked === null) return
    box.querySelector(`#${CSS.escape(marked)}`)?.scrollIntoView({ block: 'nearest' })
  }, [marked])

  return (
    <div className={styles.frame}>
      <div className={styles.titleBar}>
        <Avatar who="bot" />
        <div className={styles.name}>
          <IsolatedText text={conversationName(open)} oneLine />
          {chat?.chat_mode === 'group' ? null : <BotTag />}
        </div>
      </div>
      <section
        ref={scroller}
        className={styles.conversation}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label={t.messages}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          wasNearEnd.current = scrollHeight - scrollTop - clientHeight < NEAR
        }}
      >
        {chat && chat.message_count > messages.length ? (
          <p className={styles.note}>{t.earlier(chat.message_count - messages.length)}</p>
        ) : null}
        {messages.length === 0 ? <p className={styles.note}>{t.empty}</p> : null}
        <ol className={styles.messages}>
          {messages.map((message) => (
            <MessageItem
              key={message.message_id}
              profile={profile}
              message={message}
              viewer={viewer}
              apps={open.apps}
              users={users}
              group={chat?.chat_mode === 'group'}
              clock={message === last && chat?.chat_mode === 'p2p' ? clock : null}
              marked={message.message_id === marked}
              busy={busy}
              onPress={(index) => {
                // The bubble that has the focus is about to vanish.
                scroller.current?.focus({ preventScroll: true })
                void onPress(message.message_id, index).catch(() => {})
              }}
            />
          ))}
        </ol>
      </section>
      <TypeAsUser
        name={viewer.name}
        busy={busy}
        onWrite={(text) => {
          wasNearEnd.current = true
          return onWrite(text)
        }}
      />
    </div>
  )
}
