import * as z from 'zod/mini'
import { EMULATOR_OPERATIONS } from './emulator-operation.ts'

/** Whether the call has had its effect by the time it goes wrong. */
const when = z._default(z.enum(['before_effect', 'after_effect']), 'before_effect')
const waiting = z.int().check(z.minimum(1), z.maximum(10 * 60 * 1000))
const size = z.int().check(z.minimum(1), z.maximum(2 ** 30))
const id = z.string().check(z.minLength(1), z.maxLength(200))
const headerValue = z.string().check(z.regex(/^[\x20-\x7e]{0,256}$/, { error: 'header_value' }))

const STATUSES_WITHOUT_BODY = [204, 205, 304]
const httpStatus = z.int().check(
  z.minimum(200),
  z.maximum(599),
  z.refine((status) => !STATUSES_WITHOUT_BODY.includes(status), {
    error: 'status_with_body',
  }),
)

/** What goes wrong. Those without `when` carry the call out and then spoil its answer. */
export const faultSchema = z.discriminatedUnion('kind', [
  /** Waits, then goes on as usual. */
  z.strictObject({ kind: z.literal('latency'), when, ms: waiting }),
  /** Closes the connection without an answer. */
  z.strictObject({ kind: z.literal('drop'), when }),
  /** Resets the connection (RST) without an answer. */
  z.strictObject({ kind: z.literal('reset'), when }),
  z.strictObject({
    kind: z.literal('server_error'),
    when,
    http_status: z._default(z.int().check(z.minimum(500), z.maximum(599)), 500),
    /** The platform's envelope with code 2200, or nothing. */
    body: z._default(z.enum(['platform', 'none']), 'platform'),
  }),
  z.strictObject({
    kind: z.literal('rate_limited'),
    when,
    /** Some older calls are said to answer 400. */
    http_status: z._default(z.literal([429, 400]), 429),
    /** What `x-ogw-ratelimit-reset` says, however odd; `null` leaves the rate limit's headers out. */
    reset: z._default(z.nullable(z.union([z.number(), headerValue])), 1),
  }),
  /** A page, as from something between the caller and the platform. */
  z.strictObject({ kind: z.literal('html'), when, http_status: z._default(httpStatus, 502) }),
  z.strictObject({ kind: z.literal('empty'), when, http_status: z._default(httpStatus, 200) }),
  /** Announces the whole body, sends the first bytes of it (half where not said) and hangs up. */
  z.strictObject({ kind: z.literal('truncated'), bytes: z.optional(z.int().check(z.minimum(0))) }),
  z.strictObject({
    kind: z.literal('wrong_content_type'),
    content_type: z._default(headerValue, 'text/plain'),
  }),
  /** The body without its last character. */
  z.strictObject({ kind: z.literal('invalid_json') }),
  /** Pads the JSON with a member until the body has that many bytes. */
  z.strictObject({ kind: z.literal('huge'), bytes: z._default(size, 100_000_000) }),
  z.strictObject({
    kind: z.literal('slow_drip'),
    /** So many bytes at a time. */
    bytes: z._default(size, 1),
    interval_ms: z._default(waiting, 300),
  }),
  /** Another log id in the header and the body, or none anywhere, `X-Request-Id` included. */
  z.strictObject({ kind: z.literal('log_id'), log_id: z._default(z.nullable(headerValue), null) }),
  /** 99991663 for a token that is valid; calls without one go through. */
  z.strictObject({ kind: z.literal('token_expired') }),
])

/** The body of the emulator's `POST /_emulator/faults`: which calls go wrong, and how. */
export const faultRuleSchema = z.strictObject({
  operation: z._default(z.enum(['*', ...EMULATOR_OPERATIONS]), '*'),
  app_id: z.optional(id),
  /** The message in the path of the call. */
  message_id: z.optional(id),
  /** The share of the matching calls that goes wrong, by chance. */
  share: z._default(z.number().check(z.minimum(0), z.maximum(1)), 1),
  /** Holds for that many matching calls, then no more; for all where it is left out. */
  next_calls: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
  fault: faultSchema,
})

export const plantedFaultSchema = z.extend(faultRuleSchema, {
  fault_id: z.string(),
  /** How many calls it was the turn of, and how many of them went wrong. */
  matched: z.int(),
  fired: z.int(),
})

export const firedFaultSchema = z.object({
  /** By the emulator's clock, in milliseconds since 1970. */
  at_ms: z.int(),
  fault_id: z.string(),
  kind: z.string(),
  operation: z.enum(EMULATOR_OPERATIONS),
  app_id: z.nullable(z.string()),
  message_id: z.nullable(z.string()),
})

/** What `GET /_emulator/faults` answers, and what the state shows. */
export const faultsSchema = z.object({
  /** In the order they were planted, which is the order in which calls meet them; one fires at most. */
  faults: z.array(plantedFaultSchema),
  /** The last ones that fired, oldest first. */
  fired: z.array(firedFaultSchema),
})

export const faultAnswerSchema = z.object({ fault: plantedFaultSchema })

export type FaultKind = z.infer<typeof faultSchema>
export type FaultRule = z.infer<typeof faultRuleSchema>
export type FaultRuleInput = z.input<typeof faultRuleSchema>
export type PlantedFault = z.infer<typeof plantedFaultSchema>
export type FiredFault = z.infer<typeof firedFaultSchema>
export type Faults = z.infer<typeof faultsSchema>
