import { MessageSquarePlus } from 'lucide-react'
import { type Ref, useImperativeHandle, useRef, useState, useTransition } from 'react'
import type { CreateMessage } from '#contract/create-message'
import type { EmulatorState } from '#contract/emulator/state'
import { RECEIVE_ID_TYPES } from '#contract/ids'
import type { Profile } from '#contract/profile'
import { useProductionQuestion } from '../features/profile/profile-badge.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { HoldButton } from '../ui/button/hold-button.tsx'
import fieldStyles from '../ui/form/field.module.css'
import { LabelledInput, LabelledSelect } from '../ui/form/labelled-field.tsx'
import { type NewMessageDraft, readNewMessageDraft, storedNewMessage } from './new-message-draft.ts'
import styles from './target.module.css'
import { targetTexts } from './texts.ts'

/** What other parts of the page can do with the form. */
export type NewMessageForm = {
  /** Presses the form's button. */
  send: () => void
  /** Fills in the recipient. */
  address: (to: Pick<CreateMessage, 'receive_id_type' | 'receive_id'>) => void
}

type Props = {
  ref?: Ref<NewMessageForm>
  profile: Profile
  /** Absent for real platforms, where a recipient is required. */
  emulator: EmulatorState | undefined
  /** Whether the emulator's default recipient is still loading. */
  loading: boolean
  sending: boolean
  onSend: (message: CreateMessage) => void
}

/** Sends a new bot message, which becomes the target. */
export function NewMessage({ ref, profile, emulator, loading, sending, onSend }: Props) {
  const t = useTexts(targetTexts)
  const { locale } = useLocale()
  const [draft, setDraft] = useState(() => readNewMessageDraft(profile.id))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [open, setOpen] = useState(profile.brand !== 'emulator')
  const receiver = emulator?.default_receiver
  const receiverName = emulator?.users.find((user) => user.open_id === receiver?.receive_id)?.name

  const change = (part: Partial<NewMessageDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    storedNewMessage(profile.id).write(next)
  }
  // A transition, so that a failed import reaches the page's error boundary.
  const [validating, startValidating] = useTransition()
  const send = async () => {
    const { validateMessage } = await import('./validate-message.ts')
    const to = draft.receive_id.trim() === '' && receiver ? receiver : draft
    const validated = validateMessage(
      {
        receive_id_type: to.receive_id_type,
        receive_id: to.receive_id.trim(),
        text: draft.text === '' ? t.defaultText : draft.text,
      },
      locale,
    )
    if (validated.ok) {
      setErrors({})
      onSend(validated.value)
    } else {
      setOpen(true)
      setErrors(Object.fromEntries(validated.issues.map(({ path, message }) => [path, message])))
    }
  }

  const button = useRef<HTMLButtonElement>(null)
  const question = useProductionQuestion(profile)
  useImperativeHandle(ref, () => ({
    send: () => button.current?.click(),
    address: ({ receive_id_type, receive_id }) => change({ receive_id_type, receive_id }),
  }))

  return (
    <div className={styles.newMessage}>
      <div className={styles.newMessageRow}>
        <HoldButton
          ref={button}
          icon={<MessageSquarePlus size={16} aria-hidden="true" />}
          disabled={sending || loading}
          data-command="new-message"
          question={question}
          onPress={() => {
            if (!validating) startValidating(send)
          }}
        >
          {sending ? t.newMessageBusy : t.newMessage}
        </HoldButton>
        <p className={fieldStyles.hint}>{t.newMessageHint}</p>
      </div>
      <details
        className={styles.disclosure}
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary>{t.options}</summary>
        <div className={styles.options}>
          <LabelledSelect
            label={t.receiveIdType}
            value={draft.receive_id_type}
            options={RECEIVE_ID_TYPES.map((type) => ({ value: type, label: type }))}
            onValue={(receive_id_type) => change({ receive_id_type })}
          />
          <LabelledInput
            label={t.receiveId}
            dir="auto"
            value={draft.receive_id}
            error={errors.receive_id}
            placeholder={receiverName ? t.receiveIdDefault(receiverName) : ''}
            onText={(receive_id) => change({ receive_id })}
          />
          <LabelledInput
            label={t.text}
            dir="auto"
            value={draft.text}
            error={errors.text}
            placeholder={t.defaultText}
            onText={(text) => change({ text })}
          />
        </div>
      </details>
    </div>
  )
}
