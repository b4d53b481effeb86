import { useTexts } from '../i18n/texts.ts'
import { Badge } from '../ui/badge.tsx'
import { EmulatorTime } from './emulator-time.tsx'
import { formatOffset } from './format-offset.ts'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'
import { type ReadClock, useEmulatorNow } from './use-emulator-now.ts'

/** What the emulator's clock says, whether it runs, and how far it is from this machine's. */
export function ClockFace({ clock }: { clock: ReadClock }) {
  const t = useTexts(inspectorTexts)
  const now = useEmulatorNow(clock)
  const frozen = clock.mode === 'frozen'
  return (
    <div className={styles.section}>
      <span className="visually-hidden">{t.now}: </span>
      <span className={styles.time}>
        <EmulatorTime ms={now} withDate />
      </span>
      <div className={styles.row}>
        <Badge tone={frozen ? 'info' : 'good'}>{frozen ? t.frozen : t.running}</Badge>
        {Math.abs(clock.offset_ms) >= 1000 && !frozen ? (
          <span className={styles.soft}>{t.offset(formatOffset(clock.offset_ms))}</span>
        ) : null}
      </div>
    </div>
  )
}
