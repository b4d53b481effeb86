import * as z from 'zod/mini'
import { errorMeaningSchema } from './catalogue/error-code.ts'
import { ENDPOINTS, OUTCOMES } from './exchange-filter.ts'
import { LEDGER_STATES, resolutionSchema } from './ledger.ts'
import { resultSchema } from './results/result.ts'

/** The causes of an exchange without a usable response of Feishu. */
export const FAILURE_KINDS = [
  'dns',
  'connection_refused',
  'unreachable',
  'connect_timeout',
  /** The proxy of the environment opened no tunnel to the platform. */
  'proxy',
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
  /** The profile has no app_secret, so no token was requested. */
  'no_secret',
  'no_app_ticket',
  'no_tenant_key',
  /** This browser session has no pasted token for the profile. */
  'no_pasted_token',
  'pasted_token_expired',
  /** The platform's rate limit allowed no call in time, so the console did not send it. */
  'rate_limited',
  /** The console process stopped during the exchange. */
  'crashed',
  /** The ledger could not be written. */
  'storage',
] as const
export type FailureKind = (typeof FAILURE_KINDS)[number]

/** Remarks about a response, shown beside it. */
export const NOTES = [
  'http_status_disagrees',
  'content_type_not_json',
  'token_renewed',
  'redacted',
] as const
export type ExchangeNote = (typeof NOTES)[number]

export const wireRequestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
})

export const wireResponseSchema = z.object({
  http_status: z.int(),
  headers: z.record(z.string(), z.string()),
  /** The received bytes as UTF-8; secrets are replaced, see the note `redacted`. */
  body: z.string(),
  /** The same bytes, only if they are not valid UTF-8. */
  body_base64: z.optional(z.string()),
  /** Whether the response was cut by the size limit or ended early with the connection. */
  truncated: z.boolean(),
})

export const failureSchema = z.object({
  /** The call that failed: fetching the token, or the call itself. */
  stage: z.enum(['token', 'call']),
  kind: z.enum(FAILURE_KINDS),
  /** The system's own error code, such as `ECONNREFUSED`; never a secret. */
  detail: z.string(),
})

/** One HTTP call. An exchange has several only if a token was fetched or renewed. */
export const attemptSchema = z.object({
  request: wireRequestSchema,
  response: z.nullable(wireResponseSchema),
  failure: z.nullable(failureSchema),
  code: z.nullable(z.int()),
  started_at: z.iso.datetime(),
  duration_ms: z.number(),
})

/**
 * One request to the platform and its result. `request` and `response` belong to the last call: the
 * token call if the outcome is `token_refused` or the token could not be fetched.
 */
export const exchangeSchema = z.object({
  id: z.string(),
  profile: z.string(),
  endpoint: z.enum(ENDPOINTS),
  /** The target of a push or recall, or the ID of the created message. */
  message_id: z.nullable(z.string()),
  /** The progress; equal to `outcome` once the exchange has ended. */
  state: z.enum(LEDGER_STATES),
  /** While the exchange runs: `not_sent` before the call, then `unknown`. */
  outcome: z.enum(OUTCOMES),
  /** The sender; `local`, because the console has no login. */
  actor: z.string(),
  /** The ID of the exchange that this one repeats. */
  attempt_of: z.nullable(z.string()),
  /** The ID of the delivery that it belongs to; null for a request of its own. */
  delivery: z.nullable(z.string()),
  /** What is known later about an `unknown` outcome; null if nothing is. */
  resolution: z.nullable(resolutionSchema),
  /** What became of the bubbles of a push that landed; missing from all other exchanges. */
  result: z.optional(resultSchema),
  /** Whether the ledger has the outcome: false if it could not be written (yet), or without a ledger. */
  recorded: z.boolean(),
  /** A request with the same key is never sent twice. */
  idempotency_key: z.string(),
  /** The JSON text to send, even if only the token call was made; empty for a recall. */
  body: z.string(),
  request: wireRequestSchema,
  response: z.nullable(wireResponseSchema),
  failure: z.nullable(failureSchema),
  attempts: z.array(attemptSchema),
  code: z.nullable(z.int()),
  msg: z.nullable(z.string()),
  log_id: z.nullable(z.string()),
  /** Feishu's link to its troubleshooting page, if the response has one. */
  troubleshooter: z.nullable(z.string()),
  /** What the code means on this endpoint; null if the catalogue does not know it. */
  meaning: z.nullable(errorMeaningSchema),
  notes: z.array(z.enum(NOTES)),
  started_at: z.iso.datetime(),
  duration_ms: z.number(),
})

export type WireRequest = z.infer<typeof wireRequestSchema>
export type WireResponse = z.infer<typeof wireResponseSchema>
export type ExchangeAttempt = z.infer<typeof attemptSchema>
export type Exchange = z.infer<typeof exchangeSchema>
