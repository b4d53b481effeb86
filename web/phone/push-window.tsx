import { LIMITS } from '#contract/limits'
import { useTexts } from '../i18n/texts.ts'
import styles from './push-window.module.css'
import { phoneTexts } from './texts.ts'
import { type ReadClock, useEmulatorNow } from './use-emulator-now.ts'

const RADIUS = 8
const LENGTH = 2 * Math.PI * RADIUS
/** From here on it is told in another colour, in seconds. */
const SOON = 60

/** For how long the newest bot message can still take bubbles, by the emulator's clock. */
export function PushWindow({ createTimeMs, clock }: { createTimeMs: number; clock: ReadClock }) {
  const t = useTexts(phoneTexts)
  const age = (useEmulatorNow(clock) - createTimeMs) / 1000
  const left = LIMITS.messageAgeSeconds - age
  const share = Math.min(Math.max(left / LIMITS.messageAgeSeconds, 0), 1)
  return (
    <p className={styles.window} data-tone={left < 0 ? 'over' : left <= SOON ? 'soon' : 'open'}>
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <circle className={styles.track} cx="10" cy="10" r={RADIUS} />
        <circle
          className={styles.ring}
          cx="10"
          cy="10"
          r={RADIUS}
          transform="rotate(-90 10 10)"
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * (1 - share)}
        />
      </svg>
      {left < 0 ? t.windowClosed(Math.floor(age)) : t.windowOpen(Math.ceil(left))}
    </p>
  )
}
