import { Hourglass } from 'lucide-react'
import { useBudget } from '../../api-client/profiles.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useNow, usePassed } from '../../ui/use-time.ts'
import styles from './panels.module.css'
import { precheckTexts } from './precheck-texts.ts'

/** What is left of the rate limit, shown from the first push of a minute, and how long a pause lasts. */
export function BudgetMeter({ profileId }: { profileId: string }) {
  const t = useTexts(precheckTexts)
  const { data: budget } = useBudget(profileId)
  const pausedUntil = budget?.paused_until ? Date.parse(budget.paused_until) : null
  const resumed = usePassed(pausedUntil)
  if (!budget) return null
  if (pausedUntil !== null && !resumed) {
    return <Pause until={pausedUntil} by={budget.paused_by} />
  }
  const { left, limit } = budget.per_minute
  if (left >= limit) return null
  const text = t.budgetLeft(left, limit)
  return (
    <span className={styles.budget}>
      <meter min={0} max={limit} low={limit * 0.1} value={left} aria-label={text} />
      <span aria-hidden="true">{text}</span>
    </span>
  )
}

function Pause({ until, by }: { until: number; by: 'platform' | 'console' | null }) {
  const t = useTexts(precheckTexts)
  const seconds = Math.max(1, Math.ceil((until - useNow()) / 1000))
  return (
    <span className={styles.budget} role="timer">
      <Hourglass size={14} aria-hidden="true" />
      {t.budgetPaused(seconds, by)}
    </span>
  )
}
