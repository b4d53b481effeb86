import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import styles from './disclosure.module.css'

type Props = { summary: ReactNode; openAtFirst?: boolean; children: ReactNode }

/** Something to unfold: a native <details>, so that in-page search opens it too. */
export function Disclosure({ summary, openAtFirst = false, children }: Props) {
  // Read once: what the person opened or closed since then is the browser's to keep.
  const [open] = useState(openAtFirst)
  return (
    <details className={styles.details} open={open}>
      <summary className={styles.summary}>
        <ChevronRight className={styles.chevron} size={16} aria-hidden="true" />
        {summary}
      </summary>
      <div className={styles.content}>{children}</div>
    </details>
  )
}
