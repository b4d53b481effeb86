import { type ReactNode, useId } from 'react'
import styles from './pane.module.css'

type Props = { title: string; actions?: ReactNode; children: ReactNode }

/** One of the page's big parts: a named region with a heading and, at its end, its own controls. */
export function Pane({ title, actions, children }: Props) {
  const id = useId()
  return (
    <section className={styles.pane} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </header>
      {children}
    </section>
  )
}
