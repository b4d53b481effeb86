import { useState } from 'react'
import { Link } from 'wouter'
import type { Delivery } from '#contract/deliveries/delivery'
import { useDeliveryCalls } from '../../api-client/deliveries.ts'
import { useBudget } from '../../api-client/profiles.ts'
import { formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { useNow, usePassed } from '../../ui/use-time.ts'
import { formatLeft } from '../target/target-status.tsx'
import styles from './delivery-acts.module.css'
import { deliveryTexts } from './delivery-texts.ts'
import { canRecall, describeEnd } from './describe-end.ts'
import { type PlainOutcome, plainOutcome } from './plain-outcome.ts'

/** Until when the rate limit holds back every call of a profile, in milliseconds since 1970. */
export function useWait(profile: string, resets_at: string | null = null): number | null {
  const { data } = useBudget(profile)
  const times = [data?.paused_until, resets_at].flatMap((one) => (one ? [Date.parse(one)] : []))
  const until = times.length === 0 ? null : Math.max(...times)
  return usePassed(until) ? null : until
}

/** The label of a button that waits for the rate limit. */
export function WaitLabel({ until }: { until: number }) {
  const t = useTexts(deliveryTexts)
  return t.waitFor(formatLeft(until - useNow()))
}

type Props = {
  delivery: Delivery
  /** What the recipient is called. */
  name: string
  /** The name of its template, if it still exists. */
  template: string | null
  /** Everything that can be done, or the one safe step. */
  show: 'all' | 'next'
}

/** What can be done with a delivery: finish it, look at the chat, take it back, report it. */
export function DeliveryActs({ delivery, name, template, show }: Props) {
  const t = useTexts(deliveryTexts)
  const { locale } = useLocale()
  const outcome = plainOutcome(delivery, name, locale, Date.now())
  const { busy, problem, make, calls } = useStep(delivery.id, name)
  const { state } = delivery
  const isOver = state === 'running' || state === 'recalled'
  const recalls = canRecall(delivery) && (show === 'all' || outcome.tone === 'good')
  const exchange = delivery.push ?? delivery.create
  // What the console cannot find out is left to a person's word.
  const asksPerson = state === 'unknown' && (show === 'all' || problem !== null)
  const acts = [
    outcome.next === 'finish' ? (
      <Finish key="finish" {...{ delivery, name, busy }} onFinish={() => make(calls.continue)} />
    ) : null,
    exchange && (outcome.next === 'check_chat' || asksPerson) ? (
      <Link key="chat" className={styles.link} href={`/history/${exchange.id}`}>
        {t.acts.check_chat}
      </Link>
    ) : null,
    recalls ? (
      <Button
        key="recall"
        aria-label={t.actFor(t.recall, name)}
        aria-disabled={busy}
        onClick={() => make(calls.recall)}
      >
        {t.recall}
      </Button>
    ) : null,
    show === 'next' && isOver ? null : (
      <Report key="report" {...{ delivery, name, template, outcome }} />
    ),
  ].filter((one) => one !== null)
  return (
    <div className={styles.acts}>
      {show === 'all' ? acts : acts.slice(0, asksPerson ? 2 : 1)}
      {problem === null ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}

/** Makes one call on a delivery at a time, and reports how it ended. */
function useStep(id: string, name: string) {
  const { locale } = useLocale()
  const calls = useDeliveryCalls()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const run = async (call: typeof calls.continue) => {
    setBusy(true)
    setProblem(null)
    const end = await call(id)
    setBusy(false)
    const { outcome } = describeEnd({ end, first: false }, name, locale, Date.now())
    announce(outcome.title)
    if (end.end !== 'delivery') setProblem(outcome.title)
  }
  return {
    calls,
    busy,
    problem,
    make: (call: typeof calls.continue) => {
      if (!busy) void run(call)
    },
  }
}

type FinishProps = { delivery: Delivery; name: string; busy: boolean; onFinish: () => void }

/** Makes the step that is left, once the rate limit allows it. */
function Finish({ delivery: { state, profile }, name, busy, onFinish }: FinishProps) {
  const t = useTexts(deliveryTexts)
  const wait = useWait(profile)
  const blocked = busy || wait !== null
  const label = t.acts[state === 'not_sent' || state === 'refused' ? 'again' : 'finish']
  return (
    <Button
      aria-label={t.actFor(label, name)}
      aria-disabled={blocked}
      onClick={() => {
        if (!blocked) onFinish()
      }}
    >
      {wait === null ? label : <WaitLabel until={wait} />}
    </Button>
  )
}

type ReportProps = Omit<Props, 'show'> & { outcome: PlainOutcome }

function Report({ delivery, name, template, outcome }: ReportProps) {
  const t = useTexts(deliveryTexts)
  const { tag } = useLocale()
  return (
    <CopyButton
      variant="ghost"
      labelled
      label={t.report}
      aria-label={t.actFor(t.report, name)}
      text={reportOf({ delivery, name, outcome, template, t, tag })}
    />
  )
}

type ReportOptions = ReportProps & { t: (typeof deliveryTexts)['en']; tag: string }

/** A plain report for a colleague: what was sent to whom, what happened, and what to look it up by. */
function reportOf({ delivery, name, outcome, template, t, tag }: ReportOptions): string {
  const { recipient, create, push, message_id, id, created_at } = delivery
  const last = push ?? create
  const version = delivery.template ? ` v${delivery.template.version}` : ''
  const lines: [string, string | null | undefined][] = [
    [t.reportLines.person, [name, recipient?.receive_id].filter(Boolean).join(' · ')],
    [t.reportLines.template, template === null ? null : `${template}${version}`],
    [t.reportLines.time, formatMoment(created_at, tag)],
    [t.reportLines.result, `${outcome.title} ${outcome.todo}`],
    [t.reportLines.code, last?.code == null ? null : last.code.toString()],
    [t.reportLines.logId, last?.log_id],
    [t.reportLines.messageId, message_id],
    [t.reportLines.delivery, id],
  ]
  return lines.flatMap(([label, value]) => (value ? [`${label}${t.colon}${value}`] : [])).join('\n')
}
