import type { LedgerState } from '#contract/ledger'

/** A step that the state machine of a send does not know. */
export class TransitionError extends Error {
  override readonly name = 'TransitionError'
}

/** There is no such send in the ledger. */
export class NoSendError extends Error {
  override readonly name = 'NoSendError'
}

/**
 * INTENT → SENDING → an end. Without a token nothing leaves, so `token_refused` comes before
 * SENDING; an answer, or the loss of one, only after it. An end has no next.
 */
const NEXT: Readonly<Record<LedgerState, readonly LedgerState[]>> = {
  intent: ['sending', 'token_refused', 'not_sent'],
  sending: ['answered', 'not_sent', 'unknown'],
  answered: [],
  token_refused: [],
  not_sent: [],
  unknown: [],
}

/** Whether a send in one state may come into the other next. */
export function mayFollow(from: LedgerState, to: LedgerState): boolean {
  return NEXT[from].includes(to)
}

/** How a send ends whose console was gone at this moment: nothing is claimed that is not known. */
export function endAfterCrash(state: 'intent' | 'sending'): 'not_sent' | 'unknown' {
  return state === 'intent' ? 'not_sent' : 'unknown'
}
