import { LIMITS } from '#contract/limits'
import { useTexts } from '../i18n/texts.ts'
import { Ring } from '../ui/ring.tsx'
import styles from './push-window.module.css'
import { phoneTexts } from './texts.ts'
import { type ReadClock, useEmulatorNow } from './use-emulator-now.ts'

/** From here on it is told in another colour, in seconds. */
const SOON = 60

/** For how long the newest bot message can still take bubbles, by the emulator's clock. */
export function PushWindow({ createTimeMs, clock }: { createTimeMs: number; clock: ReadClock }) {
  const t = useTexts(phoneTexts)
  const age = (useEmulatorNow(clock) - createTimeMs) / 1000
  const left = LIMITS.messageAgeSeconds - age
  const tone = left < 0 ? 'bad' : left <= SOON ? 'warn' : 'good'
  return (
    <p className={styles.window} data-tone={tone}>
      <Ring share={left / LIMITS.messageAgeSeconds} tone={tone} />
      {left < 0 ? t.windowClosed(Math.floor(age)) : t.windowOpen(Math.ceil(left))}
    </p>
  )
}
