import type { EmulatorAssumption } from '#contract/emulator/state'
import { controlCall, useControl } from '../../api-client/emulator.ts'
import { EvidenceNote, EvidenceOf } from '../../features/evidence/evidence.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import { ControlFailure } from './control-failure.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'

type Props = { profile: string; assumptions: readonly EmulatorAssumption[] }

const isChanged = ({ value, values }: EmulatorAssumption) => value !== values[0]

/** Each undocumented behaviour, with the emulator's current choice and the alternatives. */
export function AssumptionsTab({ profile, assumptions }: Props) {
  const t = useTexts(inspectorTexts)
  const { locale } = useLocale()
  const control = useControl(profile)
  const assume = (body: Record<string, string>) =>
    control.mutate(controlCall('POST /api/emulator/assumptions', { body }))
  const changed = assumptions.filter(isChanged)
  return (
    <div className={styles.tab}>
      <p className={styles.lead}>{t.assumptionsLead}</p>
      <EvidenceNote />
      {changed.length > 0 ? (
        <div>
          <Button
            onClick={() =>
              assume(Object.fromEntries(changed.map(({ name, values }) => [name, values[0] ?? ''])))
            }
          >
            {t.defaults}
          </Button>
        </div>
      ) : null}
      <ControlFailure error={control.error} />
      <ul className={styles.list}>
        {assumptions.map((assumption) => (
          <li key={assumption.name} className={styles.card}>
            <div className={styles.spread}>
              <span className={styles.row}>
                <code>{assumption.name}</code>
                {isChanged(assumption) ? <Badge tone="warn">{t.changed}</Badge> : null}
              </span>
              <select
                className={styles.select}
                aria-label={t.value(assumption.name)}
                value={assumption.value}
                onChange={({ target }) => assume({ [assumption.name]: target.value })}
              >
                {assumption.values.map((value) => (
                  <option key={value}>{value}</option>
                ))}
              </select>
            </div>
            <p className={styles.lead}>{assumption.description[locale]}</p>
            <EvidenceOf assumption={assumption.name} />
          </li>
        ))}
      </ul>
    </div>
  )
}
