import { Link } from 'wouter'
import type { Approval } from '#contract/access/approvals'
import type { DeliveryList } from '#contract/deliveries/list'
import type { Profile } from '#contract/profile'
import { useApprovals } from '../../../api-client/approvals.ts'
import { ASKS_TO_SIGN_IN, me } from '../../../api-client/rights.ts'
import { useApprovalState, Withdraw } from '../../../features/approvals/approval-state.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { Callout } from '../../../ui/callout/callout.tsx'
import shared from '../../../ui/shared.module.css'
import { isSent } from '../waiting-sends.tsx'
import { runTexts } from './run-texts.ts'

/** The newest approval of a list, and whether its next start or continuation needs one. */
export function useListApproval(list: DeliveryList | undefined, profile: Profile | undefined) {
  const { data } = useApprovals(ASKS_TO_SIGN_IN)
  const own = data?.approvals.filter((one) => one.list !== null && one.list.id === list?.id) ?? []
  const isRequired = profile?.environment === 'production' && data?.apps.includes(profile.id)
  // What was approved goes on after a pause.
  const isCovered = list?.state === 'paused' && own.some(({ state }) => state === 'approved')
  return { approval: own[0] ?? null, needsApproval: isRequired === true && !isCovered }
}

/** What the approval of a list came to, as long as the list has not begun because of it. */
export function ListApproval({ approval }: { approval: Approval }) {
  const t = useTexts(runTexts)
  const { stateOf, timeOf } = useApprovalState()
  const { state, actor, created_at } = approval
  if (state === 'withdrawn' || isSent(approval)) return null
  const waits = state === 'waiting'
  return (
    <Callout tone={waits ? 'info' : 'warn'} title={stateOf(approval)}>
      <p>{waits ? t.approvalBy(me.nameOf(actor), timeOf(created_at)) : t.approvalAgain}</p>
      {waits ? (
        <p className={shared.line}>
          <Withdraw approval={approval} />
          <Link href="/team/approvals">{t.approvals}</Link>
        </p>
      ) : null}
    </Callout>
  )
}
