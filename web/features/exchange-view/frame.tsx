import type { ReactNode } from 'react'
import styles from './frame.module.css'

/** The container whose width decides the layout of an exchange. */
export function Frame({ children }: { children: ReactNode }) {
  return <div className={styles.frame}>{children}</div>
}
