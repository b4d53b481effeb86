import { Link } from 'wouter'
import type { Approval } from '#contract/access/approvals'
import { useApprovalSteps, useApprovals } from '../../api-client/approvals.ts'
import { me } from '../../api-client/rights.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'

const texts = defineTexts({
  en: {
    waiting: (until: string) => `Waiting for approval until ${until}`,
    sent: (name: string) => `Approved by ${name} and sent`,
    rejected: (name: string) => `Not sent: rejected by ${name}`,
    refused: (name: string) => `Approved by ${name}, but not sent`,
    unknown: (name: string) => `Approved by ${name}; whether it was sent is not known`,
    because: (note: string) => `: ${note}`,
    expired: 'Not sent: not approved in time',
    withdrawn: 'Not sent: withdrawn',
    see: 'See it in History',
    withdraw: 'Withdraw',
  },
  zh: {
    waiting: (until: string) => `等待审批，${until} 过期`,
    sent: (name: string) => `${name} 已批准，已发送`,
    rejected: (name: string) => `未发送：${name} 已拒绝`,
    refused: (name: string) => `${name} 已批准，但未发送`,
    unknown: (name: string) => `${name} 已批准，是否发送未知`,
    because: (note: string) => `：${note}`,
    expired: '未发送：审批已过期',
    withdrawn: '未发送：已撤回',
    see: '在“历史”中查看',
    withdraw: '撤回',
  },
})

/** Returns functions that say what became of a proposal, and when something was. */
export function useApprovalState() {
  const t = useTexts(texts)
  const { tag } = useLocale()
  const timeOf = (at: string) =>
    new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(new Date(at))
  const stateOf = (approval: Approval) => {
    const { state, ends_at, decided_by, note, result } = approval
    if (state === 'waiting') return t.waiting(timeOf(ends_at))
    if (state === 'expired' || state === 'withdrawn') return t[state]
    const name = me.nameOf(decided_by ?? '')
    if (state === 'rejected') return t.rejected(name) + (note ? t.because(note) : '')
    if (result === null) return t.unknown(name)
    return result.refused === null ? t.sent(name) : t.refused(name)
  }
  return { stateOf, timeOf }
}

/** What has become of a send that waited for approval; nothing while it waits. */
export function ApprovalNews({ id }: { id: string }) {
  const t = useTexts(texts)
  const { stateOf } = useApprovalState()
  const { data } = useApprovals()
  const approval = data?.approvals.find((one) => one.id === id)
  if (!approval || approval.state === 'waiting') return null
  const { exchange = null, refused } = approval.result ?? {}
  return (
    <Callout tone={refused === null ? 'good' : 'warn'} title={stateOf(approval)}>
      {refused === null ? (
        <Link href={exchange === null ? '/history' : `/history/${exchange}`}>{t.see}</Link>
      ) : null}
    </Callout>
  )
}

/** Takes back a proposal, for its author. */
export function Withdraw({ approval: { id, may } }: { approval: Approval }) {
  const t = useTexts(texts)
  const { withdraw } = useApprovalSteps()
  return may.withdraw ? <Button onClick={() => withdraw.mutate(id)}>{t.withdraw}</Button> : null
}
