import { useId } from 'react'
import { useForm } from 'react-hook-form'
import type { Template } from '#contract/template'
import { useTemplate } from '../../api-client/templates.ts'
import { localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { LineDiffView } from '../../ui/line-diff.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { TemplateError } from './template-error.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Props = { id: string; onVersion: (version: number) => void }

/** Compares any two versions of a template, and opens one to use it. */
export function TemplateVersions({ id, onVersion }: Props) {
  const t = useTexts(templateTexts)
  const { data: template, error } = useTemplate(id)
  if (error) return <TemplateError title={t.failed} error={error} />
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
  const { register, watch } = useForm({ defaultValues: { from: newest - 1, to: newest } })
  const numbers = watch()
  const time = new Intl.DateTimeFormat(localeTag(locale, navigator.languages), {
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
              {...register(end, { valueAsNumber: true })}
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
