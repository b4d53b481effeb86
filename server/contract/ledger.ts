import * as z from 'zod/mini'

/**
 * How far a send has come. The first two are moments of a running send; the others are its end and
 * bear the names of the outcomes. Each is a committed row before the next step is taken.
 */
export const LEDGER_STATES = [
  /** Written down; nothing has left. */
  'intent',
  /** Written down right before the call leaves. */
  'sending',
  'answered',
  'token_refused',
  'not_sent',
  'unknown',
] as const
export type LedgerState = (typeof LEDGER_STATES)[number]

/** What later evidence says about a send whose outcome is `unknown`. */
export const VERDICTS = ['delivered', 'not_delivered', 'undecided'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What the answer to one deliberate repeat shows about the send before it; texts in `evidence.ts`. */
export const EVIDENCE = [
  'repeat_took_effect',
  'already_there',
  'already_there_perhaps_another',
  'too_late_to_tell',
  'could_not_have_worked',
  'unknown_again',
  'nothing_learned',
] as const
export type Evidence = (typeof EVIDENCE)[number]

/**
 * The word on an `unknown` send, read from the rows that were linked to it later; the send's own
 * row never changes. The last word of a person stands before any evidence.
 */
export const resolutionSchema = z.object({
  verdict: z.enum(VERDICTS),
  by: z.enum(['person', 'repeat']),
  /** Who said so, or who sent the repeat. */
  actor: z.string(),
  /** What the repeat's answer shows; `null` where a person decided. */
  evidence: z.nullable(z.enum(EVIDENCE)),
  /** The id of the repeat; `null` where a person decided. */
  exchange_id: z.nullable(z.string()),
  /** Why a person decided so. */
  note: z.nullable(z.string()),
  at: z.iso.datetime(),
})
export type Resolution = z.infer<typeof resolutionSchema>

/** Characters of a person's note on a resolution. */
export const NOTE_LIMIT = 1000

/** A person's word, one of the two bodies of `POST /api/exchanges/:id/resolve`. */
export const resolveByPersonSchema = z.strictObject({
  verdict: z.enum(VERDICTS),
  note: z.optional(z.string().check(z.maxLength(NOTE_LIMIT, { error: 'note_too_long' }))),
})

/** One deliberate repeat, the other body of it. */
export const resolveByRepeatSchema = z.strictObject({ repeat: z.literal(true) })

/** The shape of an `Idempotency-Key`. */
export const IDEMPOTENCY_KEY = /^[\x20-\x7e]{1,128}$/

/** A send that is running on the same message; told to whoever is refused because of it. */
export const inFlightSchema = z.object({
  exchange_id: z.string(),
  actor: z.string(),
  started_at: z.iso.datetime(),
})
export type InFlight = z.infer<typeof inFlightSchema>
