import type { Delivery } from '#contract/emulator-events'
import { useTexts } from '../i18n/texts.ts'
import { idPath, useControl } from '../queries/emulator-control.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ExactText } from '../ui/exact-text.tsx'
import { ControlFailure } from './control-failure.tsx'
import { EmulatorTime } from './emulator-time.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'

const TONES = {
  sending: 'info',
  delivered: 'good',
  waiting: 'warn',
  given_up: 'bad',
} as const

/** How one event fared on its way to an app's address. */
export function DeliveryItem({ profile, delivery }: { profile: string; delivery: Delivery }) {
  const t = useTexts(inspectorTexts)
  const control = useControl(profile)
  const { delivery_id, status, attempts, next_attempt_ms } = delivery
  return (
    <div className={styles.section}>
      <div className={styles.spread}>
        <Badge tone={TONES[status]}>{t.statuses[status]}</Badge>
        <Button
          disabled={control.isPending}
          onClick={() =>
            control.mutate({ method: 'POST', path: idPath`/deliveries/${delivery_id}/redeliver` })
          }
        >
          {t.redeliver}
        </Button>
      </div>
      <ol className={styles.list}>
        {attempts.map((attempt, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tries are only ever added
          <li key={index} className={styles.soft}>
            {t.attempt(index + 1)} · <EmulatorTime ms={attempt.at_ms} /> ·{' '}
            <code>
              <ExactText>{attempt.url}</ExactText>
            </code>{' '}
            · {attempt.http_status === null ? t.noResponse : `HTTP ${attempt.http_status}`}
            {attempt.failure === null ? null : <> · {attempt.failure}</>}
          </li>
        ))}
      </ol>
      {next_attempt_ms === null ? null : (
        <p className={styles.soft}>
          {t.nextAttempt} <EmulatorTime ms={next_attempt_ms} />
        </p>
      )}
      <ControlFailure error={control.error} />
    </div>
  )
}
