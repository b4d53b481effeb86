import type { Exchange } from '#contract/exchange'
import type { Refusal } from '#contract/refusal'

/**
 * What a press sends: the bubbles to the chosen message, a new message with the bubbles (to the
 * recipient or to the test recipient), or a new message alone.
 */
export type RunKind = 'message' | 'new_message' | 'myself' | 'only_message'

/** The exchanges of a run, so far. */
export type RunCalls = {
  /** Null if the bubbles were pushed to an existing message. */
  create: Exchange | null
  /** Every push, oldest first. */
  pushes: readonly Exchange[]
  /** Why the console rejected the last push. */
  refusal: Refusal | null
}

/** The state of a run: one press of a send button and everything that was sent for it. */
export type Run =
  | { status: 'idle' }
  /** `startedAt` is a `performance.now()`, which a change of the clock does not affect. */
  | { status: 'sending'; kind: RunKind; startedAt: number; before: RunCalls | null }
  /** `at`: when it ended, in milliseconds since 1970. */
  | { status: 'done'; kind: RunKind; calls: RunCalls; at: number }
  /** The console rejected it before anything was sent. */
  | { status: 'refused'; kind: RunKind; httpStatus: number; refusal: Refusal }
  /** The user stopped waiting; the outcome is unknown. `key` finds it in the history. */
  | { status: 'cancelled'; kind: RunKind; key: string; afterMs: number; before: RunCalls | null }
  /** The connection to the console was lost during the call; the outcome is unknown. */
  | { status: 'lost'; kind: RunKind; key: string; before: RunCalls | null }

/** The next steps that the response pane offers as buttons. */
export type RunActions = {
  /** Stops waiting; the call may still be carried out. */
  onCancel: () => void
  /** Sends the composed bubbles to a new message. */
  onSendToNewMessage: () => void
  /** Pushes the bubbles of this run again, under the message that it created or was sent to. */
  onRetryBubbles: () => void
  /** Sends a new message that failed or has an unknown outcome again, with the same uuid. */
  onRepeatMessage: () => void
  /** Repeats the request whose response was lost or not awaited, with the same key: nothing is sent twice. */
  onAskAgain: () => void
  /** Shows an exchange that was found in the history. */
  onFound: (exchange: Exchange) => void
  /** Opens the checks of the message bar. */
  onOpenChecks: () => void
  /** Opens the recipient in the message bar. */
  onOpenRecipient?: () => void
  /** Opens the doctor of the app. */
  onCheckProfile: () => void
}
