import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import { useExchange } from '../../api-client/exchanges.ts'
import { formatDuration } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import tones from '../../ui/callout/tone.module.css'
import { ProgressBar } from '../../ui/progress.tsx'
import shared from '../../ui/shared.module.css'
import { deliveryOutcome } from '../exchange-view/delivery-outcome.ts'
import { ExchangeView } from '../exchange-view/exchange-view.tsx'
import { Frame } from '../exchange-view/parts.tsx'
import type { Run } from '../exchange-view/run.ts'
import { PushResult } from '../results/push-result.tsx'
import { ExportButton } from '../snippets/export-button.tsx'
import { nextSteps, refusalSteps } from './next-step.ts'
import { NextSteps } from './next-step-buttons.tsx'
import type { ResponsePaneProps, ShownRun } from './pane-props.ts'
import { RecentRuns } from './recent-runs.tsx'
import { RefusalView } from './refusal-view.tsx'
import { type RunStep, runSteps } from './run-steps.ts'
import styles from './run-view.module.css'
import { texts } from './texts.ts'
import { Timeline } from './timeline.tsx'
import { UnknownView } from './unknown-view.tsx'
import { announcement, verdictOf } from './verdict.ts'

type Props = Omit<ResponsePaneProps, 'run'> & { run: ShownRun }

/** A run: its verdict, its calls, the meaning beside the raw response, and the runs before it. */
export function RunView(props: Props) {
  const { run, recent, onShowRun } = props
  const [choice, setChoice] = useState<{ run: Run; index: number } | null>(null)
  const steps = useMemo(() => runSteps(run), [run])
  const last = steps.length - 1
  const index = choice?.run === run ? choice.index : last
  const step = useLatestStep(steps[index] ?? null)
  const { pane, heading } = useKeptFocus(run)
  const shown = step && 'exchange' in step ? step.exchange.id : run.status
  useAnnounceRun(run, step)
  return (
    <div ref={pane} className={styles.run}>
      <VerdictLine run={run} step={step} heading={heading} />
      {steps.length > 1 ? (
        <Timeline
          steps={steps}
          chosen={index}
          onChoose={(chosen) => setChoice({ run, index: chosen })}
        />
      ) : null}
      {/* A new element for each response, so that it starts at its top. */}
      <div key={shown} className={styles.scroll}>
        <Frame>
          <StepView {...props} step={step} deciding={index === last} />
        </Frame>
      </div>
      <RecentRuns run={run} recent={recent} onShowRun={onShowRun} />
    </div>
  )
}

type StepProps = Props & { step: RunStep | null; deciding: boolean }

/** What the chosen call, or the run, means, beside what was sent and received. */
function StepView({ step, deciding, ...props }: StepProps) {
  const { run, profile } = props
  const { locale } = useLocale()
  if (step && 'exchange' in step) {
    const next = deciding && run.status === 'done' ? nextSteps(run, step.exchange, profile) : []
    return (
      <>
        <PushResult push={step.exchange} />
        <ExchangeView
          exchange={step.exchange}
          lead={deciding ? leadOf(run, locale) : null}
          next={<NextSteps {...props} steps={next} exchange={step.exchange} />}
        />
      </>
    )
  }
  const refusal =
    step && 'refusal' in step ? step.refusal : run.status === 'refused' ? run.refusal : null
  if (refusal) {
    return (
      <RefusalView
        refusal={refusal}
        httpStatus={run.status === 'refused' ? run.httpStatus : null}
        lead={leadOf(run, locale)}
        next={<NextSteps {...props} steps={refusalSteps(refusal)} refusal={refusal} />}
      />
    )
  }
  if (run.status === 'sending') return <SendingView onCancel={props.onCancel} />
  if (run.status !== 'cancelled' && run.status !== 'lost') return null
  return <UnknownView {...props} key={run.key} run={run} />
}

/** What became of a message and its bubbles; null if the deciding response says it all. */
function leadOf(run: Run, locale: Locale): string | null {
  if (run.status !== 'done' || run.calls.create === null || run.kind === 'only_message') return null
  const outcome = deliveryOutcome(run.calls)
  return outcome === 'done' ? null : texts[locale].outcomes[outcome]
}

type VerdictProps = {
  run: ShownRun
  step: RunStep | null
  heading: RefObject<HTMLHeadingElement | null>
}

/** The result in one line, with its figures and the export. */
function VerdictLine({ run, step, heading }: VerdictProps) {
  const { locale } = useLocale()
  const { look, code, title } = verdictOf(run, step, locale)
  const { icon: Icon, tone } = look
  const exchange = step && 'exchange' in step ? step.exchange : null
  return (
    <header className={`${styles.verdict} ${tones[tone]}`}>
      <div className={styles.words}>
        {/* Always the same element, so that it keeps the focus when its text changes. */}
        <h3 ref={heading} tabIndex={-1} className={styles.title}>
          <Icon size={16} aria-hidden="true" />
          <span>
            {code === null ? null : <span className={styles.code}>{code}</span>} {title}
          </span>
        </h3>
        {exchange ? <Figures exchange={exchange} /> : null}
        {run.status === 'sending' && !exchange ? <Elapsed since={run.startedAt} /> : null}
      </div>
      {exchange?.endpoint === 'push_follow_up' ? (
        <ExportButton exchange={exchange} iconOnly />
      ) : null}
    </header>
  )
}

function Figures({ exchange: { response, duration_ms, log_id } }: { exchange: Exchange }) {
  const t = useTexts(texts)
  const { tag } = useLocale()
  return (
    <>
      {response ? <span className={styles.figure}>HTTP {response.http_status}</span> : null}
      <span className={styles.figure}>{formatDuration(duration_ms, tag)}</span>
      {log_id ? (
        <span className={styles.figure}>
          log_id <code title={log_id}>{shortId(log_id)}</code>
          <CopyButton text={log_id} label={t.copyLogId} />
        </span>
      ) : null}
    </>
  )
}

/** Both ends of an id: `20261130…A062B`. */
function shortId(id: string): string {
  return id.length <= 16 ? id : `${id.slice(0, 8)}…${id.slice(-5)}`
}

/** The time since a `performance.now()`; hidden from screen readers, which would read every change. */
function Elapsed({ since }: { since: number }) {
  const t = useTexts(texts)
  const { tag } = useLocale()
  const [now, setNow] = useState(since)
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 100)
    return () => clearInterval(timer)
  }, [])
  const seconds = new Intl.NumberFormat(tag, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(Math.max(0, now - since) / 1000)
  return (
    <span className={styles.figure} aria-hidden="true">
      {t.elapsed(seconds)}
    </span>
  )
}

/** The progress of a call, with a button to stop waiting and what that means. */
function SendingView({ onCancel }: { onCancel: () => void }) {
  const t = useTexts(texts)
  return (
    <div className={shared.stack3}>
      <ProgressBar label={t.verdicts.sending} />
      <div className={styles.stop}>
        <Button onClick={onCancel}>{t.stop}</Button>
        <p>{t.stopNote}</p>
      </div>
    </div>
  )
}

/** Follows the exchange in the history, where it can end, be recorded late, or be resolved. */
function useLatestStep(step: RunStep | null): RunStep | null {
  const known = step && 'exchange' in step ? step.exchange : undefined
  const { data } = useExchange(known?.id ?? null, known)
  return useMemo(
    () => (step && known && data ? { name: step.name, exchange: data } : step),
    [step, known, data],
  )
}

/** Moves the focus to the verdict if the focused button of the pane disappears with the next run. */
function useKeptFocus(run: Run) {
  const pane = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const here = useRef(false)
  useEffect(() => {
    const follow = ({ target }: FocusEvent) => {
      here.current = target instanceof Node && pane.current?.contains(target) === true
    }
    document.addEventListener('focusin', follow)
    return () => document.removeEventListener('focusin', follow)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs after each change of the run
  useLayoutEffect(() => {
    if (here.current && document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true })
    }
  }, [run])
  return { pane, heading }
}

/** A shorter wait is not announced: its end follows at once. */
const ANNOUNCED_FROM_MS = 1000

/** Also while another page is shown: what was announced is not repeated after it. */
let announced: unknown = null

/** Announces each run once, and a running exchange again when it ends; not after a change of language. */
function useAnnounceRun(run: ShownRun, step: RunStep | null) {
  const { locale } = useLocale()
  const announce = useAnnounce()
  useEffect(() => {
    const mark = step && 'exchange' in step ? `${step.exchange.id} ${step.exchange.state}` : run
    if (announced === mark) return
    const tell = () => {
      announced = mark
      announce(announcement(run, step, locale))
    }
    if (run.status !== 'sending') {
      tell()
      return
    }
    const timer = setTimeout(tell, ANNOUNCED_FROM_MS)
    return () => clearTimeout(timer)
  }, [run, step, announce, locale])
}
