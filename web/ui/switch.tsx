import type { ReactNode } from 'react'
import styles from './switch.module.css'

type Props = { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode }

/** An on/off setting with its words beside it. */
export function Switch({ checked, onChange, children }: Props) {
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
