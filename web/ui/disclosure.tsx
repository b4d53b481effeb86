import { ChevronRight } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import styles from './disclosure.module.css'

type Props = {
  summary: ReactNode
  /** Starts unfolded where it finds at least this width, in CSS pixels; folded otherwise. */
  openFromWidth?: number
  /** Starts unfolded; later changes leave it as the person has it. */
  startsOpen?: boolean
  children: ReactNode
}

/** Something to unfold: a native <details>, so that in-page search opens it too. */
export function Disclosure({ summary, openFromWidth, startsOpen = false, children }: Props) {
  const details = useRef<HTMLDetailsElement>(null)
  const [open] = useState(startsOpen)
  useLayoutEffect(() => {
    if (!details.current || openFromWidth === undefined) return
    details.current.open = details.current.clientWidth >= openFromWidth
  }, [openFromWidth])
  return (
    <details ref={details} className={styles.details} open={open}>
      <summary className={styles.summary}>
        <ChevronRight className={styles.chevron} size={16} aria-hidden="true" />
        {summary}
      </summary>
      <div className={styles.content}>{children}</div>
    </details>
  )
}
