import { type ComponentProps, type ReactNode, useId } from 'react'
import fieldStyles from './field.module.css'
import styles from './labelled-field.module.css'

type Props = Omit<ComponentProps<'input'>, 'className'> & {
  label: string
  hint?: string
  /** Why the value is not accepted; shown in place of the hint. */
  error?: string | undefined
  /** For a controlled input; with `register(…)` of react-hook-form it is not needed. */
  onText?: (text: string) => void
}

/** A text input with its label and a hint or an error. */
export function LabelledInput({ label, hint, error, onText, ...rest }: Props) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id} className={fieldStyles.label}>
        {label}
      </label>
      <input
        id={id}
        className={fieldStyles.input}
        autoComplete="off"
        aria-invalid={error !== undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={({ target }) => onText?.(target.value)}
        {...rest}
      />
      {note ? (
        <p id={`${id}-note`} className={error ? fieldStyles.error : fieldStyles.hint}>
          {note}
        </p>
      ) : null}
    </div>
  )
}

type SelectProps<V extends string> = Omit<ComponentProps<'select'>, 'className' | 'value'> & {
  label: string
  hint?: string
  /** Why the value is not accepted; shown in place of the hint. */
  error?: string | undefined
  options: readonly { value: V; label: string }[]
  /** For a controlled select; with `register(…)` of react-hook-form neither is needed. */
  value?: V
  onValue?: (value: V) => void
}

/** A select with its label and a hint or an error. */
export function LabelledSelect<V extends string>({
  label,
  hint,
  error,
  options,
  onValue,
  ...rest
}: SelectProps<V>) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id} className={fieldStyles.label}>
        {label}
      </label>
      <select
        id={id}
        className={fieldStyles.input}
        aria-invalid={error !== undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value)
          if (chosen) onValue?.(chosen.value)
        }}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {note ? (
        <p id={`${id}-note`} className={error ? fieldStyles.error : fieldStyles.hint}>
          {note}
        </p>
      ) : null}
    </div>
  )
}

type SwitchProps = { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode }

/** An on/off setting with its label. */
export function Switch({ checked, onChange, children }: SwitchProps) {
  return (
    <label className={styles.label}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        className={styles.input}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{children}</span>
    </label>
  )
}
