import type { ReactNode } from 'react'
import styles from './frame.module.css'

/** The box whose own width, not the page's, decides how an exchange inside it is laid out. */
export function Frame({ children }: { children: ReactNode }) {
  return <div className={styles.frame}>{children}</div>
}
