import { type ReactNode, useEffect, useId, useRef } from 'react'
import styles from './support.module.css'

type Props = {
  title: string
  /** Why the step cannot be completed; announced at once. */
  problem?: string | null
  /** The buttons at the end of the step. */
  actions: ReactNode
  children: ReactNode
}

/** One step; its heading is focused first, so that a screen reader starts there. */
export function StepFrame({ title, problem = null, actions, children }: Props) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section className={styles.step} aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1} className={styles.question}>
        {title}
      </h3>
      {children}
      <div className={styles.bar}>
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
        <div className={styles.actions}>{actions}</div>
      </div>
    </section>
  )
}
