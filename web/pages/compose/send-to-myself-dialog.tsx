import { Send } from 'lucide-react'
import { type ComponentProps, useEffect, useRef, useState } from 'react'
import type { Draft } from '#contract/draft'
import type { EmulatorState } from '#contract/emulator/state'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import type { Locale } from '#contract/locale'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipients'
import type { Issue } from '#contract/refusal'
import { validate } from '#contract/validation/validate'
import { useSaveProfile } from '../../api-client/profile-actions.ts'
import { useRecipients } from '../../api-client/recipients.ts'
import { useDelivery } from '../../api-client/use-delivery.ts'
import { composedFollowUps } from '../../composer/composition.ts'
import { useComposition } from '../../composer/composition-context.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Outcome } from '../../one-go/outcome.tsx'
import { RecipientFinder } from '../../target/recipient-finder.tsx'
import { RecipientLine } from '../../target/recipient-line.tsx'
import styles from '../../target/recipients.module.css'
import { addressOf, emulatorRecipients } from '../../target/recipients.ts'
import { storedTestRecipient, type TestRecipient } from '../../target/test-recipient.ts'
import { Button } from '../../ui/button/button.tsx'
import { HoldButton } from '../../ui/button/hold-button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'

const texts = defineTexts({
  en: {
    message: 'A test of these bubbles:',
    who: 'Who are you? Tests of this profile will go to this person.',
    keptHere: 'This profile is set by the server’s settings, so only this browser remembers it.',
    to: 'To',
    change: 'Choose someone else',
    send: 'Send',
    again: 'Send again',
    notKept: 'This was not kept: the console did not take it.',
    bubbles: 'The bubbles cannot be sent yet',
  },
  zh: {
    message: '测试以下气泡：',
    who: '您是谁？此应用配置的测试会发给这位用户。',
    keptHere: '此应用配置由服务端设置，因此只有这个浏览器会记住。',
    to: '发给',
    change: '另选一位',
    send: '发送',
    again: '再次发送',
    notKept: '没有保存：控制台未接受。',
    bubbles: '气泡还不能发送',
  },
})

/** One press of “Send to myself”; `to` is null if no recipient is known yet. */
export type TestSend = { to: TestRecipient | null; draft: Draft }

type Props = {
  title: string
  profile: Profile
  emulator: EmulatorState | undefined
  /** The last press; each new object sends. */
  press: TestSend
  open: boolean
  question: ComponentProps<typeof HoldButton>['question']
  onUse: (messageId: string) => void
  onClose: () => void
}

/** Sends a test at each press, and shows its recipient and outcome. */
export function SendToMyselfDialog({ press, open, ...props }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const { draft } = useComposition()
  const by = useDelivery()
  const [checked, setChecked] = useState(press.draft)
  const validation = validateDraft(checked, locale)

  const send = (to: TestRecipient | null, composed: Draft) => {
    setChecked(composed)
    if (by.delivery.status !== 'sending') by.reset()
    const validation = validateDraft(composed, locale)
    if (!to || !validation.ok) return
    void by.send({
      profile: props.profile.id,
      message: { ...to, text: t.message },
      follow_ups: validation.value.follow_ups,
      sendAnyway: false,
    })
  }
  const handled = useRef<TestSend>(null)
  useEffect(() => {
    if (handled.current === press) return
    handled.current = press
    send(press.to, press.draft)
  })

  if (!open) return null
  return (
    <Delivery
      {...props}
      recipient={press.to}
      issues={validation.ok ? [] : validation.issues}
      by={by}
      onSend={(to) => send(to, draft())}
    />
  )
}

function validateDraft(draft: Draft, locale: Locale) {
  return validate(pushFollowUpBodySchema, { follow_ups: composedFollowUps(draft) }, locale)
}

type DeliveryProps = Omit<Props, 'press' | 'open'> & {
  recipient: TestRecipient | null
  /** The issues of the bubbles. */
  issues: readonly Issue[]
  by: ReturnType<typeof useDelivery>
  onSend: (to: TestRecipient) => void
}

function Delivery(props: DeliveryProps) {
  const { profile, emulator, issues, by, onUse } = props
  const t = useTexts(texts)
  const save = useSaveProfile(profile.id)
  const [choosing, setChoosing] = useState(false)
  const [recipient, setRecipient] = useState(props.recipient)
  const stored = profile.source === 'stored'

  const choose = ({ receive_id_type, receive_id }: Recipient) => {
    const test_recipient = { receive_id_type, receive_id }
    if (stored) save.mutate({ test_recipient })
    else storedTestRecipient(profile.id).write(test_recipient)
    setRecipient(test_recipient)
    setChoosing(false)
  }

  return (
    <Dialog title={props.title} onClose={props.onClose}>
      {issues.length > 0 ? (
        <Callout tone="warn" title={t.bubbles}>
          <ul>
            {issues.map(({ path, message }) => (
              <li key={`${path} ${message}`}>{message}</li>
            ))}
          </ul>
        </Callout>
      ) : null}
      {save.isError ? <Callout tone="bad">{t.notKept}</Callout> : null}
      {recipient === null || choosing ? (
        <div className={styles.finder}>
          <p>{t.who}</p>
          {stored ? null : <p className={styles.note}>{t.keptHere}</p>}
          <RecipientFinder profile={profile} emulator={emulator} onChoose={choose} />
        </div>
      ) : (
        <div className={styles.card}>
          <div className={styles.who}>
            <span className="visually-hidden">{t.to}: </span>
            <To profile={profile} emulator={emulator} recipient={recipient} />
          </div>
          <Button variant="ghost" onClick={() => setChoosing(true)}>
            {t.change}
          </Button>
          {issues.length === 0 ? (
            <HoldButton
              icon={<Send size={16} aria-hidden="true" />}
              aria-disabled={by.delivery.status === 'sending'}
              question={props.question}
              onPress={() => {
                if (by.delivery.status !== 'sending') props.onSend(recipient)
              }}
            >
              {by.delivery.status === 'idle' ? t.send : t.again}
            </HoldButton>
          ) : null}
        </div>
      )}
      <Outcome by={by} onUse={onUse} />
    </Dialog>
  )
}

type ToProps = Pick<Props, 'profile' | 'emulator'> & { recipient: TestRecipient }

function To({ profile, emulator, recipient }: ToProps) {
  const { data: kept = [] } = useRecipients(profile.id, '')
  const people = emulator ? emulatorRecipients(emulator, profile.app_id) : []
  const named = [...kept, ...people].find(
    (one) => one.name !== null && addressOf(one) === addressOf(recipient),
  )
  const nobody = { name: null, chat_id: null, favourite: false, last_sent_at: null }
  return <RecipientLine recipient={named ?? { ...recipient, ...nobody }} />
}
