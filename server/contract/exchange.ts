import * as z from 'zod/mini'
import { errorMeaningSchema } from './error-code.ts'
import { LEDGER_STATES, resolutionSchema } from './ledger.ts'
import { OUTCOMES } from './outcome.ts'

/** What stands in the place of a secret wherever an exchange would show one. */
export const REDACTED = '(redacted)'

/** What went wrong below Feishu's own answer. */
export const FAILURE_KINDS = [
  'dns',
  'connection_refused',
  'unreachable',
  'connect_timeout',
  'tls',
  'timeout',
  'reset',
  'too_large',
  'redirect',
  'truncated',
  'not_json',
  'no_code',
  'no_token',
  'protocol',
  /** The profile has no app_secret, so no token was asked for. */
  'no_secret',
  'no_app_ticket',
  'no_tenant_key',
  /** Nobody has pasted a token for it in this browser session. */
  'no_pasted_token',
  'pasted_token_expired',
  /** The platform's limits left no room in time, so the console kept it back. */
  'rate_limited',
  /** The console itself stopped in the middle. */
  'crashed',
  /** The console could not write to its ledger. */
  'storage',
] as const
export type FailureKind = (typeof FAILURE_KINDS)[number]

/** Things about an answer that a reader should know before trusting it. */
export const NOTES = [
  'http_status_disagrees',
  'content_type_not_json',
  'token_renewed',
  'redacted',
] as const
export type Note = (typeof NOTES)[number]

export const wireRequestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
})

export const wireResponseSchema = z.object({
  http_status: z.int(),
  headers: z.record(z.string(), z.string()),
  /** The bytes received, read as UTF-8; secrets are replaced, see the note `redacted`. */
  body: z.string(),
  /** The same bytes where they are not valid UTF-8, so that nothing is hidden by the decoding. */
  body_base64: z.optional(z.string()),
  /** True where the answer was cut (size limit) or ended early (connection lost). */
  truncated: z.boolean(),
})

export const failureSchema = z.object({
  /** Which of the two calls failed: fetching the token, or the call itself. */
  stage: z.enum(['token', 'call']),
  kind: z.enum(FAILURE_KINDS),
  /** The system's own word for it, e.g. `ECONNREFUSED`; never holds a secret. */
  detail: z.string(),
})

/** One call as it went over the wire. Several belong to an exchange only when a token was renewed. */
export const attemptSchema = z.object({
  request: wireRequestSchema,
  response: z.nullable(wireResponseSchema),
  failure: z.nullable(failureSchema),
  code: z.nullable(z.int()),
  started_at: z.iso.datetime(),
  duration_ms: z.number(),
})

/**
 * One request and what came of it. `request` and `response` are those of the last call that was
 * made: of the token call where the outcome is `token_refused` or the token could not be fetched.
 */
export const exchangeSchema = z.object({
  id: z.string(),
  profile: z.string(),
  endpoint: z.enum(['push_follow_up', 'create_message']),
  /** The target of a push, or the id of a message just created. */
  message_id: z.nullable(z.string()),
  /** How far it has come; the same word as `outcome` once it has ended. */
  state: z.enum(LEDGER_STATES),
  /** While it runs, what would hold if it ended now: `not_sent` before the call, then `unknown`. */
  outcome: z.enum(OUTCOMES),
  /** Who sent it; `local` as long as there is no login. */
  actor: z.string(),
  /** The id of the exchange that this one repeats. */
  attempt_of: z.nullable(z.string()),
  /** What later rows say about an `unknown` outcome; `null` where nothing does. */
  resolution: z.nullable(resolutionSchema),
  /** False where the call was made and its outcome could not be written to the ledger (yet). */
  recorded: z.boolean(),
  /** The same key with the same request is never sent twice. */
  idempotency_key: z.string(),
  /** The JSON text that was to be sent; `request` is the token call where nothing else was made. */
  body: z.string(),
  request: wireRequestSchema,
  response: z.nullable(wireResponseSchema),
  failure: z.nullable(failureSchema),
  attempts: z.array(attemptSchema),
  code: z.nullable(z.int()),
  msg: z.nullable(z.string()),
  log_id: z.nullable(z.string()),
  /** Feishu's own link to its troubleshooting page, where the answer has one. */
  troubleshooter: z.nullable(z.string()),
  /** What the code means on this endpoint; `null` where the catalogue does not know the code. */
  meaning: z.nullable(errorMeaningSchema),
  notes: z.array(z.enum(NOTES)),
  started_at: z.iso.datetime(),
  duration_ms: z.number(),
})

export type WireRequest = z.infer<typeof wireRequestSchema>
export type WireResponse = z.infer<typeof wireResponseSchema>
export type Attempt = z.infer<typeof attemptSchema>
export type Exchange = z.infer<typeof exchangeSchema>
