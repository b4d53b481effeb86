import type { Outcome } from '#contract/outcome'

/** The HTTP status of the console's own answer; a refusal of the platform is no failure of the console. */
export const OUTCOME_STATUS = {
  answered: 200,
  token_refused: 200,
  not_sent: 502,
  unknown: 504,
} as const satisfies Record<Outcome, number>
