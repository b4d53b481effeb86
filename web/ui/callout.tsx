import { CircleAlert, CircleCheck, CircleHelp, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './callout.module.css'
import tones from './tone.module.css'

export type Tone = 'info' | 'good' | 'warn' | 'bad' | 'unsure'

const ICONS = {
  info: Info,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  unsure: CircleHelp,
} as const

type Props = { tone: Tone; title?: ReactNode; children?: ReactNode }

/** A coloured note; the icon carries the tone for those who do not see the colour. */
export function Callout({ tone, title, children }: Props) {
  const Icon = ICONS[tone]
  return (
    <div className={`${styles.callout} ${tones[tone]}`}>
      <Icon size={18} aria-hidden="true" />
      <div className={styles.body}>
        {title ? <p className={styles.title}>{title}</p> : null}
        {children}
      </div>
    </div>
  )
}
