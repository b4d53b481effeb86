import { useId } from 'react'
import fieldStyles from '../ui/field.module.css'
import styles from './content-field.module.css'
import { Counter } from './counter.tsx'
import { useField } from './use-field.ts'

type Props = {
  name: `follow_ups.${number}.content` | `follow_ups.${number}.i18n_contents.${number}.content`
  label: string
  hint?: string
  lang?: string | undefined
  /** Keeps the label for screen readers only, where the row already shows what it is. */
  labelHidden?: boolean
}

/** One text of a bubble with its counter and, once the field was left, its mend. */
export function ContentField({ name, label, hint, lang, labelHidden = false }: Props) {
  const { field, mend } = useField(name)
  const id = useId()
  return (
    // A form of its own: the browser's autofill reads the whole form of a field at every key.
    <form
      className={`${fieldStyles.field} ${styles.field}`}
      onSubmit={(event) => event.preventDefault()}
    >
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : fieldStyles.label}>
        {label}
      </label>
      <div className={styles.box}>
        <textarea
          id={id}
          className={`${fieldStyles.input} ${styles.text}`}
          rows={1}
          dir="auto"
          lang={lang}
          spellCheck
          autoComplete="off"
          aria-invalid={mend !== null}
          aria-describedby={`${id}-counter ${id}-note`}
          {...field}
        />
        <Counter id={`${id}-counter`} name={name} />
      </div>
      <p id={`${id}-note`} className={mend ? fieldStyles.error : fieldStyles.hint}>
        {mend ?? hint}
      </p>
    </form>
  )
}
