import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tone } from '../../ui/callout/callout.tsx'
import tones from '../../ui/callout/tone.module.css'
import shared from '../../ui/shared.module.css'
import styles from './parts.module.css'

/** A list of short explanations, each under its own label. */
export function Passages({ children }: { children: ReactNode }) {
  return <dl className={shared.stack2}>{children}</dl>
}

/** One label with its content. */
export function Passage({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.passage}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.content}>{children}</dd>
    </div>
  )
}

/** The container whose width decides the layout of an exchange. */
export function Frame({ children }: { children: ReactNode }) {
  return <div className={styles.frame}>{children}</div>
}

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
