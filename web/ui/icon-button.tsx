import type { ComponentProps, ReactNode } from 'react'
import styles from './icon-button.module.css'

type Props = Omit<ComponentProps<'button'>, 'className' | 'children' | 'aria-label'> & {
  /** Read aloud and shown as a tooltip; says what and on what. */
  label: string
  icon: ReactNode
}

/** A square button with an icon only, never without a name. */
export function IconButton({ label, icon, type = 'button', ...rest }: Props) {
  return (
    <button type={type} className={styles.button} aria-label={label} title={label} {...rest}>
      {icon}
    </button>
  )
}
