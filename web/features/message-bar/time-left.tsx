import { LIMITS } from '#contract/limits'
import { Ring } from '../../ui/progress.tsx'
import { useNow } from '../../ui/use-time.ts'
import { formatLeft } from '../target/target-status.tsx'

/** The tone changes to a warning for the last seconds. */
const WARN_SECONDS = 60

/** The time left until a moment (in milliseconds since 1970), as a ring of 600 s and in figures. */
export function TimeLeft({ until }: { until: number }) {
  const left = until - useNow()
  const seconds = left / 1000
  return (
    <>
      <Ring
        share={seconds / LIMITS.messageAgeSeconds}
        tone={seconds <= 0 ? 'bad' : seconds <= WARN_SECONDS ? 'warn' : 'good'}
      />
      {formatLeft(left)}
    </>
  )
}
