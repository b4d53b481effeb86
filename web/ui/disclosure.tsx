import { ChevronRight } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import styles from './disclosure.module.css'

type Props = {
  summary: ReactNode
  /** Starts unfolded where it finds at least this width, in CSS pixels; folded otherwise. */
  openFromWidth?: number
  children: ReactNode
}

/** Something to unfold: a native <details>, so that in-page search opens it too. */
export function Disclosure({ summary, openFromWidth, children }: Props) {
  const details = useRef<HTMLDetailsElement>(null)
  useLayoutEffect(() => {
    if (!details.current || openFromWidth === undefined) return
    details.current.open = details.current.clientWidth >= openFromWidth
  }, [openFromWidth])
  return (
    <details ref={details} className={styles.details}>
      <summary className={styles.summary}>
        <ChevronRight className={styles.chevron} size={16} aria-hidden="true" />
        {summary}
      </summary>
      <div className={styles.content}>{children}</div>
    </details>
  )
}
