import { CalendarClock, Play, Send } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { contentText, type MessageContent } from '#contract/create-message'
import type { Delivery, NewDelivery } from '#contract/deliveries/delivery'
import type { DeliveryList, ListRow } from '#contract/deliveries/list'
import { parseJson } from '#contract/json'
import type { Profile } from '#contract/profile'
import { fillVariables } from '#contract/template-variables'
import { type DeliveryEnd, useDeliveryCalls } from '../../../api-client/deliveries.ts'
import { useEmulatorState } from '../../../api-client/emulator-state.ts'
import type { ListStep } from '../../../api-client/lists.ts'
import { shortMeaning } from '../../../features/exchange-view/explain.ts'
import { RefusalLines } from '../../../features/exchange-view/request-failure.tsx'
import { ProfileBadge, useProductionQuestion } from '../../../features/profile/profile-badge.tsx'
import { testRecipientOf } from '../../../features/target/test-recipient.ts'
import { formatSpan } from '../../../i18n/format-span.ts'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { Button } from '../../../ui/button/button.tsx'
import { HoldButton, type Question } from '../../../ui/button/hold-button.tsx'
import { Callout } from '../../../ui/callout/callout.tsx'
import { lazyComponent } from '../../../ui/lazy-component.tsx'
import { IsolatedText } from '../../../ui/text/isolated-text.tsx'
import styles from './list.module.css'
import { runTexts } from './run-texts.ts'
import { listTexts } from './texts.ts'

const ScheduleDialog = lazyComponent(() => import('./schedule-dialog.tsx'), 'ScheduleDialog')

/** Returns the confirmation that a list of this many people asks for in production, else null. */
export function useListQuestion(profile: Profile | undefined, people: number): Question | null {
  const t = useTexts(runTexts)
  if (profile?.environment !== 'production') return null
  return {
    title: t.startTitle(people),
    confirm: t.startConfirm(people),
    text: (
      <>
        <p>
          <ProfileBadge profile={profile} />
        </p>
        <p>{t.startText(people)}</p>
      </>
    ),
  }
}

type Props = {
  list: DeliveryList
  profile: Profile
  /** The row whose texts the test has. */
  row: ListRow | null
  busy: boolean
  /** Whether another person has to approve the start. */
  needsApproval: boolean
  onStep: (step: ListStep) => void
}

/** Sends to oneself first, then starts the list now or at a time. */
export function Launch({ list, profile, row, busy, needsApproval, onStep }: Props) {
  const t = useTexts(runTexts)
  const { locale } = useLocale()
  const id = useId()
  const people = list.counts.ready
  const question = useListQuestion(needsApproval ? undefined : profile, people)
  const [scheduling, setScheduling] = useState(false)
  const issue = list.checking ? t.waitForCheck : people === 0 ? t.nothingToSend : null
  const blocked = busy || issue !== null
  const hints = [
    ...(needsApproval ? [t.submitHint] : []),
    ...(list.seconds_left === null ? [] : [t.about(formatSpan(list.seconds_left, locale))]),
    ...(question ? [t.hold] : []),
    ...(list.pause_at === null
      ? []
      : [t.pausesAt(list.pause_at.toLocaleString(locale, { style: 'percent' }))]),
  ]
  return (
    <section className={styles.box} data-launch="true">
      {list.message === null ? null : <TestSend list={list} profile={profile} row={row} />}
      <HoldButton
        variant="primary"
        icon={<Play size={16} aria-hidden="true" />}
        aria-disabled={blocked}
        aria-describedby={id}
        question={blocked ? null : question}
        onPress={() => {
          if (!blocked) onStep({ step: 'start' })
        }}
      >
        {needsApproval ? t.submit : t.start(people)}
      </HoldButton>
      <p id={id} className={styles.note}>
        {issue ?? hints.join(locale === 'zh' ? '' : ' ')}
      </p>
      <Button
        variant="ghost"
        icon={<CalendarClock size={16} aria-hidden="true" />}
        aria-disabled={blocked}
        onClick={() => {
          if (!blocked) setScheduling(true)
        }}
      >
        {t.schedule}
      </Button>
      {scheduling ? (
        <ScheduleDialog
          list={list}
          confirm={needsApproval ? t.submit : t.save(people)}
          question={question}
          onSchedule={(schedule) => {
            setScheduling(false)
            onStep({ step: 'start', schedule })
          }}
          onClose={() => setScheduling(false)}
        />
      ) : null}
    </section>
  )
}

type TestProps = {
  list: DeliveryList
  profile: Profile
  row: ListRow | null
}

/** Sends the texts of one row to the test recipient of the app. */
function TestSend({ list, profile, row }: TestProps) {
  const t = useTexts(runTexts)
  const id = useId()
  const { data: emulator } = useEmulatorState(profile)
  const recipient = testRecipientOf(profile, emulator)
  const question = useProductionQuestion(profile)
  const calls = useDeliveryCalls()
  const [sending, setSending] = useState(false)
  const [ended, setEnded] = useState<{ end: DeliveryEnd; at: Date } | null>(null)
  /** The press whose outcome is unknown: it is repeated with the same key. */
  const press = useRef<{ body: NewDelivery; key: string } | null>(null)
  const message = messageIn(list, row?.language ?? null)
  const blocked = sending || recipient === null || row === null

  const run = async (call: () => Promise<DeliveryEnd>) => {
    setSending(true)
    const end = await call()
    setSending(false)
    setEnded({ end, at: new Date() })
  }
  const send = () => {
    if (blocked || message === null) return
    const { values } = row
    const body: NewDelivery = {
      profile: profile.id,
      recipient,
      message: fillMessage(message, values),
      follow_ups: fillVariables(list.follow_ups, values) as NewDelivery['follow_ups'],
      ...(list.template && { template: { ...list.template, values } }),
    }
    const key = crypto.randomUUID()
    press.current = { body, key }
    void run(() => calls.post(body, key))
  }
  const ask = () => {
    const last = press.current
    if (sending || !last || !ended) return
    const { end } = ended
    void run(() =>
      end.end === 'delivery' ? calls.continue(end.delivery.id) : calls.post(last.body, last.key),
    )
  }
  return (
    <>
      <HoldButton
        icon={<Send size={16} aria-hidden="true" />}
        aria-disabled={blocked}
        aria-describedby={id}
        question={blocked ? null : question}
        onPress={send}
      >
        {sending ? t.testSending : t.toMyself}
      </HoldButton>
      <p id={id} className={styles.note}>
        {recipient ? (
          <>
            {t.toMyselfHint} <IsolatedText text={recipient.receive_id} oneLine />
          </>
        ) : (
          t.noTestRecipient
        )}
      </p>
      <div role="status">{ended && !sending ? <TestEnd {...ended} onAsk={ask} /> : null}</div>
    </>
  )
}

function TestEnd({ end, at, onAsk }: { end: DeliveryEnd; at: Date; onAsk: () => void }) {
  const t = useTexts(runTexts)
  const words = useTexts(listTexts)
  const { locale } = useLocale()
  if (end.end === 'refused') {
    const { refusal } = end
    if (refusal.approval) return <Callout tone="info" title={refusal.message} />
    return (
      <Callout tone="bad" title={t.testNotSent}>
        <RefusalLines refusal={refusal} />
      </Callout>
    )
  }
  if (end.end === 'sign_in') {
    return (
      <Callout tone="bad" title={t.testNotSent}>
        <p>{t.signIn}</p>
      </Callout>
    )
  }
  const state = end.end === 'lost' ? 'unknown' : end.delivery.state
  if (state === 'sent' || state === 'recalled') {
    return (
      <Callout
        tone="good"
        title={t.testSent(new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at))}
      />
    )
  }
  if (end.end === 'lost' || state === 'unknown' || state === 'running') {
    return (
      <Callout tone="unsure" title={t.testUnknown}>
        <div>
          <Button onClick={onAsk}>{t.testAsk}</Button>
        </div>
      </Callout>
    )
  }
  return (
    <Callout tone="bad" title={words.detail[state]}>
      <p>{reasonOf(end.delivery, locale)}</p>
    </Callout>
  )
}

function reasonOf({ push, create }: Delivery, locale: 'en' | 'zh'): string {
  const exchange = push ?? create
  if (!exchange || exchange.code === null) return ''
  return `${exchange.code} ${shortMeaning(exchange, locale) ?? ''}`.trim()
}

/** The first message in a language, else in its default text. */
export function messageIn(
  { message, message_i18n }: Pick<DeliveryList, 'message' | 'message_i18n'>,
  language: string | null,
): MessageContent | null {
  const row = message_i18n.find((one) => one.language === language)
  return row ? { text: row.content } : message
}

/** Fills every text of a message. A value never changes its structure: it is filled into parsed JSON. */
function fillMessage(
  message: MessageContent,
  values: Readonly<Record<string, string>>,
): MessageContent {
  const fill = (text: string) => fillVariables([{ content: text }], values)[0]?.content ?? text
  if ('text' in message) return { text: fill(message.text) }
  const content = JSON.stringify(parseJson(contentText(message.content)))
  const filled = JSON.parse(content, (_, part) => (typeof part === 'string' ? fill(part) : part))
  return { msg_type: message.msg_type, content: filled }
}
