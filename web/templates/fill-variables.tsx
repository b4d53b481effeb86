import { useId, useMemo, useState } from 'react'
import { countCharacters, LIMITS } from '#contract/limits'
import type { FollowUps } from '#contract/template'
import { fillVariables, findVariables } from '#contract/template-variables'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import fieldStyles from '../ui/field.module.css'
import { FilledPreview } from './filled-preview.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Props = { followUps: FollowUps; onUse: (followUps: FollowUps) => void }

/** Asks for the values of a template and shows what its texts become, with every key. */
export function FillVariables({ followUps, onUse }: Props) {
  const t = useTexts(templateTexts)
  const id = useId()
  const [values, setValues] = useState<Record<string, string>>({})
  const variables = useMemo(() => findVariables(followUps), [followUps])
  const filled = useMemo(() => fillVariables(followUps, values), [followUps, values])
  const missing = variables.filter((name) => !values[name])
  const tooLong = filled
    .flatMap(({ content, i18n_contents = [] }) => [
      content,
      ...i18n_contents.map((row) => row.content),
    ])
    .some((text) => countCharacters(text) > LIMITS.content.max)

  return (
    <>
      {variables.length > 0 ? (
        <fieldset className={styles.variables}>
          <legend className={styles.legend}>{t.fill}</legend>
          <p className={styles.hint}>{t.fillHint}</p>
          {variables.map((name) => (
            <div key={name} className={fieldStyles.field}>
              <label htmlFor={`${id}-${name}`} className={fieldStyles.label}>
                <bdi>{name}</bdi>
              </label>
              <input
                id={`${id}-${name}`}
                className={fieldStyles.input}
                dir="auto"
                autoComplete="off"
                value={values[name] ?? ''}
                onChange={(event) => setValues({ ...values, [name]: event.target.value })}
              />
            </div>
          ))}
        </fieldset>
      ) : null}
      <div role="status" className={styles.said}>
        {missing.length > 0 ? (
          <Callout tone="warn">{t.missing(missing.map((name) => `{{${name}}}`).join(' '))}</Callout>
        ) : null}
        {tooLong ? <Callout tone="bad">{t.tooLong}</Callout> : null}
      </div>
      <FilledPreview followUps={filled} />
      <div className={styles.use}>
        <Button variant="primary" onClick={() => onUse(filled)}>
          {t.use}
        </Button>
      </div>
    </>
  )
}
