import type { Exchange } from '#contract/exchange'
import type { Answer } from './answer.ts'

/** Where an exchange ended, as a reader wants to know it; `done` is code 0, whatever the HTTP status. */
type Verdict = 'done' | 'refused' | 'token_refused' | 'not_sent' | 'unknown'

export function verdictOf({ outcome, code }: Pick<Exchange, 'outcome' | 'code'>): Verdict {
  if (outcome !== 'answered') return outcome
  return code === 0 ? 'done' : 'refused'
}

/** One word for everything the pane can have to say; texts and colours hang on it. */
export type Standing =
  | Verdict
  | 'idle'
  | 'sending'
  | 'console_refused'
  | 'in_flight'
  | 'console_broke'
  | 'cancelled'
  | 'lost'

export function standingOf(answer: Answer): Standing {
  if (answer.status === 'exchange') return verdictOf(answer.exchange)
  if (answer.status !== 'refused') return answer.status
  // A server that broke may have broken after the call: only the other refusals exclude that.
  if (answer.refusal.error === 'internal') return 'console_broke'
  return answer.refusal.error === 'in_flight' ? 'in_flight' : 'console_refused'
}
