import { Hourglass } from 'lucide-react'
import { useTexts } from '../i18n/texts.ts'
import { useBudget } from '../queries/budget.ts'
import { useNow } from '../ui/use-now.ts'
import { usePassed } from '../ui/use-passed.ts'
import styles from './outlook.module.css'
import { outlookTexts } from './outlook-texts.ts'

/** What is left of the rate limit, from the first push of a minute on, and how long a pause lasts. */
export function BudgetMeter({ profileId }: { profileId: string }) {
  const t = useTexts(outlookTexts)
  const { data: budget } = useBudget(profileId)
  const pausedUntil = budget?.paused_until ? Date.parse(budget.paused_until) : null
  const goesOn = usePassed(pausedUntil)
  if (!budget) return null
  if (pausedUntil !== null && !goesOn) {
    return <Pause until={pausedUntil} by={budget.paused_by} />
  }
  const { left, limit } = budget.per_minute
  if (left >= limit) return null
  const words = t.budgetLeft(left, limit)
  return (
    <span className={styles.budget} title={words}>
      <meter min={0} max={limit} low={limit * 0.1} value={left} aria-label={words} />
      <span aria-hidden="true">
        {left}/{limit}
      </span>
    </span>
  )
}

function Pause({ until, by }: { until: number; by: 'platform' | 'console' | null }) {
  const t = useTexts(outlookTexts)
  const seconds = Math.max(1, Math.ceil((until - useNow()) / 1000))
  return (
    <span className={styles.budget} role="timer">
      <Hourglass size={14} aria-hidden="true" />
      {t.budgetPaused(seconds, by)}
    </span>
  )
}
