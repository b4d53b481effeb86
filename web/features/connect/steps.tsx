import { Check } from 'lucide-react'
import type { Connection } from '#contract/connections/connection'
import { useTexts } from '../../i18n/texts.ts'
import styles from './connect.module.css'
import { connectTexts } from './connect-texts.ts'

/** Scan, approve, checks. A scan alone is not reported to the console. */
export function ConnectSteps({ connection: { state, brand } }: { connection: Connection }) {
  const t = useTexts(connectTexts)
  const approved = state === 'approved'
  const steps = [
    { name: t.scan, hint: t.with[brand], done: approved, current: !approved },
    {
      name: t.approve,
      hint: brand === 'emulator' ? t.with.emulator : t.onPhone,
      done: approved,
      current: false,
    },
    { name: t.checks, hint: t.automatic, done: false, current: approved },
  ]
  return (
    <ol className={styles.steps} aria-label={t.steps}>
      {steps.map(({ name, hint, done, current }, at) => (
        <li
          key={name}
          className={styles.step}
          data-done={done}
          {...(current && { 'aria-current': 'step' })}
        >
          <span className={styles.number}>
            {done ? <Check size={14} aria-label={t.done} /> : at + 1}
          </span>
          <span>
            {name}
            <span className={styles.stepHint}>{hint}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
