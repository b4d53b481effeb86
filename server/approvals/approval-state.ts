import type { ApprovalState } from '#contract/access/approvals'

/** What decides over a step of a proposal. */
export type StoredApproval = {
  state: Exclude<ApprovalState, 'expired'>
  /** The people who may not approve it: who submitted it, and who made or changed the list. */
  author: string
  makers: readonly string[]
  digest: string
  ends_at_ms: number
}

export type ApprovalStep =
  /** With the digest that the approver has seen. */
  { step: 'approve'; digest: string } | { step: 'reject' } | { step: 'withdraw' }

/** Who takes the step. */
export type Decider = {
  /** The id of the person; null for a script, which decides nothing. */
  person: string | null
  isApprover: boolean
}

export type StepRefusal = 'not_waiting' | 'expired' | 'not_approver' | 'own' | 'not_own' | 'changed'

/** Returns the state that a reader sees. */
export function approvalState(
  { state, ends_at_ms }: Pick<StoredApproval, 'state' | 'ends_at_ms'>,
  now_ms: number,
): ApprovalState {
  return state === 'waiting' && now_ms >= ends_at_ms ? 'expired' : state
}

/** Returns the state after a step, or why it is refused. Every state but `waiting` is final. */
export function takeStep(
  approval: StoredApproval,
  step: ApprovalStep,
  { person, isApprover }: Decider,
  now_ms: number,
): { to: 'approved' | 'rejected' | 'withdrawn' } | { refused: StepRefusal } {
  const state = approvalState(approval, now_ms)
  if (state !== 'waiting') return { refused: state === 'expired' ? 'expired' : 'not_waiting' }
  if (step.step === 'withdraw') {
    return person !== null && person === approval.author
      ? { to: 'withdrawn' }
      : { refused: 'not_own' }
  }
  if (person === null || !isApprover) return { refused: 'not_approver' }
  if (step.step === 'reject') return { to: 'rejected' }
  if (person === approval.author || approval.makers.includes(person)) return { refused: 'own' }
  return step.digest === approval.digest ? { to: 'approved' } : { refused: 'changed' }
}
