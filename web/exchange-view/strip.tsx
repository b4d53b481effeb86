import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tone } from '../ui/callout/callout.tsx'
import tones from '../ui/callout/tone.module.css'
import styles from './strip.module.css'

export type StatusLook = { icon: LucideIcon; tone: Tone | 'quiet' }

type Props = { look: StatusLook; headingId?: string; title: string; children?: ReactNode }

/** A status as text, icon and colour, with its children below; the heading can be focused. */
export function StatusStrip({ look: { icon: Icon, tone }, headingId, title, children }: Props) {
  return (
    <div className={`${styles.strip} ${tone === 'quiet' ? styles.quiet : tones[tone]}`}>
      <span className={styles.icon}>
        <Icon size={22} aria-hidden="true" />
      </span>
      <h3 id={headingId} tabIndex={-1} className={styles.words}>
        {title}
      </h3>
      {children}
    </div>
  )
}

/** A sentence below the status. */
export function StripSentence({ children }: { children: ReactNode }) {
  return <p className={styles.sentence}>{children}</p>
}
