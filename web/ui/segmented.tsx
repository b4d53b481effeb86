import { type ReactNode, useId } from 'react'
import styles from './segmented.module.css'

type Option<V extends string> = { value: V; label: ReactNode }

type Props<V extends string> = {
  /** What is being chosen; read aloud, not shown. */
  legend: string
  value: V
  options: readonly Option<V>[]
  /** Names each option to the command palette, as `theme-dark`. */
  command?: string
  onChange: (value: V) => void
}

/** One choice of a few, side by side: native radio buttons, so arrow keys and names come for free. */
export function Segmented<V extends string>(props: Props<V>) {
  const { legend, value, options, command, onChange } = props
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
            data-command={command && `${command}-${option.value}`}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.face}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
