import { Send } from 'lucide-react'
import { useCallback, useState } from 'react'
import {
  createMessageSchema,
  createTypedMessageSchema,
  MSG_TYPES,
  type NewMessage,
} from '#contract/create-message'
import type { DraftBody } from '#contract/draft'
import type { EmulatorState } from '#contract/emulator/state'
import { RECEIVE_ID_TYPES } from '#contract/ids'
import type { Locale } from '#contract/locale'
import type { Profile } from '#contract/profile'
import { validate } from '#contract/validation/validate'
import { useDelivery } from '../api-client/use-delivery.ts'
import { ProfileBadge, useProductionQuestion } from '../features/profile/profile-badge.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { HoldButton } from '../ui/button/hold-button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { LabelledInput, LabelledSelect, Switch } from '../ui/form/labelled-field.tsx'
import { Segmented } from '../ui/form/segmented.tsx'
import { type OneGoDraft, storedOneGoDraft } from './draft.ts'
import { type Editor, MessageContent } from './message-content.tsx'
import styles from './one-go.module.css'
import { Outcome } from './outcome.tsx'
import { oneGoTexts } from './texts.ts'

type ExampleKind = 'post' | 'interactive'

const EXAMPLE_TEXTS = {
  en: { title: 'Order 2026-1122', text: 'It is on its way: ', link: 'see the parcel' },
  zh: { title: '订单 2026-1122', text: '已发货：', link: '查看物流' },
}

/**
 * Example content as JSON.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json
 */
export function exampleContent(kind: ExampleKind, locale: Locale): string {
  const { title, text, link } = EXAMPLE_TEXTS[locale]
  const href = 'https://example.com/parcel'
  const post = {
    [locale === 'zh' ? 'zh_cn' : 'en_us']: {
      title,
      content: [
        [
          { tag: 'text', text },
          { tag: 'a', href, text: link },
        ],
      ],
    },
  }
  const card = {
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: title }, template: 'blue' },
    body: { elements: [{ tag: 'markdown', content: `${text}[${link}](${href})` }] },
  }
  return JSON.stringify(kind === 'post' ? post : card, null, 2)
}

type Props = {
  profile: Profile
  /** Absent for real platforms, where a recipient is required. */
  emulator: EmulatorState | undefined
  /** The recipient in the form for a new message. */
  address: Pick<OneGoDraft, 'receive_id_type' | 'receive_id'>
  /** The bubbles in the composer; null if its JSON is invalid. */
  followUps: DraftBody['follow_ups'] | null
  editor: Editor
  onUse: (messageId: string) => void
  onClose: () => void
}

/** Sends a message of any type together with the composed bubbles. */
export function OneGoDialog(props: Props) {
  const { profile, emulator, address, followUps, editor, onUse, onClose } = props
  const t = useTexts(oneGoTexts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const [draft, setDraft] = useState<OneGoDraft>(() => {
    const empty = { msg_type: 'text', text: '', post: '', interactive: '' } as const
    return { ...empty, ...storedOneGoDraft(profile.id).read(), ...address }
  })
  const [sendAnyway, setSendAnyway] = useState(false)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const by = useDelivery()
  const question = useProductionQuestion(profile)
  const sending = by.delivery.status === 'sending'
  const receiver = emulator?.default_receiver
  const receiverName = emulator?.users.find(({ open_id }) => open_id === receiver?.receive_id)?.name
  const { msg_type } = draft

  const change = (part: Partial<OneGoDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    storedOneGoDraft(profile.id).write(next)
  }
  const send = () => {
    if (sending || followUps === null) return
    const message = readMessage(draft, receiver, t.defaultText)
    const validation = validate(
      'text' in message ? createMessageSchema : createTypedMessageSchema,
      message,
      locale,
    )
    if (!validation.ok) {
      setErrors(Object.fromEntries(validation.issues.map((issue) => [issue.path, issue.message])))
      announce(validation.issues[0]?.message ?? '')
      return
    }
    setErrors({})
    void by.send({
      profile: profile.id,
      message: validation.value,
      follow_ups: followUps,
      sendAnyway,
    })
  }

  const onContent = useCallback(
    (text: string) =>
      setDraft((before) => {
        const next = { ...before, [msg_type]: text }
        storedOneGoDraft(profile.id).write(next)
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
            error={errors.receive_id}
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
          errors={errors}
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
              // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no id
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
