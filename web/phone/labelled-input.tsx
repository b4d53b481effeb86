import { type ComponentProps, useId } from 'react'
import fieldStyles from '../ui/field.module.css'

type Props = Omit<ComponentProps<'input'>, 'className' | 'onChange'> & {
  label: string
  hint?: string
  onText: (text: string) => void
}

/** One line to fill in, with its label and a hint. */
export function LabelledInput({ label, hint, onText, ...rest }: Props) {
  const id = useId()
  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id} className={fieldStyles.label}>
        {label}
      </label>
      <input
        id={id}
        className={fieldStyles.input}
        autoComplete="off"
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => onText(target.value)}
        {...rest}
      />
      {hint ? (
        <p id={`${id}-hint`} className={fieldStyles.hint}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}
