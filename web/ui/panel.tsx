import { type ReactNode, useId } from 'react'
import styles from './panel.module.css'

type Props = { title: string; tools?: ReactNode; children: ReactNode }

/** A part of a page that fills its place: a named region with a header of one line. Its content scrolls inside. */
export function Panel({ title, tools, children }: Props) {
  const id = useId()
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {tools ? <div className={styles.tools}>{tools}</div> : null}
      </header>
      <div className={styles.body}>{children}</div>
    </section>
  )
}
