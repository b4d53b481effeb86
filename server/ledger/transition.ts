import type { LedgerState } from '#contract/ledger'

/** A step that the state machine of a send forbids. */
export class TransitionError extends Error {
  override readonly name = 'TransitionError'
}

/** The ledger has no such send. */
export class UnknownSendError extends Error {
  override readonly name = 'UnknownSendError'
}

/**
 * INTENT → SENDING → an end. Without a token nothing is sent, so `token_refused` precedes SENDING;
 * `answered` and `unknown` follow it. An end is final.
 */
const NEXT: Readonly<Record<LedgerState, readonly LedgerState[]>> = {
  intent: ['sending', 'token_refused', 'not_sent'],
  sending: ['answered', 'not_sent', 'unknown'],
  answered: [],
  token_refused: [],
  not_sent: [],
  unknown: [],
}

/** Whether a send may change from one state to the other. */
export function isAllowedNext(from: LedgerState, to: LedgerState): boolean {
  return NEXT[from].includes(to)
}

/** Returns the outcome of a send whose console crashed in this state. */
export function endAfterCrash(state: 'intent' | 'sending'): 'not_sent' | 'unknown' {
  return state === 'intent' ? 'not_sent' : 'unknown'
}
