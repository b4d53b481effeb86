import type { Exchange } from '#contract/exchange'
import type { Refusal } from '#contract/refusal'

/** The state of the page's call, which the response pane shows. */
export type CallState =
  | { status: 'idle' }
  /** `startedAt` is a `performance.now()`, which a change of the clock does not affect. */
  | { status: 'sending'; endpoint: Exchange['endpoint']; startedAt: number }
  | { status: 'exchange'; exchange: Exchange }
  | { status: 'refused'; httpStatus: number; refusal: Refusal }
  /** The user stopped waiting; the outcome is unknown. `key` finds it in the ledger. */
  | { status: 'cancelled'; endpoint: Exchange['endpoint']; key: string; afterMs: number }
  /** The connection to the console's server was lost during the call; the outcome is unknown. */
  | { status: 'lost'; endpoint: Exchange['endpoint']; key: string }

/** The state of a call that was started. */
export type StartedCall = Exclude<CallState, { status: 'idle' }>

/** The id of the pane's headline, which can be focused. */
export const RESPONSE_HEADLINE_ID = 'answer-headline'
