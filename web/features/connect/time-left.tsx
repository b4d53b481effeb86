import type { Connection } from '#contract/connections/connection'
import { useTexts } from '../../i18n/texts.ts'
import { useNow } from '../../ui/use-time.ts'
import styles from './connect.module.css'
import { connectTexts } from './connect-texts.ts'

/** The time in which a link can be scanned, as a bar and in minutes and seconds. */
export function TimeLeft({ connection }: { connection: Connection }) {
  const t = useTexts(connectTexts)
  const now = useNow()
  const end = Date.parse(connection.expires_at)
  const left_ms = Math.max(0, end - now)
  return (
    <div className={styles.timeLeft}>
      <progress
        className={styles.bar}
        aria-label={t.timeLeft}
        max={end - Date.parse(connection.created_at)}
        value={left_ms}
      />
      <span className={styles.note}>{t.left(formatMinutes(left_ms))}</span>
    </div>
  )
}

/** Formats a duration as `9:05`. */
function formatMinutes(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
