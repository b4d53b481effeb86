import { lazy, Suspense, useState } from 'react'
import type { EmulatorState } from '#contract/emulator-state'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipient'
import { useComposition } from './composer/composition-context.tsx'
import { MessageIdField } from './composer/message-id-field.tsx'
import { defineTexts, useTexts } from './i18n/texts.ts'
import { type KnownMessage, knownFromPaste } from './target/known-message.ts'
import type { PastedMessage } from './target/read-paste.ts'
import type { Taken } from './target/take-paste.ts'
import styles from './target/target.module.css'
import { loadTakePaste, useTakePaste } from './target/use-take-paste.ts'

const RecipientPanel = lazy(async () => ({
  default: (await import('./target/recipient-panel.tsx')).RecipientPanel,
}))

const PasteNote = lazy(async () => ({
  default: (await import('./target/paste-note.tsx')).PasteNote,
}))

const texts = defineTexts({
  en: { find: 'Find it by person or chat' },
  zh: { find: '按人员或会话查找' },
})

type Props = {
  profile: Profile
  emulator: EmulatorState | undefined
  messageId: string
  onTarget: (known: KnownMessage) => void
  /** Names to whom the next new message goes. */
  onRecipient: (recipient: Recipient) => void
  onNewMessage: () => void
  onCheckProfile: () => void
}

/** The ways to a message: its id, any text that holds it, or the person it was sent to. */
export function MessageChoice(props: Props) {
  const { profile, emulator, messageId, onTarget, onNewMessage, onCheckProfile } = props
  const t = useTexts(texts)
  const { form } = useComposition()
  const takePaste = useTakePaste()
  const [taken, setTaken] = useState<Taken | null>(null)
  const [open, setOpen] = useState(false)
  const [recipient, setRecipient] = useState<Recipient | null>(null)

  const openChat = (chat_id: string) => {
    setRecipient({
      receive_id_type: 'chat_id',
      receive_id: chat_id,
      name: null,
      chat_id,
      favourite: false,
      last_sent_at: null,
    })
    setOpen(true)
  }
  const pick = (message: PastedMessage) => {
    setTaken({ kind: 'message', message })
    onTarget(knownFromPaste(message, Date.now()))
  }
  /** Returns whether the text is dealt with; the field keeps nothing of one that is. */
  const take = (text: string): boolean => {
    if (takePaste) return put(takePaste(text), text)
    // Rarely: it is loaded as soon as the page is touched.
    const keep = () =>
      form.setValue('message_id', text, { shouldDirty: true, shouldValidate: true })
    void loadTakePaste().then((takePaste) => {
      if (!put(takePaste(text), text)) keep()
    }, keep)
    return true
  }
  const put = (next: Taken, text: string): boolean => {
    if (next.kind === 'id' && next.message_id === form.getValues('message_id')) return true
    if (next.kind === 'typed') return false
    setTaken(next)
    if (next.kind === 'id') {
      onTarget({ message_id: next.message_id, chat_id: null, text: null, expires_at_ms: null })
      return true
    }
    if (next.kind === 'message') {
      pick(next.message)
      return true
    }
    if (next.kind === 'chat') openChat(next.chat_id)
    if (form.getValues('message_id').trim() === text) {
      form.setValue('message_id', '', { shouldDirty: true, shouldValidate: true })
    }
    return true
  }
  const stillThere =
    taken !== null && (taken.kind !== 'message' || taken.message.message_id === messageId)

  return (
    <>
      <MessageIdField onText={take}>
        <Suspense>
          {stillThere ? <PasteNote taken={taken} onPick={pick} onChat={openChat} /> : null}
        </Suspense>
      </MessageIdField>
      <details
        className={styles.disclosure}
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary>{t.find}</summary>
        {open ? (
          <Suspense>
            <RecipientPanel
              profile={profile}
              emulator={emulator}
              recipient={recipient}
              onRecipient={(next) => {
                setRecipient(next)
                if (next) props.onRecipient(next)
              }}
              messageId={messageId}
              onPick={onTarget}
              onNewMessage={onNewMessage}
              onCheckProfile={onCheckProfile}
            />
          </Suspense>
        ) : null}
      </details>
    </>
  )
}
