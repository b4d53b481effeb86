import { Suspense, useState } from 'react'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipients'
import { useComposition } from '../../composer/composition-context.tsx'
import { MessageIdField } from '../../composer/message-id-field.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import type { PasteResult } from '../../target/classify-paste.ts'
import { type KnownMessage, knownFromPaste } from '../../target/known-message.ts'
import type { PastedMessage } from '../../target/parse-paste.ts'
import styles from '../../target/target.module.css'
import { loadClassifyPaste, useClassifyPaste } from '../../target/use-classify-paste.ts'
import { lazyComponent } from '../../ui/lazy-component.tsx'

const RecipientPanel = lazyComponent(
  () => import('../../target/recipient-panel.tsx'),
  'RecipientPanel',
)

const PasteNote = lazyComponent(() => import('../../target/paste-note.tsx'), 'PasteNote')

const texts = defineTexts({
  en: { find: 'Find it by person or chat' },
  zh: { find: '按人员或会话查找' },
})

type Props = {
  profile: Profile
  emulator: EmulatorState | undefined
  messageId: string
  onTarget: (known: KnownMessage) => void
  /** Sets the recipient of the next new message. */
  onRecipient: (recipient: Recipient) => void
  onNewMessage: () => void
  onCheckProfile: () => void
}

/** Chooses the target message by its id, by a pasted text that contains it, or by its recipient. */
export function MessageChoice(props: Props) {
  const { profile, emulator, messageId, onTarget, onNewMessage, onCheckProfile } = props
  const t = useTexts(texts)
  const { form } = useComposition()
  const classifyPaste = useClassifyPaste()
  const [taken, setTaken] = useState<PasteResult | null>(null)
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
  /** Returns whether the text was handled; if so, the field does not take it. */
  const take = (text: string): boolean => {
    if (classifyPaste) return put(classifyPaste(text), text)
    // Rare: it is preloaded on the first interaction.
    const keep = () =>
      form.setValue('message_id', text, { shouldDirty: true, shouldValidate: true })
    void loadClassifyPaste().then((classifyPaste) => {
      if (!put(classifyPaste(text), text)) keep()
    }, keep)
    return true
  }
  const put = (next: PasteResult, text: string): boolean => {
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
          {stillThere ? <PasteNote result={taken} onPick={pick} onChat={openChat} /> : null}
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
