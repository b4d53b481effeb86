import { useId } from 'react'
import { useWatch } from 'react-hook-form'
import { countCharacters, LIMITS } from '#contract/limits'
import { useTexts } from '../i18n/texts.ts'
import fieldStyles from '../ui/form/field.module.css'
import { useComposition } from './composition-context.tsx'
import styles from './content-field.module.css'
import { composerTexts } from './texts.ts'
import { useField } from './use-field.ts'

const NEAR_LIMIT = 0.9

type CounterProps = {
  id: string
  name: `follow_ups.${number}.content` | `follow_ups.${number}.i18n_contents.${number}.content`
}

/** The number of characters of one text; the colour warns near the limit and beyond it. */
function Counter({ id, name }: CounterProps) {
  const t = useTexts(composerTexts)
  const { form } = useComposition()
  const used = useWatch({
    control: form.control,
    name,
    compute: (text: string | undefined) => countCharacters(text ?? ''),
  })
  const { max } = LIMITS.content
  const state = used > max ? 'over' : used >= max * NEAR_LIMIT ? 'near' : 'fine'
  return (
    <span id={id} className={styles.counter} data-state={state} title={t.counterAssumed}>
      <span aria-hidden="true">
        {used}/{max}
      </span>
      <span className="visually-hidden">{t.counter(used, max)}</span>
    </span>
  )
}

type Props = {
  name: `follow_ups.${number}.content` | `follow_ups.${number}.i18n_contents.${number}.content`
  label: string
  hint?: string
  lang?: string | undefined
  /** Shows the label to screen readers only. */
  labelHidden?: boolean
}

/** One text of a bubble with its counter and its error. */
export function ContentField({ name, label, hint, lang, labelHidden = false }: Props) {
  const { field, error } = useField(name)
  const id = useId()
  return (
    // A form of its own, because the browser's autofill reads the whole form of a field at every key.
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
          aria-invalid={error !== null}
          aria-describedby={`${id}-counter ${id}-note`}
          {...field}
        />
        <Counter id={`${id}-counter`} name={name} />
      </div>
      <p id={`${id}-note`} className={error ? fieldStyles.error : fieldStyles.hint}>
        {error ?? hint}
      </p>
    </form>
  )
}
