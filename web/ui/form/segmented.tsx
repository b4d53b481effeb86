import { type ReactNode, useId } from 'react'
import styles from './segmented.module.css'

type Option<V extends string> = { value: V; label: ReactNode }

type Props<V extends string> = {
  /** For screen readers only. */
  legend: string
  value: V
  options: readonly Option<V>[]
  onChange: (value: V) => void
}

/** A choice of a few options side by side: native radio buttons, so arrow keys and names work without code. */
export function Segmented<V extends string>(props: Props<V>) {
  const { legend, value, options, onChange } = props
  const name = useId()
  return (
    <fieldset className={styles.group}>
      <legend className="visually-hidden">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            className={styles.radio}
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.face}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
