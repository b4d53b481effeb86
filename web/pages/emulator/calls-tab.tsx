import type { EmulatorState } from '#contract/emulator/state'
import { controlCall, useControl } from '../../api-client/emulator.ts'
import { useTexts } from '../../i18n/texts.ts'
import { LabelledSelect } from '../../ui/form/labelled-field.tsx'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { ControlFailure } from './control-failure.tsx'
import { EmulatorTime } from './emulator-clock.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'

/** The assumption that says what these calls return. */
const ASSUMPTION = 'missing_call'

/** The calls of bots that the emulator does not have, and what it responds to them. */
export function CallsTab({ profile, state }: { profile: string; state: EmulatorState }) {
  const t = useTexts(inspectorTexts)
  const control = useControl(profile)
  const { apps, assumptions, missing_calls } = state
  const answer = assumptions.find(({ name }) => name === ASSUMPTION)
  const labels: Readonly<Record<string, string>> = t.callAnswers
  return (
    <div className={styles.tab}>
      <p className={styles.lead}>{t.callsLead}</p>
      {answer ? (
        <LabelledSelect
          label={t.callAnswer}
          value={answer.value}
          options={answer.values.map((value) => ({ value, label: labels[value] ?? value }))}
          onValue={(value) =>
            control.mutate(
              controlCall('POST /api/emulator/assumptions', { body: { [ASSUMPTION]: value } }),
            )
          }
        />
      ) : null}
      <ControlFailure error={control.error} />
      {missing_calls.length === 0 ? <p className={styles.soft}>{t.noCalls}</p> : null}
      <ul className={styles.list}>
        {missing_calls.toReversed().map(({ method, path, count, last_at_ms, app_id }) => (
          <li key={`${method} ${path}`} className={styles.card}>
            <code>
              {method} <ExactText>{path}</ExactText>
            </code>
            <p className={styles.soft}>
              {t.callCount(count)} · {t.callLast} <EmulatorTime ms={last_at_ms} />
              {app_id === null ? null : (
                <>
                  {' · '}
                  <bdi>{t.callBy(apps.find((app) => app.app_id === app_id)?.name ?? app_id)}</bdi>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}
