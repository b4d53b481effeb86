/** How an exchange ends, and no other way; success is `code === 0`, never the HTTP status. */
export const OUTCOMES = ['answered', 'token_refused', 'not_sent', 'unknown'] as const
export type Outcome = (typeof OUTCOMES)[number]
