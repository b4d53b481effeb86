import { Send } from 'lucide-react'
import { useCallback, useState } from 'react'
import {
  createMessageSchema,
  createTypedMessageSchema,
  MSG_TYPES,
  type NewMessage,
} from '#contract/create-message'
import type { DraftBody } from '#contract/draft'
import type { EmulatorState } from '#contract/emulator-state'
import { judge } from '#contract/judge'
import type { Profile } from '#contract/profile'
import { RECEIVE_ID_TYPES } from '#contract/receive-id-types'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useDelivery } from '../queries/use-delivery.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Callout } from '../ui/callout.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { HoldButton } from '../ui/hold-button.tsx'
import { LabelledInput } from '../ui/labelled-input.tsx'
import { LabelledSelect } from '../ui/labelled-select.tsx'
import { ProfileBadge } from '../ui/profile-badge.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Switch } from '../ui/switch.tsx'
import { useProductionQuestion } from '../ui/use-production-question.tsx'
import { type OneGoDraft, readOneGoDraft, writeOneGoDraft } from './draft.ts'
import { exampleContent } from './examples.ts'
import { type Editor, MessageContent } from './message-content.tsx'
import styles from './one-go.module.css'
import { Outcome } from './outcome.tsx'
import { oneGoTexts } from './texts.ts'

type Props = {
  profile: Profile
  /** Absent for real platforms: then the person has to name a recipient. */
  emulator: EmulatorState | undefined
  /** To whom the form for a new message would send. */
  address: Pick<OneGoDraft, 'receive_id_type' | 'receive_id'>
  /** The bubbles in the composer; `null` where its JSON is broken. */
  followUps: DraftBody['follow_ups'] | null
  editor: Editor
  onUse: (messageId: string) => void
  onClose: () => void
}

/** Writes a message of any type and sends it together with the composed bubbles. */
export function OneGoDialog(props: Props) {
  const { profile, emulator, address, followUps, editor, onUse, onClose } = props
  const t = useTexts(oneGoTexts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const [draft, setDraft] = useState<OneGoDraft>(() => {
    const empty = { msg_type: 'text', text: '', post: '', interactive: '' } as const
    return { ...empty, ...readOneGoDraft(profile.id), ...address }
  })
  const [sendAnyway, setSendAnyway] = useState(false)
  const [mends, setMends] = useState<Record<string, string>>({})
  const by = useDelivery()
  const question = useProductionQuestion(profile)
  const sending = by.delivery.status === 'sending'
  const receiver = emulator?.default_receiver
  const receiverName = emulator?.users.find(({ open_id }) => open_id === receiver?.receive_id)?.name
  const { msg_type } = draft

  const change = (part: Partial<OneGoDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    writeOneGoDraft(profile.id, next)
  }
  const send = () => {
    if (sending || followUps === null) return
    const message = readMessage(draft, receiver, t.defaultText)
    const judgement = judge(
      'text' in message ? createMessageSchema : createTypedMessageSchema,
      message,
      locale,
    )
    if (!judgement.ok) {
      setMends(Object.fromEntries(judgement.issues.map((issue) => [issue.path, issue.message])))
      announce(judgement.issues[0]?.message ?? '')
      return
    }
    setMends({})
    void by.send({
      profile: profile.id,
      message: judgement.value,
      follow_ups: followUps,
      sendAnyway,
    })
  }

  const onContent = useCallback(
    (text: string) =>
      setDraft((before) => {
        const next = { ...before, [msg_type]: text }
        writeOneGoDraft(profile.id, next)
        return next
      }),
    [msg_type, profile.id],
  )

  return (
    <Dialog title={t.title} wide onClose={onClose}>
      <div className={styles.body}>
        <p className={styles.lead}>{t.lead}</p>
        <div className={styles.to}>
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
        </div>
        <Segmented
          legend={t.kind}
          value={msg_type}
          options={MSG_TYPES.map((value) => ({ value, label: t.kinds[value] }))}
          onChange={(value) => change({ msg_type: value })}
        />
        <MessageContent
          draft={draft}
          mends={mends}
          editor={editor}
          onContent={onContent}
          onExample={() => {
            if (msg_type !== 'text') onContent(exampleContent(msg_type, locale))
            announce(t.replaced)
          }}
        />
        {followUps === null ? (
          <Callout tone="warn">{t.noBubbles}</Callout>
        ) : (
          <p className={styles.bubbles}>
            <strong>{t.bubbles(followUps.length)}</strong>{' '}
            {followUps.map(({ content }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bubble is known by its place only
              <bdi key={index} className={styles.bubble}>
                {content}
              </bdi>
            ))}
          </p>
        )}
        <Switch checked={sendAnyway} onChange={setSendAnyway}>
          {t.sendAnyway}
        </Switch>
        <div className={styles.acts}>
          <HoldButton
            variant="primary"
            icon={<Send size={16} aria-hidden="true" />}
            aria-disabled={sending || followUps === null}
            question={sending ? null : question}
            onPress={send}
          >
            {sending ? t.sending : t.send}
          </HoldButton>
          <ProfileBadge profile={profile} />
        </div>
        <Outcome by={by} onUse={onUse} />
      </div>
    </Dialog>
  )
}

function readMessage(
  draft: OneGoDraft,
  receiver: Pick<OneGoDraft, 'receive_id_type' | 'receive_id'> | undefined,
  defaultText: string,
): NewMessage {
  const { receive_id_type, receive_id } =
    draft.receive_id.trim() === '' && receiver ? receiver : draft
  const to = { receive_id_type, receive_id: receive_id.trim() }
  const { msg_type } = draft
  if (msg_type === 'text') return { ...to, text: draft.text === '' ? defaultText : draft.text }
  return { ...to, msg_type, content: draft[msg_type] }
}
