import type { ReactNode } from 'react'
import styles from './badge.module.css'
import type { Tone } from './callout.tsx'
import tones from './tone.module.css'

type Props = { tone?: Tone | 'neutral'; icon?: ReactNode; children: ReactNode }

/** A short label in a coloured shape; its words, never its colour alone, carry the meaning. */
export function Badge({ tone = 'neutral', icon, children }: Props) {
  return (
    <span className={`${styles.badge} ${tone === 'neutral' ? styles.neutral : tones[tone]}`}>
      {icon}
      {children}
    </span>
  )
}
