import * as z from 'zod/mini'
import { exchangeSchema } from './exchange.ts'
import type { Outcome } from './outcome.ts'

/** How many exchanges one page of the history holds. */
export const PAGE = { min: 1, max: 100, default: 50 } as const

/** The answer of `GET /api/exchanges`, newest first; `next_cursor` is `null` on the last page. */
export const exchangesSchema = z.object({
  exchanges: z.array(exchangeSchema),
  next_cursor: z.nullable(z.string()),
})
export type Exchanges = z.infer<typeof exchangesSchema>

/** The answer of `GET /api/exchanges/:id/repeats`: its deliberate repeats, oldest first. */
export const repeatsSchema = z.object({ exchanges: z.array(exchangeSchema) })

/**
 * The answer of `POST /api/exchanges/:id/resolve`: the exchange with what is known of it now, and
 * the repeat where one was made.
 */
export const resolvedSchema = z.object({
  exchange: exchangeSchema,
  repeat: z.nullable(exchangeSchema),
})
export type Resolved = z.infer<typeof resolvedSchema>

/** Which exchanges are wanted; what is left out does not narrow. */
export type ExchangeFilter = {
  /** Every word of it has to occur: in a text of the request, the answer's msg, message_id or log_id. */
  query?: string
  /** Finds settled sends only. */
  outcome?: Outcome
  code?: number
  profile?: string
  /** Exactly this key: what became of a send whose answer never reached its sender. */
  idempotency_key?: string
  /** Inclusive, both by `started_at`, in milliseconds since 1970. */
  from_ms?: number
  to_ms?: number
}
