import { type ComponentProps, useId } from 'react'
import fieldStyles from './field.module.css'

type Props = Omit<ComponentProps<'input'>, 'className' | 'onChange'> & {
  label: string
  hint?: string
  /** What to do about the value, where it is refused; stands in the hint's place. */
  mend?: string | undefined
  onText: (text: string) => void
}

/** One line to fill in, with its label and a hint or a mend. */
export function LabelledInput({ label, hint, mend, onText, ...rest }: Props) {
  const id = useId()
  const note = mend ?? hint
  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id} className={fieldStyles.label}>
        {label}
      </label>
      <input
        id={id}
        className={fieldStyles.input}
        autoComplete="off"
        aria-invalid={mend !== undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={({ target }) => onText(target.value)}
        {...rest}
      />
      {note ? (
        <p id={`${id}-note`} className={mend ? fieldStyles.error : fieldStyles.hint}>
          {note}
        </p>
      ) : null}
    </div>
  )
}
