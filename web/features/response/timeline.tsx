import { CircleDashed, CircleHelp, Hourglass } from 'lucide-react'
import { formatDuration, formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import shared from '../../ui/shared.module.css'
import { exchangeStatus, STATUS_LOOKS } from '../exchange-view/exchange-status.ts'
import type { RunStep } from './run-steps.ts'
import { texts } from './texts.ts'
import styles from './timeline.module.css'

type Props = {
  steps: readonly RunStep[]
  chosen: number
  onChoose: (index: number) => void
}

/** The calls of a run in their order; a press shows the response of that call. */
export function Timeline({ steps, chosen, onChoose }: Props) {
  const t = useTexts(texts)
  const [first] = steps
  const from = first && 'exchange' in first ? Date.parse(first.exchange.started_at) : null
  return (
    <ol className={styles.timeline} aria-label={t.timeline}>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the calls of a run keep their order
        <li key={index}>
          <button
            type="button"
            className={styles.step}
            aria-pressed={index === chosen}
            onClick={() => onChoose(index)}
          >
            <StepContent step={step} from={from} />
          </button>
        </li>
      ))}
    </ol>
  )
}

/** @param from when the first call began, in milliseconds since 1970 */
function StepContent({ step, from }: { step: RunStep; from: number | null }) {
  const t = useTexts(texts)
  const { tag } = useLocale()
  const name = t.steps[step.name]
  if (!('exchange' in step)) {
    const open = 'open' in step ? step.open : 'rejected'
    const Icon = open === 'waiting' ? Hourglass : open === 'unknown' ? CircleHelp : CircleDashed
    const state =
      open === 'waiting' ? t.waiting : open === 'unknown' ? t.unknown.toLowerCase() : t.notMade
    return (
      <>
        <Icon size={14} aria-hidden="true" />
        {name} <span className={styles.time}>{state}</span>
      </>
    )
  }
  const { exchange } = step
  const { icon: Icon, tone } = STATUS_LOOKS[exchangeStatus(exchange)]
  const duration = formatDuration(exchange.duration_ms, tag)
  const after = from === null ? 0 : Date.parse(exchange.started_at) - from
  return (
    <>
      <Icon size={14} aria-hidden="true" className={shared[tone]} />
      {name}
      {exchange.code === null || exchange.code === 0 ? null : <span> {exchange.code}</span>}{' '}
      <span
        className={styles.time}
        title={`${formatMoment(exchange.started_at, tag)} · ${duration}`}
      >
        {after > 0 ? t.after(formatDuration(after, tag)) : duration}
      </span>
    </>
  )
}
