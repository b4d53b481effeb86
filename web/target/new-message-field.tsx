import { useId } from 'react'
import fieldStyles from '../ui/field.module.css'

type Props = {
  label: string
  value: string
  placeholder: string
  mend: string | undefined
  onChange: (value: string) => void
}

/** One text of the new message with its mend. */
export function NewMessageField({ label, value, placeholder, mend, onChange }: Props) {
  const id = useId()
  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id} className={fieldStyles.label}>
        {label}
      </label>
      <input
        id={id}
        className={fieldStyles.input}
        dir="auto"
        autoComplete="off"
        value={value}
        placeholder={placeholder}
        aria-invalid={mend !== undefined}
        aria-describedby={`${id}-mend`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-mend`} className={mend ? fieldStyles.error : fieldStyles.hint}>
        {mend}
      </p>
    </div>
  )
}
