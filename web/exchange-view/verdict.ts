import type { Exchange } from '#contract/exchange'

/** Where an exchange stands, as a reader wants to know it; `done` is code 0, whatever the HTTP status. */
export type Verdict = 'running' | 'done' | 'refused' | 'token_refused' | 'not_sent' | 'unknown'

export function verdictOf({
  state,
  outcome,
  code,
}: Pick<Exchange, 'state' | 'outcome' | 'code'>): Verdict {
  if (state === 'intent' || state === 'sending') return 'running'
  if (outcome !== 'answered') return outcome
  return code === 0 ? 'done' : 'refused'
}
