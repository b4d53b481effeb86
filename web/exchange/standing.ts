import type { Asked } from './answer.ts'

/** One word for everything the pane can have to say short of an exchange; texts and colours hang on it. */
export type Standing =
  | 'sending'
  | 'console_refused'
  | 'in_flight'
  | 'console_broke'
  | 'cancelled'
  | 'lost'

export function standingOf(answer: Exclude<Asked, { status: 'exchange' }>): Standing {
  if (answer.status !== 'refused') return answer.status
  // A server that broke may have broken after the call: only the other refusals exclude that.
  if (answer.refusal.error === 'internal') return 'console_broke'
  return answer.refusal.error === 'in_flight' ? 'in_flight' : 'console_refused'
}
