import * as z from 'zod/mini'
import { exchangeSchema } from '../exchange.ts'
import { deliverySchema } from './delivery.ts'

/** A delivery without what its exchanges contain. */
export const deliverySummarySchema = z.omit(deliverySchema, {
  message: true,
  follow_ups: true,
  create: true,
  push: true,
  recall: true,
})
export type DeliverySummary = z.infer<typeof deliverySummarySchema>

/** A row of the history: a delivery with its exchanges, oldest first, or one exchange of its own. */
export const historyRowSchema = z.object({
  delivery: z.nullable(deliverySummarySchema),
  exchanges: z.array(exchangeSchema),
})
export type HistoryRow = z.infer<typeof historyRowSchema>

/** The response of `GET /api/history`, newest first; `next_cursor` is null on the last page. */
export const historySchema = z.object({
  rows: z.array(historyRowSchema),
  next_cursor: z.nullable(z.string()),
})
export type History = z.infer<typeof historySchema>
