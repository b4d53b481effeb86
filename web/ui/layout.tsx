import { type ReactNode, useId } from 'react'
import styles from './layout.module.css'
import shared from './shared.module.css'

type Props = { title: string; actions?: ReactNode; children: ReactNode }

/** A main part of the page: a named region with a heading and its own controls. */
export function Pane({ title, actions, children }: Props) {
  const id = useId()
  return (
    <section className={styles.pane} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {actions ? <div className={shared.line}>{actions}</div> : null}
      </header>
      {children}
    </section>
  )
}

type PageIntroProps = { title: string; lead: string; actions?: ReactNode }

/** The title of a page, what it is for, and its main actions. */
export function PageIntro({ title, lead, actions }: PageIntroProps) {
  return (
    <div className={styles.intro}>
      <div className={styles.introTexts}>
        <h2 className={styles.introTitle}>{title}</h2>
        <p>{lead}</p>
      </div>
      {actions}
    </div>
  )
}
