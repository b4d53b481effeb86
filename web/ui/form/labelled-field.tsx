import { type ComponentProps, type ReactNode, useId } from 'react'
import fieldStyles from './field.module.css'
import styles from './labelled-field.module.css'

type FieldProps = {
  label: ReactNode
  hint?: string | undefined
  /** Why the value is not accepted; shown in place of the hint. */
  error?: string | undefined
  className?: string | undefined
}

/** The attributes that connect an input with its label and its note. */
type Attributes = Pick<
  ComponentProps<'input'>,
  'id' | 'className' | 'aria-invalid' | 'aria-describedby'
>

/** A label, the input that `children` returns, and a hint or an error. */
function Field({
  label,
  hint,
  error,
  className,
  children,
}: FieldProps & { children: (attributes: Attributes) => ReactNode }) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id} className={fieldStyles.label}>
        {label}
      </label>
      {children({
        id,
        className: className ? `${fieldStyles.input} ${className}` : fieldStyles.input,
        'aria-invalid': error !== undefined,
        'aria-describedby': note ? `${id}-note` : undefined,
      })}
      {note ? (
        <p id={`${id}-note`} className={error ? fieldStyles.error : fieldStyles.hint}>
          {note}
        </p>
      ) : null}
    </div>
  )
}

type TextProps<Tag extends 'input' | 'textarea'> = FieldProps &
  ComponentProps<Tag> & {
    /** For a controlled input; with `register(…)` of react-hook-form it is not needed. */
    onText?: (text: string) => void
  }

/** A text input with its label and a hint or an error. */
export function LabelledInput({
  label,
  hint,
  error,
  className,
  onText,
  ...rest
}: TextProps<'input'>) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(attributes) => (
        <input
          {...attributes}
          autoComplete="off"
          onChange={({ target }) => onText?.(target.value)}
          {...rest}
        />
      )}
    </Field>
  )
}

/** The same for a text of several lines. */
export function LabelledTextarea({
  label,
  hint,
  error,
  className,
  onText,
  ...rest
}: TextProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(attributes) => (
        <textarea
          {...attributes}
          rows={2}
          onChange={({ target }) => onText?.(target.value)}
          {...rest}
        />
      )}
    </Field>
  )
}

type SelectProps<V extends string> = Omit<FieldProps, 'className'> &
  Omit<ComponentProps<'select'>, 'className' | 'value'> & {
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
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <select
          {...attributes}
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
      )}
    </Field>
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
