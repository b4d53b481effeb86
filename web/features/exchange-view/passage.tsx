import type { ReactNode } from 'react'
import styles from './passage.module.css'

/** A list of short explanations, each under its own label. */
export function Passages({ children }: { children: ReactNode }) {
  return <dl className={styles.passages}>{children}</dl>
}

/** One label with its content. */
export function Passage({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.passage}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.content}>{children}</dd>
    </div>
  )
}
