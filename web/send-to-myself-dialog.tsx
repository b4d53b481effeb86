import { Send } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import type { DraftBody } from '#contract/draft'
import type { EmulatorState } from '#contract/emulator-state'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { judge } from '#contract/judge'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipient'
import { useLocale } from './i18n/locale-context.tsx'
import { defineTexts, useTexts } from './i18n/texts.ts'
import { Outcome } from './one-go/outcome.tsx'
import { useSaveProfile } from './queries/change-profile.ts'
import { useRecipients } from './queries/recipients.ts'
import type { useDelivery } from './queries/use-delivery.ts'
import { addressOf } from './target/address-of.ts'
import { emulatorPeople } from './target/emulator-people.ts'
import { RecipientFinder } from './target/recipient-finder.tsx'
import { RecipientLine } from './target/recipient-line.tsx'
import styles from './target/recipients.module.css'
import { rememberTestRecipient, type TestRecipient } from './target/test-recipient.ts'
import { Button } from './ui/button.tsx'
import { Callout } from './ui/callout.tsx'
import { Dialog } from './ui/dialog.tsx'
import { HoldButton } from './ui/hold-button.tsx'

const texts = defineTexts({
  en: {
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

type Props = {
  title: string
  profile: Profile
  emulator: EmulatorState | undefined
  recipient: TestRecipient | null
  /** What is composed; `null` where that is no bubbles. */
  followUps: DraftBody['follow_ups'] | null
  question: ComponentProps<typeof HoldButton>['question']
  by: ReturnType<typeof useDelivery>
  onSend: (to: TestRecipient) => void
  onUse: (messageId: string) => void
  onClose: () => void
}

/** Whom tests go to, and what came of the last one. */
export function SendToMyselfDialog(props: Props) {
  const { profile, emulator, followUps, by, onUse } = props
  const t = useTexts(texts)
  const { locale } = useLocale()
  const judgement = judge(pushFollowUpBodySchema, { follow_ups: followUps }, locale)
  const issues = judgement.ok ? [] : judgement.issues
  const save = useSaveProfile(profile.id)
  const [choosing, setChoosing] = useState(false)
  const [recipient, setRecipient] = useState(props.recipient)
  const stored = profile.source === 'stored'

  const choose = ({ receive_id_type, receive_id }: Recipient) => {
    const test_recipient = { receive_id_type, receive_id }
    if (stored) save.mutate({ test_recipient })
    else rememberTestRecipient(profile.id, test_recipient)
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
  const people = emulator ? emulatorPeople(emulator, profile.app_id) : []
  const named = [...kept, ...people].find(
    (one) => one.name !== null && addressOf(one) === addressOf(recipient),
  )
  const nobody = { name: null, chat_id: null, favourite: false, last_sent_at: null }
  return <RecipientLine recipient={named ?? { ...recipient, ...nobody }} />
}
