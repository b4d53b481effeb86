import { LIMITS } from '#contract/limits'
import { Ring } from '../ui/ring.tsx'
import { useNow } from '../ui/use-now.ts'
import { formatLeft } from './format-left.ts'

/** From here on it is told in another colour, in seconds. */
const SOON = 60

/** What is left until a moment (in milliseconds since 1970), as a ring of 600 s and in figures. */
export function TimeLeft({ until }: { until: number }) {
  const left = until - useNow()
  const seconds = left / 1000
  return (
    <>
      <Ring
        share={seconds / LIMITS.messageAgeSeconds}
        tone={seconds <= 0 ? 'bad' : seconds <= SOON ? 'warn' : 'good'}
      />
      {formatLeft(left)}
    </>
  )
}
