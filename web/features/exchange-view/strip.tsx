import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tone } from '../../ui/callout/callout.tsx'
import tones from '../../ui/callout/tone.module.css'
import styles from './strip.module.css'

export type StatusLook = { icon: LucideIcon; tone: Tone }

type Props = { look: StatusLook; title: string; children?: ReactNode }

/** A status as text, icon and colour, with its children below. */
export function StatusStrip({ look: { icon: Icon, tone }, title, children }: Props) {
  return (
    <div className={`${styles.strip} ${tones[tone]}`}>
      <span className={styles.icon}>
        <Icon size={22} aria-hidden="true" />
      </span>
      <h3 className={styles.words}>{title}</h3>
      {children}
    </div>
  )
}
