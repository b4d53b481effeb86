import { ChevronRight } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import styles from './disclosure.module.css'

type Props = {
  summary: ReactNode
  /** Starts open if the available width is at least this, in CSS pixels. */
  openFromWidth?: number
  /** Starts open; later changes of it have no effect. */
  startsOpen?: boolean
  children: ReactNode
}

/** A native `<details>`, so that the browser's search opens it too. */
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
