import type { Context } from 'hono'
import type { Bilingual } from '#contract/locale'
import { describeIssue } from '#contract/validation/api-hints'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { REFUSAL_STATUS, refusalBody, refuse, requestLocale } from '../http/refusal.ts'
import { actorOf } from '../http/session.ts'
import type { ApprovalChanges } from './approval-changes.ts'
import type { ApprovalContent } from './approval-content.ts'
import { approvalState } from './approval-state.ts'
import type { ApprovalStore, SubmittedList } from './approvals.ts'

/** Submits sends instead of letting them be made; every route that sends calls it first. */
export type HoldSends = ReturnType<typeof createHoldSends>

type HoldDeps = {
  approvals: ApprovalStore
  changes: Pick<ApprovalChanges, 'announce'>
  now: () => number
}

const DECIDED: Record<'rejected' | 'withdrawn' | 'expired' | 'approved', Bilingual> = {
  rejected: {
    zh: '审批被拒绝，未发送。修改后可重新提交。',
    en: 'The approval was rejected, nothing was sent. Change it and submit it again.',
  },
  withdrawn: { zh: '已撤回审批，未发送。', en: 'The submission was withdrawn, nothing was sent.' },
  expired: {
    zh: '审批已过期，未发送。请重新提交。',
    en: 'The approval expired, nothing was sent. Submit it again.',
  },
  approved: {
    zh: '审批已批准并已结束。结果见“历史”。',
    en: 'It was approved and is over. See History for its result.',
  },
}

const NOT_APPROVED: Bilingual = {
  zh: '此应用的发送需要审批，而这一项没有经过审批。请重新发送并提交审批。',
  en: 'Sends of this app need approval, and this one has none. Send it anew to submit it.',
}

export function createHoldSends({ approvals, changes, now }: HoldDeps) {
  return {
    /**
     * Returns the response that says that a send waits for approval; null if it may be made: the app
     * needs no approval, or this very send was approved and has not ended.
     */
    async hold(
      c: Context,
      profile: SecretProfile,
      content: Exclude<ApprovalContent, { kind: 'list' }> | SubmittedList,
      idempotency_key?: string,
    ): Promise<Response | null> {
      if (!(await approvals.isRequired(profile))) return null
      const { requestId: request_id, address } = c.get('client')
      const submission = { actor: actorOf(c), idempotency_key, from: { request_id, address } }
      const submitted = await approvals.submit(profile, content, submission)
      if ('refused' in submitted) return refuseSubmission(c, submitted.refused)
      const { row } = submitted
      const state = approvalState(row, now())
      if (state === 'waiting') {
        changes.announce(profile.id)
        const approval = { id: row.id, ends_at: new Date(row.ends_at_ms).toISOString() }
        const body = { ...refusalBody('waiting_for_approval', requestLocale(c)), approval }
        return c.json(body, REFUSAL_STATUS.waiting_for_approval)
      }
      // The same request again, after a crash: its key is sent at most once.
      if (state === 'approved' && now() < row.ends_at_ms) return null
      return refuse(c, 'waiting_for_approval', [], DECIDED[state])
    },
    /** Refuses to complete or repeat what was sent without approval; null if it may be. */
    async refuseUncovered(
      c: Context,
      profile: Pick<SecretProfile, 'id' | 'environment'> | null,
      kind: 'delivery' | 'exchange',
      id: string,
    ): Promise<Response | null> {
      if (!profile || !(await approvals.isRequired(profile))) return null
      return (await approvals.covers(kind, id)) ? null : refuse(c, 'not_allowed', [], NOT_APPROVED)
    },
    /** Whether a list of this app has to be approved before it goes on. */
    async isUnapproved(profile: SecretProfile, list: string): Promise<boolean> {
      return (await approvals.isRequired(profile)) && !(await approvals.covers('list', list))
    },
    isRequired: approvals.isRequired,
  }
}

const HINTS = {
  full: 'approvals_full',
  has_secret: 'list_has_secret',
  not_checked: 'approval_not_checked',
} as const

function refuseSubmission(
  c: Context,
  refused: keyof typeof HINTS | 'key_reused' | 'not_found',
): Response {
  if (refused === 'not_found') return refuse(c, 'not_found')
  const locale = requestLocale(c)
  const issue =
    refused === 'key_reused'
      ? describeIssue('Idempotency-Key', 'idempotency_key_reused', locale)
      : describeIssue('', HINTS[refused], locale)
  return refuse(c, 'invalid', [issue])
}
