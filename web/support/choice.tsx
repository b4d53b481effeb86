import type { ReactNode } from 'react'
import styles from './choice.module.css'

type Props = {
  name: string
  checked: boolean
  onChoose: () => void
  disabled?: boolean
  children: ReactNode
}

/** A radio button as a large card. */
export function Choice({ name, checked, onChoose, disabled = false, children }: Props) {
  return (
    <label className={styles.choice}>
      <input
        type="radio"
        className={styles.radio}
        name={name}
        checked={checked}
        disabled={disabled}
        onChange={onChoose}
      />
      <span className={styles.content}>{children}</span>
    </label>
  )
}
