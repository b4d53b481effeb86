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

/** A colored note; the icon shows the tone to users who do not see the color. */
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

type BadgeProps = { tone?: Tone | 'neutral'; icon?: ReactNode; children: ReactNode }

/** A short colored label. Its words must be clear without the color. */
export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span className={`${styles.badge} ${tone === 'neutral' ? styles.neutral : tones[tone]}`}>
      {icon}
      {children}
    </span>
  )
}
