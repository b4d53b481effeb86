import { SendHorizontal } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { EmulatorUser } from '#contract/emulator/state'
import { Avatar, BotTag } from '../../features/chat/chat.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button/button.tsx'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './chat-screen.module.css'
import { type ChatView, chatViewName } from './chat-views.ts'
import type { ClockReading } from './emulator-clock.tsx'
import { MessageItem } from './message-item.tsx'
import { emulatorTexts } from './texts.ts'

type Props = {
  profile: string
  open: ChatView
  users: readonly EmulatorUser[]
  clock: ClockReading
  /** Whether a click or a message of the user is pending. */
  busy: boolean
  marked: string | null
  onPress: (message_id: string, index: number) => Promise<unknown>
  onWrite: (text: string) => Promise<unknown>
}

/** Within this distance of the end, in CSS pixels, the chat keeps scrolling with new messages. */
const NEAR_END_PX = 80

/** One chat: its messages, bubbles and an input. */
export function ChatScreen(props: Props) {
  const { profile, open, users, clock, busy, marked, onPress, onWrite } = props
  const t = useTexts(emulatorTexts)
  const { chat, viewer, last } = open
  const messages = chat?.messages ?? []
  const scroller = useRef<HTMLElement>(null)
  const wasNearEnd = useRef(true)
  const end = JSON.stringify([last?.message_id, last?.bubbles])

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the end changes
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
          <IsolatedText text={chatViewName(open)} oneLine />
          {chat?.chat_mode === 'group' ? null : <BotTag />}
        </div>
      </div>
      <section
        ref={scroller}
        className={styles.conversation}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
        tabIndex={0}
        aria-label={t.messages}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          wasNearEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX
        }}
      >
        {chat && chat.message_count > messages.length ? (
          <p className={styles.note}>{t.earlier(chat.message_count - messages.length)}</p>
        ) : null}
        {messages.length === 0 ? <p className={styles.note}>{t.empty}</p> : null}
        <ol className={shared.stack4}>
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
                // The focused bubble is removed by the click.
                scroller.current?.focus({ preventScroll: true })
                void onPress(message.message_id, index).catch(() => {})
              }}
            />
          ))}
        </ol>
      </section>
      <MessageInput
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

type MessageInputProps = {
  name: string
  busy: boolean
  onWrite: (text: string) => Promise<unknown>
}

/** The input to write as the user; a message that could not be sent stays in it. */
function MessageInput({ name, busy, onWrite }: MessageInputProps) {
  const t = useTexts(emulatorTexts)
  const [text, setText] = useState('')
  const blank = text.trim() === ''
  const write = async () => {
    if (blank || busy) return
    try {
      await onWrite(text)
      setText('')
    } catch {
      // The chat pane shows the error.
    }
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void write()
      }}
    >
      <input
        className={styles.input}
        dir="auto"
        autoComplete="off"
        enterKeyHint="send"
        maxLength={10_000}
        aria-label={t.writeAs(name)}
        placeholder={t.writeAs(name)}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <IconButton
        type="submit"
        label={t.send}
        disabled={blank || busy}
        icon={<SendHorizontal size={20} aria-hidden="true" />}
      />
    </form>
  )
}
