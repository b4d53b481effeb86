import { MessageSquarePlus } from 'lucide-react'
import { type Ref, useImperativeHandle, useRef, useState, useTransition } from 'react'
import type { CreateMessage } from '#contract/create-message'
import type { EmulatorState } from '#contract/emulator-state'
import type { Profile } from '#contract/profile'
import { RECEIVE_ID_TYPES } from '#contract/receive-id-types'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import fieldStyles from '../ui/field.module.css'
import { HoldButton } from '../ui/hold-button.tsx'
import { LabelledInput } from '../ui/labelled-input.tsx'
import { LabelledSelect } from '../ui/labelled-select.tsx'
import { useProductionQuestion } from '../ui/use-production-question.tsx'
import {
  type NewMessageDraft,
  readNewMessageDraft,
  writeNewMessageDraft,
} from './new-message-draft.ts'
import styles from './target.module.css'
import { targetTexts } from './texts.ts'

/** What other parts of the page ask of the form. */
export type NewMessageForm = {
  /** Sends as if its own button had been pressed. */
  send: () => void
  /** Fills in to whom. */
  address: (to: Pick<CreateMessage, 'receive_id_type' | 'receive_id'>) => void
}

type Props = {
  ref?: Ref<NewMessageForm>
  profile: Profile
  /** Absent for real platforms: then the person has to name a recipient. */
  emulator: EmulatorState | undefined
  /** True until it is known whether there is an emulator to name a recipient. */
  loading: boolean
  sending: boolean
  onSend: (message: CreateMessage) => void
}

/** Sends a fresh bot message, so that nobody has to hunt for a message_id. */
export function NewMessage({ ref, profile, emulator, loading, sending, onSend }: Props) {
  const t = useTexts(targetTexts)
  const { locale } = useLocale()
  const [draft, setDraft] = useState(() => readNewMessageDraft(profile.id))
  const [mends, setMends] = useState<Record<string, string>>({})
  const [open, setOpen] = useState(profile.brand !== 'emulator')
  const receiver = emulator?.default_receiver
  const receiverName = emulator?.users.find((user) => user.open_id === receiver?.receive_id)?.name

  const change = (part: Partial<NewMessageDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    writeNewMessageDraft(profile.id, next)
  }
  // A transition, so that the page says it where the judge cannot be loaded.
  const [judging, startJudging] = useTransition()
  const send = async () => {
    const { judgeMessage } = await import('./judge-message.ts')
    const to = draft.receive_id.trim() === '' && receiver ? receiver : draft
    const judgement = judgeMessage(
      {
        receive_id_type: to.receive_id_type,
        receive_id: to.receive_id.trim(),
        text: draft.text === '' ? t.defaultText : draft.text,
      },
      locale,
    )
    if (judgement.ok) {
      setMends({})
      onSend(judgement.value)
    } else {
      setOpen(true)
      setMends(Object.fromEntries(judgement.issues.map(({ path, message }) => [path, message])))
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
            if (!judging) startJudging(send)
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
            mend={mends.receive_id}
            placeholder={receiverName ? t.receiveIdDefault(receiverName) : ''}
            onText={(receive_id) => change({ receive_id })}
          />
          <LabelledInput
            label={t.text}
            dir="auto"
            value={draft.text}
            mend={mends.text}
            placeholder={t.defaultText}
            onText={(text) => change({ text })}
          />
        </div>
      </details>
    </div>
  )
}
