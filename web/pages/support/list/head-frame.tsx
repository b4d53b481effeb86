import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { DeliveryList } from '#contract/deliveries/list'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import styles from './list.module.css'
import { listTexts } from './texts.ts'

/** Returns a function that formats a moment: the time alone if it is today. */
export function useMoment() {
  const { locale } = useLocale()
  const day = new Date().toDateString()
  return (iso: string) => {
    const date = new Date(iso)
    const isToday = date.toDateString() === day
    return new Intl.DateTimeFormat(locale, {
      ...(isToday ? {} : { dateStyle: 'medium' }),
      timeStyle: 'medium',
    }).format(date)
  }
}

/** A link to put another list together. */
export function NewListLink() {
  const t = useTexts(listTexts)
  return (
    <Link className={styles.newList} href="/support/list">
      <Plus size={16} aria-hidden="true" />
      {t.newList}
    </Link>
  )
}

type FrameProps = {
  title: ReactNode
  meta: ReactNode
  tone?: 'good' | 'info' | 'warn'
  tools: ReactNode
}

/** The line above the rows: what the list is, and what can be done with it. */
export function HeadFrame({ title, meta, tone, tools }: FrameProps) {
  return (
    <header className={styles.head} data-tone={tone}>
      <div className={styles.headTexts}>
        <h2 className={styles.title} tabIndex={-1} data-list-title>
          {title}
        </h2>
        <p className={styles.meta}>{meta}</p>
      </div>
      <div className={styles.tools}>{tools}</div>
    </header>
  )
}

/** The name that a list was given. */
export function ListName({ list }: { list: DeliveryList }) {
  const t = useTexts(listTexts)
  return <bdi>{list.name || t.untitled}</bdi>
}
