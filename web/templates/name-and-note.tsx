import { useId } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { RefusedError } from '../queries/request.ts'
import fieldStyles from '../ui/field.module.css'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Named = { name: string; note: string }

type Props = {
  value: Named
  /** What the console had against it. */
  error: Error | null
  onChange: (value: Named) => void
}

/** What a template is called and when it fits. */
export function NameAndNote({ value, error, onChange }: Props) {
  const t = useTexts(templateTexts)
  const id = useId()
  const wrong = (path: string) =>
    error instanceof RefusedError && error.refusal.issues.some((issue) => issue.path === path)
  return (
    <>
      <div className={fieldStyles.field}>
        <label htmlFor={id} className={fieldStyles.label}>
          {t.name}
        </label>
        <input
          id={id}
          className={fieldStyles.input}
          value={value.name}
          required
          autoComplete="off"
          aria-invalid={wrong('name')}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
      </div>
      <div className={fieldStyles.field}>
        <label htmlFor={`${id}-note`} className={fieldStyles.label}>
          {t.note}
        </label>
        <textarea
          id={`${id}-note`}
          className={`${fieldStyles.input} ${styles.noteField}`}
          rows={2}
          value={value.note}
          aria-invalid={wrong('note')}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange({ ...value, note: event.target.value })}
        />
        <p id={`${id}-hint`} className={fieldStyles.hint}>
          {t.noteHint}
        </p>
      </div>
    </>
  )
}
