import * as z from 'zod/mini'
import { DELIVERY_STATES, type DeliveryState } from './deliveries/delivery-states.ts'
import { exchangeSchema } from './exchange.ts'
import {
  ENDPOINTS,
  type Endpoint,
  isCode,
  isMoment,
  isShort,
  OUTCOMES,
  type Outcome,
} from './exchange-filter.ts'
import { CLOCK_STATES, IDEMPOTENCY_KEY } from './ledger.ts'
import { RETENTION_LIMITS } from './limits.ts'
import { RESULT_KINDS, type ResultKind } from './results/result-kinds.ts'

/** Exchanges per page of the history. */
export const PAGE = { min: 1, max: 100, default: 50 } as const

/** The response of `GET /api/exchanges`, newest first; `next_cursor` is null on the last page. */
export const exchangesSchema = z.object({
  exchanges: z.array(exchangeSchema),
  next_cursor: z.nullable(z.string()),
})
export type Exchanges = z.infer<typeof exchangesSchema>

/** The JSON file of `GET /api/exchanges/export`, newest first. */
export const exportSchema = z.object({
  exchanges: z.array(
    z.extend(exchangeSchema, {
      /** What the recipient of its delivery was chosen by. */
      recipient_label: z.nullable(z.string()),
    }),
  ),
})

/** The response of `GET /api/exchanges/:id/repeats`, oldest first. */
export const repeatsSchema = z.object({ exchanges: z.array(exchangeSchema) })

/** The response of `POST /api/exchanges/:id/resolve`: the updated exchange, and the repeat if one was made. */
export const resolvedSchema = z.object({
  exchange: exchangeSchema,
  repeat: z.nullable(exchangeSchema),
})
export type Resolved = z.infer<typeof resolvedSchema>

/** Selects exchanges of the ledger; an omitted field does not restrict the selection. */
export type ExchangeFilter = {
  /** Each of its words must occur in a text of the request, in msg, message_id, log_id, or in the recipient of its delivery. */
  query?: string | undefined
  /** Selects ended exchanges only. */
  outcome?: Outcome | undefined
  code?: number | undefined
  profile?: string | undefined
  /** The ids of the apps that the reader may see; all of them if omitted. */
  apps?: readonly string[] | undefined
  actor?: string | undefined
  endpoint?: Endpoint | undefined
  /** The `receive_id` of the delivery or of the created message. */
  recipient?: string | undefined
  /** The id of the template of the delivery. */
  template?: string | undefined
  /** The state of the delivery. */
  state?: DeliveryState | undefined
  /** The id of the list of the delivery. */
  list?: string | undefined
  /** What became of the bubbles. */
  result?: ResultKind | undefined
  /** An exact key, for a client that lost the response to its request. */
  idempotency_key?: string | undefined
  /** Both inclusive, by `started_at`, in milliseconds since 1970. */
  from_ms?: number | undefined
  to_ms?: number | undefined
}

const short = z.string().check(z.refine(isShort, { error: 'query_too_long' }))

const integer = (is: (text: string) => boolean, error: string) =>
  z.pipe(
    z.string().check(z.refine(is, { error, abort: true })),
    z.transform((text) => Number(text)),
  )

const isLimit = (text: string) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= PAGE.max

/** The query parameters of a list that is read page by page. */
export const pageFields = {
  limit: z.optional(integer(isLimit, 'limit_range')),
  cursor: z.optional(z.string()),
}

const moment = z.pipe(
  z.string().check(z.refine(isMoment, { error: 'time_shape', abort: true })),
  z.transform((text) => Date.parse(text)),
)

const filterFields = {
  query: z.optional(short),
  outcome: z.optional(z.enum(OUTCOMES)),
  code: z.optional(integer(isCode, 'code_shape')),
  /** Any ID, because exchanges of deleted profiles stay. */
  profile: z.optional(short),
  actor: z.optional(short),
  endpoint: z.optional(z.enum(ENDPOINTS)),
  recipient: z.optional(short),
  template: z.optional(short),
  state: z.optional(z.enum(DELIVERY_STATES)),
  list: z.optional(short),
  result: z.optional(z.enum(RESULT_KINDS)),
  from: z.optional(moment),
  to: z.optional(moment),
  idempotency_key: z.optional(
    z.string().check(z.regex(IDEMPOTENCY_KEY, { error: 'idempotency_key_shape' })),
  ),
}

const fromBeforeTo = z.refine<{ from?: number | undefined; to?: number | undefined }>(
  ({ from, to }) => from === undefined || to === undefined || from <= to,
  { error: 'to_before_from', path: ['to'] },
)

/** The query of `GET /api/exchanges`. */
export const exchangesQuerySchema = z
  .strictObject({ ...filterFields, ...pageFields })
  .check(fromBeforeTo)

/** The query of `GET /api/exchanges/export`. */
export const exportQuerySchema = z
  .strictObject({ ...filterFields, format: z.enum(['json', 'csv'], { error: 'export_format' }) })
  .check(fromBeforeTo)

type FilterParameters = Omit<z.output<typeof exchangesQuerySchema>, 'limit' | 'cursor'>

/** Converts query parameters to a filter. */
export function toExchangeFilter({ from, to, query, ...rest }: FilterParameters): ExchangeFilter {
  return { ...rest, query: query?.trim() ? query : undefined, from_ms: from, to_ms: to }
}

const wholeNumber = (max: number, error: string) =>
  z.int({ error }).check(z.gte(1, { error }), z.lte(max, { error }))

/** How many exchanges are kept and for how many days; null means no limit. */
export const retentionSchema = z.strictObject({
  max_age_days: z.nullable(wholeNumber(RETENTION_LIMITS.days.max, 'retention_age')),
  max_count: z.nullable(wholeNumber(RETENTION_LIMITS.rows.max, 'retention_count')),
})

/** The response of `GET /api/retention`. */
export const automaticRetentionSchema = z.extend(retentionSchema, {
  clock: z.enum(CLOCK_STATES),
  /** So many of all requests are too old that they are deleted only if a run a day later agrees. */
  held: z.nullable(z.object({ count: z.int(), total: z.int(), since: z.iso.datetime() })),
})

/** The body of `POST /api/retention`; a dry run deletes nothing. */
export const retentionBodySchema = z.extend(retentionSchema, { dry_run: z.boolean() })

/** The response of `POST /api/retention`; in a dry run `removed` is what would be removed. */
export const retentionResponseSchema = z.object({
  dry_run: z.boolean(),
  removed: z.object({
    count: z.int(),
    oldest_at: z.nullable(z.iso.datetime()),
    newest_at: z.nullable(z.iso.datetime()),
  }),
})

export type RetentionPolicy = z.infer<typeof retentionSchema>
