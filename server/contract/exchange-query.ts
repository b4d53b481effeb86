import * as z from 'zod/mini'
import { isCode, isMoment, isShort } from './exchange-filter.ts'
import { type ExchangeFilter, PAGE } from './exchanges.ts'
import { IDEMPOTENCY_KEY } from './ledger.ts'
import { OUTCOMES } from './outcome.ts'

const short = z.string().check(z.refine(isShort, { error: 'query_too_long' }))

const integer = (is: (text: string) => boolean, error: string) =>
  z.pipe(
    z.string().check(z.refine(is, { error, abort: true })),
    z.transform((text) => Number(text)),
  )

const isLimit = (text: string) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= PAGE.max

const moment = z.pipe(
  z.string().check(z.refine(isMoment, { error: 'time_shape', abort: true })),
  z.transform((text) => Date.parse(text)),
)

const filterFields = {
  query: z.optional(short),
  outcome: z.optional(z.enum(OUTCOMES)),
  code: z.optional(integer(isCode, 'code_shape')),
  /** Any id: the history outlives the profiles. */
  profile: z.optional(short),
  from: z.optional(moment),
  to: z.optional(moment),
  idempotency_key: z.optional(
    z.string().check(z.regex(IDEMPOTENCY_KEY, { error: 'idempotency_key_shape' })),
  ),
}

const inOrder = z.refine<{ from?: number | undefined; to?: number | undefined }>(
  ({ from, to }) => from === undefined || to === undefined || from <= to,
  { error: 'to_before_from', path: ['to'] },
)

/** The parameters of `GET /api/exchanges`, as texts. */
export const exchangesQuerySchema = z
  .strictObject({
    ...filterFields,
    limit: z.optional(integer(isLimit, 'limit_range')),
    cursor: z.optional(z.string()),
  })
  .check(inOrder)

/** The parameters of `GET /api/exchanges/export`, as texts. */
export const exportQuerySchema = z
  .strictObject({
    ...filterFields,
    format: z.enum(['json', 'csv'], { error: 'export_format' }),
  })
  .check(inOrder)

export const FILTER_NAMES = Object.keys(filterFields) as (keyof typeof filterFields)[]

type FilterParameters = Omit<z.output<typeof exchangesQuerySchema>, 'limit' | 'cursor'>

/** What the parameters ask of the ledger. */
export function toExchangeFilter({ from, to, ...rest }: FilterParameters): ExchangeFilter {
  const filter: ExchangeFilter = {}
  if (rest.query?.trim()) filter.query = rest.query
  if (rest.outcome !== undefined) filter.outcome = rest.outcome
  if (rest.code !== undefined) filter.code = rest.code
  if (rest.profile !== undefined) filter.profile = rest.profile
  if (rest.idempotency_key !== undefined) filter.idempotency_key = rest.idempotency_key
  if (from !== undefined) filter.from_ms = from
  if (to !== undefined) filter.to_ms = to
  return filter
}
