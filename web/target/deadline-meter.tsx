import { useTexts } from '../i18n/texts.ts'
import styles from './outlook.module.css'
import { outlookTexts } from './outlook-texts.ts'
import { TimeLeft } from './time-left.tsx'
import { useDeadlineAnnounced } from './use-deadline-announced.ts'

type Props = {
  /** In milliseconds since 1970, by this machine's clock. */
  until: number
  /** How far the platform's clock is ahead, in milliseconds, as far as known. */
  clockSkewMs: number | null
}

/** From here on a difference between the clocks is worth a word. */
const NOTABLE_SKEW_MS = 2000

/** The 600 s of a message, running down; always an estimate. */
export function DeadlineMeter({ until, clockSkewMs }: Props) {
  const t = useTexts(outlookTexts)
  useDeadlineAnnounced(until)
  const skew = clockSkewMs === null ? null : formatSkew(clockSkewMs)
  return (
    <span className={styles.meter} title={t.estimate(skew)}>
      <span className={styles.approximately}>{t.approximately}</span>
      <span role="timer" aria-label={t.left} className={styles.timer}>
        <TimeLeft until={until} />
      </span>
    </span>
  )
}

/** `+3 s`, `−180 min`; `null` where it is not worth a word. */
function formatSkew(ms: number): string | null {
  if (Math.abs(ms) < NOTABLE_SKEW_MS) return null
  const seconds = Math.round(Math.abs(ms) / 1000)
  const sign = ms > 0 ? '+' : '−'
  return seconds < 120 ? `${sign}${seconds} s` : `${sign}${Math.round(seconds / 60)} min`
}
