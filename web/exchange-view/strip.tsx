import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tone } from '../ui/callout.tsx'
import tones from '../ui/tone.module.css'
import styles from './strip.module.css'

export type Look = { icon: LucideIcon; tone: Tone | 'quiet' }

type Props = { look: Look; headingId?: string; title: string; children?: ReactNode }

/** A verdict in words, icon and colour, with what belongs to it below; its heading can take the focus. */
export function Strip({ look: { icon: Icon, tone }, headingId, title, children }: Props) {
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

/** A sentence under the verdict. */
export function StripSentence({ children }: { children: ReactNode }) {
  return <p className={styles.sentence}>{children}</p>
}
