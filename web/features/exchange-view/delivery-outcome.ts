import type { Exchange } from '#contract/exchange'
import type { RunCalls } from './run.ts'

/** The outcome of a message with its bubbles. */
export type DeliveryOutcome =
  | 'done'
  | 'create_refused'
  | 'create_not_sent'
  | 'create_unknown'
  | 'create_no_id'
  | 'push_refused'
  | 'push_not_sent'
  | 'push_unknown'
  | 'push_kept_back'

export function deliveryOutcome({ create, pushes, refusal }: RunCalls): DeliveryOutcome {
  if (create && create.outcome === 'unknown') return 'create_unknown'
  if (create && isUnsent(create)) return 'create_not_sent'
  if (create && create.code !== 0) return 'create_refused'
  if (refusal) return 'push_kept_back'
  const push = pushes.at(-1)
  if (!push) return 'create_no_id'
  if (push.outcome === 'unknown') return 'push_unknown'
  if (isUnsent(push)) return 'push_not_sent'
  if (push.code === 0) return 'done'
  // The repeat returned 230008, so the previous push had worked.
  const confirmed = push.code === 230008 && pushes.at(-2)?.outcome === 'unknown'
  return confirmed ? 'done' : 'push_refused'
}

/** Whether retrying the bubbles alone makes sense. */
export function canRetryBubbles(outcome: DeliveryOutcome): boolean {
  return outcome.startsWith('push_')
}

function isUnsent({ outcome }: Exchange): boolean {
  return outcome === 'not_sent' || outcome === 'token_refused'
}
