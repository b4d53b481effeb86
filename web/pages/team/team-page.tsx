import { Link, useLocation } from 'wouter'
import { useApprovals } from '../../api-client/approvals.ts'
import { ASKS_TO_SIGN_IN, may } from '../../api-client/rights.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import shared from '../../ui/shared.module.css'
import { ApprovalsView } from './approvals-view.tsx'
import { AuditView } from './audit-view.tsx'
import { PeopleView } from './people-view.tsx'
import styles from './team.module.css'
import { teamTexts } from './texts.ts'
import { TokensView } from './tokens-view.tsx'

const TABS = [
  { tab: 'people', href: '/team', isForAdmins: true },
  { tab: 'approvals', href: '/team/approvals', isForAdmins: false },
  { tab: 'tokens', href: '/team/tokens', isForAdmins: false },
  { tab: 'audit', href: '/team/audit', isForAdmins: true },
] as const

const VIEWS = { people: PeopleView, approvals: ApprovalsView, tokens: TokensView, audit: AuditView }

/** People and their roles, API tokens, and the audit. */
export function TeamPage() {
  const [path] = useLocation()
  const t = useTexts(teamTexts)
  const isAdmin = may.everywhere('admin')
  const tabs = TABS.filter(
    ({ tab, isForAdmins }) => (isAdmin || !isForAdmins) && (ASKS_TO_SIGN_IN || tab === 'audit'),
  )
  const current = TABS.find(({ href }) => href === path) ?? TABS[0]
  const View = VIEWS[current.tab]
  return (
    <article className={shared.stack3}>
      <div className={styles.bar}>
        <h2 className={styles.title}>{t.title}</h2>
        <nav aria-label={t.title} className={styles.tabs}>
          {tabs.map(({ tab, href }) => (
            <Link
              key={tab}
              href={href}
              className={styles.tab}
              aria-current={tab === current.tab ? 'page' : undefined}
            >
              {t.tabs[tab]}
              {tab === 'approvals' ? <WaitingBadge /> : null}
            </Link>
          ))}
        </nav>
      </div>
      {ASKS_TO_SIGN_IN || current.tab === 'audit' ? null : (
        <Callout tone="info" title={t.off}>
          {t.offWhy}
        </Callout>
      )}
      {tabs.includes(current) ? (
        <View />
      ) : ASKS_TO_SIGN_IN ? (
        <Callout tone="warn" title={t.needsAdmin}>
          {t.needsAdminWhy}
        </Callout>
      ) : null}
    </article>
  )
}

/** How many sends the reader can approve or reject. */
function WaitingBadge() {
  const { data } = useApprovals()
  const count = data?.approvals.filter((one) => one.may.decide).length ?? 0
  return count > 0 ? <span className={styles.count}>{count}</span> : null
}
