import type { Exchange } from '#contract/exchange'
import type { Delivered } from '../queries/use-delivery.ts'

/** What became of a message and its bubbles together. */
export type Fate =
  | 'done'
  | 'create_refused'
  | 'create_not_sent'
  | 'create_unknown'
  | 'create_no_id'
  | 'push_refused'
  | 'push_not_sent'
  | 'push_unknown'
  | 'push_kept_back'

export function fateOf({ create, pushes, refusal }: Delivered): Fate {
  if (create && create.outcome === 'unknown') return 'create_unknown'
  if (create && isUnsent(create)) return 'create_not_sent'
  if (create && create.code !== 0) return 'create_refused'
  if (refusal) return 'push_kept_back'
  const push = pushes.at(-1)
  if (!push) return 'create_no_id'
  if (push.outcome === 'unknown') return 'push_unknown'
  if (isUnsent(push)) return 'push_not_sent'
  if (push.code === 0) return 'done'
  // The deliberate repeat found them there: the push before it had worked.
  const settled = push.code === 230008 && pushes.at(-2)?.outcome === 'unknown'
  return settled ? 'done' : 'push_refused'
}

/** Whether the bubbles alone may sensibly be pushed once more. */
export function mayPushAgain(fate: Fate): boolean {
  return fate.startsWith('push_')
}

function isUnsent({ outcome }: Exchange): boolean {
  return outcome === 'not_sent' || outcome === 'token_refused'
}
