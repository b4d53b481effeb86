import type { ComponentProps } from 'react'
import styles from './chip.module.css'

/** A native radio button or checkbox that looks like a chip, to filter a list. */
export function Chip({ children, ...input }: Omit<ComponentProps<'input'>, 'className'>) {
  return (
    <label className={styles.chip}>
      <input className={styles.native} {...input} />
      <span className={styles.face}>{children}</span>
    </label>
  )
}
