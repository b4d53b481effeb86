import { useId, useState } from 'react'
import type { Template } from '#contract/template'
import { readerTag } from '../exchange-view/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useTemplate } from '../queries/templates.ts'
import { Button } from '../ui/button.tsx'
import fieldStyles from '../ui/field.module.css'
import { IsolatedText } from '../ui/isolated-text.tsx'
import { LineDiffView } from '../ui/line-diff-view.tsx'
import { Refused } from './refused.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Props = { id: string; onVersion: (version: number) => void }

/** Every version of a template: what changed between any two, and any of them to use again. */
export function TemplateVersions({ id, onVersion }: Props) {
  const t = useTexts(templateTexts)
  const { data: template, error } = useTemplate(id)
  if (error) return <Refused title={t.failed} error={error} />
  if (!template) return <p role="status">{t.loading}</p>
  return (
    <>
      <h3 className={styles.name}>
        <IsolatedText text={t.versionsOf(template.name)} />
      </h3>
      {template.versions.length > 1 ? (
        <Compare template={template} onVersion={onVersion} />
      ) : (
        <p className={styles.hint}>{t.onlyOne}</p>
      )}
    </>
  )
}

function Compare({ template, onVersion }: { template: Template } & Pick<Props, 'onVersion'>) {
  const t = useTexts(templateTexts)
  const { locale } = useLocale()
  const id = useId()
  const { versions, version: newest } = template
  const [numbers, setNumbers] = useState({ from: newest - 1, to: newest })
  const time = new Intl.DateTimeFormat(readerTag(locale, navigator.languages), {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  const label = (number: number) => {
    const at = versions.find(({ version }) => version === number)?.created_at
    return at === undefined ? '' : t.versionAt(number, time.format(new Date(at)))
  }
  const side = (number: number) => {
    const follow_ups = versions.find(({ version }) => version === number)?.follow_ups
    return { label: t.version(number), text: JSON.stringify({ follow_ups }, null, 2) }
  }
  return (
    <>
      <div className={styles.compare}>
        {(['from', 'to'] as const).map((end) => (
          <div key={end} className={fieldStyles.field}>
            <label htmlFor={`${id}-${end}`} className={fieldStyles.label}>
              {t[end]}
            </label>
            <select
              id={`${id}-${end}`}
              className={fieldStyles.input}
              value={numbers[end]}
              onChange={(event) => setNumbers({ ...numbers, [end]: Number(event.target.value) })}
            >
              {versions.map(({ version }) => (
                <option key={version} value={version}>
                  {label(version)}
                </option>
              ))}
            </select>
            <div>
              <Button variant="ghost" onClick={() => onVersion(numbers[end])}>
                {t.takeVersion(numbers[end])}
              </Button>
            </div>
          </div>
        ))}
      </div>
      <LineDiffView left={side(numbers.from)} right={side(numbers.to)} />
    </>
  )
}
