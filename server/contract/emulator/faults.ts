import * as z from 'zod/mini'

/** The platform's calls that the emulator implements, as rate limits and faults name them. */
export const EMULATOR_OPERATIONS = [
  'tenant_access_token_internal',
  'app_access_token_internal',
  'app_ticket_resend',
  'app_access_token',
  'tenant_access_token',
  'create_message',
  'reply_message',
  'get_message',
  'list_messages',
  'edit_message',
  'recall_message',
  'push_follow_up',
  'patch_card_message',
  'read_users',
  'create_reaction',
  'list_reactions',
  'delete_reaction',
  'create_card',
  'update_card',
  'stream_card_text',
  'upload_image',
  'download_image',
  'list_chats',
  'get_chat',
  'batch_get_id',
  'get_user',
  'bot_info',
  'list_scopes',
  'check_visibility',
  'connection_endpoint',
  'count_connections',
] as const
export type EmulatorOperation = (typeof EMULATOR_OPERATIONS)[number]

/** Whether the fault occurs before or after the call takes effect. */
const when = z._default(z.enum(['before_effect', 'after_effect']), 'before_effect')
const waiting = z.int().check(z.minimum(1), z.maximum(10 * 60 * 1000))
const size = z.int().check(z.minimum(1), z.maximum(2 ** 30))
const id = z.string().check(z.minLength(1), z.maxLength(200))
const headerValue = z.string().check(z.regex(/^[\x20-\x7e]{0,256}$/, { error: 'header_value' }))

const STATUSES_WITHOUT_BODY = [204, 205, 304]
const httpStatus = z.int().check(
  z.minimum(200),
  z.maximum(599),
  z.refine((status) => !STATUSES_WITHOUT_BODY.includes(status), { error: 'status_with_body' }),
)

/** The faults. A fault without `when` executes the call and then corrupts its response. */
export const faultSchema = z.discriminatedUnion('kind', [
  /** Waits, then continues normally. */
  z.strictObject({ kind: z.literal('latency'), when, ms: waiting }),
  /** Closes the connection without a response. */
  z.strictObject({ kind: z.literal('drop'), when }),
  /** Resets the connection (RST) without a response. */
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
    /** Some older calls are reported to return 400. */
    http_status: z._default(z.literal([429, 400]), 429),
    /** The value of `x-ogw-ratelimit-reset`, even an invalid one; null omits the rate limit's headers. */
    reset: z._default(z.nullable(z.union([z.number(), headerValue])), 1),
  }),
  /** An HTML page, like that of a proxy. */
  z.strictObject({ kind: z.literal('html'), when, http_status: z._default(httpStatus, 502) }),
  z.strictObject({ kind: z.literal('empty'), when, http_status: z._default(httpStatus, 200) }),
  /** Announces the whole body, sends its first bytes (half by default) and closes the connection. */
  z.strictObject({ kind: z.literal('truncated'), bytes: z.optional(z.int().check(z.minimum(0))) }),
  z.strictObject({
    kind: z.literal('wrong_content_type'),
    content_type: z._default(headerValue, 'text/plain'),
  }),
  /** The body without its last character. */
  z.strictObject({ kind: z.literal('invalid_json') }),
  /** Pads the JSON to a number of bytes. */
  z.strictObject({ kind: z.literal('huge'), bytes: z._default(size, 100_000_000) }),
  z.strictObject({
    kind: z.literal('slow_drip'),
    /** Bytes per chunk. */
    bytes: z._default(size, 1),
    interval_ms: z._default(waiting, 300),
  }),
  /** Another log ID in header and body; null removes it, and `X-Request-Id` too. */
  z.strictObject({ kind: z.literal('log_id'), log_id: z._default(z.nullable(headerValue), null) }),
  /** A code of one's choice, with the catalogue's text by default. */
  z.strictObject({
    kind: z.literal('answer'),
    when,
    code: z.int(),
    msg: z.optional(z.string().check(z.maxLength(1000))),
    http_status: z._default(httpStatus, 400),
  }),
  /** Ends the token of the call, which gets 99991663; calls without a token succeed. */
  z.strictObject({ kind: z.literal('token_expired') }),
])

/** The body of `POST /_emulator/faults`: which calls fail, and how. */
export const faultRuleSchema = z.strictObject({
  operation: z._default(z.enum(['*', ...EMULATOR_OPERATIONS]), '*'),
  app_id: z.optional(id),
  /** The message in the path of the call. */
  message_id: z.optional(id),
  /** The share of the matching calls that fails, at random. */
  share: z._default(z.number().check(z.minimum(0), z.maximum(1)), 1),
  /** The number of matching calls that the rule applies to; unlimited by default. */
  next_calls: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
  fault: faultSchema,
})

export const activeFaultSchema = z.extend(faultRuleSchema, {
  fault_id: z.string(),
  /** How many calls matched the rule, and how many of them failed. */
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

/** The response of `GET /_emulator/faults`, also a part of the state. */
export const faultsSchema = z.object({
  /** In the order they were added; the first matching rule applies. */
  faults: z.array(activeFaultSchema),
  /** The last ones that fired, oldest first. */
  fired: z.array(firedFaultSchema),
})

export const faultResponseSchema = z.object({ fault: activeFaultSchema })

export type FaultKind = z.infer<typeof faultSchema>
export type FaultRule = z.infer<typeof faultRuleSchema>
export type FaultRuleInput = z.input<typeof faultRuleSchema>
export type ActiveFault = z.infer<typeof activeFaultSchema>
export type FiredFault = z.infer<typeof firedFaultSchema>
export type Faults = z.infer<typeof faultsSchema>
