import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'

type Props = Omit<ComponentProps<'button'>, 'className'> & {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger'
  icon?: ReactNode
}

/** A button with a label. Use `aria-disabled` instead of `disabled` if it must stay focusable to explain itself. */
export function Button({ variant = 'secondary', icon, children, type = 'button', ...rest }: Props) {
  return (
    <button type={type} className={`${styles.button} ${styles[variant]}`} {...rest}>
      {icon}
      {children}
    </button>
  )
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'className' | 'children' | 'aria-label'> & {
  /** The accessible name and the tooltip: the action and its object. */
  label: string
  icon: ReactNode
}

/** A square button with an icon only. */
export function IconButton({ label, icon, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button type={type} className={styles.iconButton} aria-label={label} title={label} {...rest}>
      {icon}
    </button>
  )
}
