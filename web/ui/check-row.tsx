import { CircleCheck, CircleDashed, CircleX, Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CheckStatus } from '#contract/check'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import styles from './check-row.module.css'
import { PlatformLinks } from './platform-links.tsx'

const texts = defineTexts({
  en: {
    status: {
      pass: 'passed',
      fail: 'failed',
      not_checked: 'not checked',
      pending: 'being checked',
    },
  },
  zh: {
    status: { pass: '通过', fail: '未通过', not_checked: '未检查', pending: '检查中' },
  },
})

const ICONS = {
  pass: CircleCheck,
  fail: CircleX,
  not_checked: CircleDashed,
  pending: Hourglass,
} as const

type Props = {
  title: string
  status: CheckStatus | 'pending'
  /** What was seen. */
  detail?: string
  /** What to do about it. */
  advice?: string
  links?: readonly string[]
  /** Short facts at the end of the title: a code, a time. */
  facts?: ReactNode
  /** In few lines: what passed says so beside its title. */
  compact?: boolean
}

/** One thing that was looked at, and how it went. */
export function CheckRow({ title, status, detail, advice, links = [], facts, compact }: Props) {
  const t = useTexts(texts)
  const Icon = ICONS[status]
  const brief = compact && status === 'pass'
  return (
    <li className={styles.row} data-status={status}>
      <Icon size={16} aria-hidden="true" />
      <div className={styles.body}>
        <p className={styles.title}>
          <span>{title}</span>
          <span className={status === 'not_checked' ? styles.word : 'visually-hidden'}>
            {t.status[status]}
          </span>
          {facts}
          {brief ? <span className={styles.brief}>{detail}</span> : null}
        </p>
        {detail && !brief ? <p className={styles.detail}>{detail}</p> : null}
        {advice ? <p>{advice}</p> : null}
        <PlatformLinks links={links} />
      </div>
    </li>
  )
}
