import type { Exchange } from '#contract/exchange'
import type { Refusal } from '#contract/refusal'

/** What the answer pane has to show: where the one call of this page stands. */
export type Answer =
  | { status: 'idle' }
  /** `startedAt` is a `performance.now()`, so that a clock set meanwhile cannot bend the wait. */
  | { status: 'sending'; endpoint: Exchange['endpoint']; startedAt: number }
  | { status: 'exchange'; exchange: Exchange }
  | { status: 'refused'; httpStatus: number; refusal: Refusal }
  /** The person stopped waiting; what the upstream did is unknown here. `key` finds it in the ledger. */
  | { status: 'cancelled'; endpoint: Exchange['endpoint']; key: string; afterMs: number }
  /** The console's own server was lost while it had the call; the outcome is unknown here too. */
  | { status: 'lost'; endpoint: Exchange['endpoint']; key: string }

/** Where a call stands that was made. */
export type Asked = Exclude<Answer, { status: 'idle' }>

/** The id of the pane's headline, which says how the call stands and can take the focus. */
export const ANSWER_HEADLINE_ID = 'answer-headline'
