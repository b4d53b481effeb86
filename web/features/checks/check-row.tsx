import { CircleCheck, CircleDashed, CircleX, Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CheckStatus } from '#contract/checks'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { keyed } from '../../ui/keyed.ts'
import shared from '../../ui/shared.module.css'
import { ExternalLink } from '../../ui/text/external-link.tsx'
import styles from './check-row.module.css'

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
  /** What was found. */
  detail?: string
  /** What to do about it. */
  advice?: string
  links?: readonly string[]
  /** Short facts after the title: a code, a duration. */
  facts?: ReactNode
  /** Shows the detail of a passed check beside its title. */
  compact?: boolean
}

/** One check and its result. */
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
        {detail && !brief ? <p className={shared.quiet}>{detail}</p> : null}
        {advice ? <p>{advice}</p> : null}
        <PlatformLinks links={links} />
      </div>
    </li>
  )
}

const linkTexts = defineTexts({
  en: { open: (host: string, what: string) => `Open ${host}${what && `: ${what}`}` },
  zh: { open: (host, what) => `打开 ${host}${what && `：${what}`}` },
})

/** Links from a response of the platform; only http and https are shown. */
function PlatformLinks({ links }: { links: readonly string[] }) {
  const t = useTexts(linkTexts)
  const shown = links.filter((href) => /^https?:\/\//i.test(href) && URL.canParse(href))
  return keyed(shown).map(([key, href]) => {
    const { host, searchParams } = new URL(href)
    return (
      <p key={key}>
        {/* `q` names the scopes that the page adds. */}
        <ExternalLink href={href}>{t.open(host, searchParams.get('q') ?? '')}</ExternalLink>
      </p>
    )
  })
}

type NotCheckedProps = {
  title: string
  reason: { detail: string; advice: string; links: readonly string[] }
}

/** Why something could not be checked, and how to fix that. */
export function NotChecked({ title, reason: { detail, advice, links } }: NotCheckedProps) {
  return (
    <Callout tone="unsure" title={title}>
      <p>{detail}</p>
      {advice === '' ? null : <p>{advice}</p>}
      <PlatformLinks links={links} />
    </Callout>
  )
}
