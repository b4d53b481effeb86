import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'

type Props = Omit<ComponentProps<'button'>, 'className'> & {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger'
  icon?: ReactNode
}

/** A button with words; `aria-disabled` (not `disabled`) keeps it focusable where it must explain itself. */
export function Button({ variant = 'secondary', icon, children, type = 'button', ...rest }: Props) {
  return (
    <button type={type} className={`${styles.button} ${styles[variant]}`} {...rest}>
      {icon}
      {children}
    </button>
  )
}
