import * as z from 'zod/mini'

/**
 * The states of an exchange: two while it runs, then its outcome. Each is committed to the ledger
 * before the next step.
 */
export const LEDGER_STATES = [
  /** Recorded; nothing was sent. */
  'intent',
  /** Recorded right before the call is sent. */
  'sending',
  'answered',
  'token_refused',
  'not_sent',
  'unknown',
] as const
export type LedgerState = (typeof LEDGER_STATES)[number]

/** The resolution of an exchange whose outcome is `unknown`. */
export const VERDICTS = ['delivered', 'not_delivered', 'undecided'] as const
export type ResolutionVerdict = (typeof VERDICTS)[number]

/** What a deliberate repeat, or reading the chat, shows about an exchange; texts in evidence.ts. */
export const EVIDENCE = [
  'repeat_took_effect',
  'already_there',
  'already_there_by_delivery',
  'already_there_perhaps_another',
  'too_late_to_tell',
  'could_not_have_worked',
  'unknown_again',
  'nothing_learned',
  'found_in_chat',
  'not_in_chat',
] as const
export type Evidence = (typeof EVIDENCE)[number]

/**
 * The resolution of an `unknown` exchange, read from later rows; its own row never changes. What a
 * person decided or the console found in the chat, whichever is later, takes precedence over repeats.
 */
export const resolutionSchema = z.object({
  verdict: z.enum(VERDICTS),
  by: z.enum(['person', 'repeat', 'chat']),
  /** Who decided, who sent the repeat or who had the chat read. */
  actor: z.string(),
  /** What the response to the repeat, or the chat, shows; null if a person decided. */
  evidence: z.nullable(z.enum(EVIDENCE)),
  /** The ID of the repeat; null otherwise. */
  exchange_id: z.nullable(z.string()),
  /** The message that was found in the chat. */
  message_id: z.optional(z.string()),
  /** The person's reason. */
  note: z.nullable(z.string()),
  at: z.iso.datetime(),
})
export type Resolution = z.infer<typeof resolutionSchema>

/** Characters of the note of a resolution. */
export const NOTE_LIMIT = 1000

/** A person's decision, one of the two bodies of `POST /api/exchanges/:id/resolve`. */
export const resolveByPersonSchema = z.strictObject({
  verdict: z.enum(VERDICTS),
  note: z.optional(z.string().check(z.maxLength(NOTE_LIMIT, { error: 'note_too_long' }))),
})

/** A deliberate repeat, the other body of `POST /api/exchanges/:id/resolve`. */
export const resolveByRepeatSchema = z.strictObject({ repeat: z.literal(true) })

/** The syntax of an `Idempotency-Key`. */
export const IDEMPOTENCY_KEY = /^[\x20-\x7e]{1,128}$/

/** The running exchange on a message, reported with the refusal of a concurrent one. */
export const inFlightSchema = z.object({
  exchange_id: z.string(),
  actor: z.string(),
  started_at: z.iso.datetime(),
})
export type InFlight = z.infer<typeof inFlightSchema>

/** The console's clock compared with the latest recorded time; it should be `ok`. */
export const CLOCK_STATES = ['ok', 'ahead', 'behind'] as const
export type ClockState = (typeof CLOCK_STATES)[number]

/** What leaves an event: it cannot be seen in what it changed. */
export const EVENT_KINDS = [
  'history_deleted',
  /** The automatic cleanup found so much to delete that it waits until a later run agrees. */
  'retention_held',
  /** The clock was wrong when the automatic cleanup found that. */
  'retention_dropped',
  'template_deleted',
  'template_restored',
  'app_deleted',
  'secret_changed',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

export const eventSchema = z.object({
  kind: z.enum(EVENT_KINDS),
  /** Who did it; `retention` for the automatic cleanup. */
  actor: z.string(),
  at: z.iso.datetime(),
  /** The ID of the template or app; with `retention_held` the newest row; otherwise null. */
  subject: z.nullable(z.string()),
  /** The name of the template or app then; with `retention_held` the state of the clock. */
  name: z.nullable(z.string()),
  /** With `history_deleted` and `retention_held`: the number and the times of the removed requests. */
  removed: z.nullable(
    z.object({
      count: z.int(),
      oldest_at: z.nullable(z.iso.datetime()),
      newest_at: z.nullable(z.iso.datetime()),
    }),
  ),
})
export type ConsoleEvent = z.infer<typeof eventSchema>

/** The response of `GET /api/events`, newest first; `next_cursor` is null on the last page. */
export const eventsSchema = z.object({
  events: z.array(eventSchema),
  next_cursor: z.nullable(z.string()),
})
