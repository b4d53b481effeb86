import * as z from 'zod/mini'
import { messageContentSchema } from '../create-message.ts'
import { exchangeSchema } from '../exchange.ts'
import { isMoment, isShort } from '../exchange-filter.ts'
import { pageFields } from '../exchanges.ts'
import { pushFollowUpBodySchema } from '../follow-ups.ts'
import { MESSAGE_ID, RECEIVE_ID, RECEIVE_ID_TYPES } from '../ids.ts'
import { DELIVERY_STATES, type DeliveryState } from './delivery-states.ts'

/** The longest label of a recipient, in UTF-16 units. */
const LABEL_MAX = 256
const LANGUAGE_MAX = 20

export const deliveryRecipientSchema = z.strictObject({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(
    z.refine((id) => id.length > 0, { error: 'receive_id_empty', abort: true }),
    z.regex(RECEIVE_ID, { error: 'receive_id_shape' }),
  ),
  /** What the person was chosen by: a name, an e-mail address or a mobile number. */
  label: z.optional(
    z.nullable(z.string().check(z.maxLength(LABEL_MAX, { error: 'recipient_name_too_long' }))),
  ),
})

const templateUseSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  values: z.record(z.string(), z.string()),
  /** The language of the first message, if the server fills it; the default text otherwise. */
  language: z.optional(
    z.string().check(z.maxLength(LANGUAGE_MAX, { error: 'language_not_accepted' })),
  ),
})

/**
 * The body of `POST /api/deliveries`. Without `message` the bubbles go under `message_id`; with a
 * template, `follow_ups` and `message` may be left to the server.
 */
export const newDeliverySchema = z
  .strictObject({
    profile: z.optional(z.string()),
    recipient: z.nullable(deliveryRecipientSchema),
    template: z.optional(templateUseSchema),
    message: z.optional(z.nullable(messageContentSchema)),
    message_id: z.optional(
      z.nullable(z.string().check(z.regex(MESSAGE_ID, { error: 'message_id_shape' }))),
    ),
    follow_ups: z.optional(pushFollowUpBodySchema.shape.follow_ups),
    /** False refuses it with `recent_delivery` if the person got a delivery within 10 minutes. */
    confirm_recent: z.optional(z.boolean()),
  })
  .check(({ value, issues }) => {
    const report = (path: string, message: string) =>
      issues.push({ code: 'custom', message, path: [path], input: value })
    const { recipient, template, message, message_id, follow_ups } = value
    if (follow_ups === undefined && template === undefined) report('follow_ups', 'required')
    if (message_id != null && message != null) report('message', 'message_or_message_id')
    if (message_id == null && message == null && template === undefined) {
      report('message', 'required')
    }
    if (message_id == null && recipient === null) report('recipient', 'required')
  })
export type NewDelivery = z.infer<typeof newDeliverySchema>

/** One message with its bubbles, or bubbles for an existing message, to one recipient. */
const deliverySchema = z.object({
  id: z.string(),
  actor: z.string(),
  profile: z.string(),
  recipient: z.nullable(
    z.object({
      receive_id_type: z.enum(RECEIVE_ID_TYPES),
      receive_id: z.string(),
      label: z.nullable(z.string()),
    }),
  ),
  template: z.nullable(templateUseSchema),
  /** The first message; null if the bubbles go under an existing message. */
  message: z.nullable(messageContentSchema),
  follow_ups: z.unknown(),
  list_id: z.nullable(z.string()),
  state: z.enum(DELIVERY_STATES),
  /** The message that has or gets the bubbles; null until it is known. */
  message_id: z.nullable(z.string()),
  /** The request of unknown outcome to create the message, else the last one. */
  create: z.nullable(exchangeSchema),
  /** The push of unknown outcome, else the last one. */
  push: z.nullable(exchangeSchema),
  /** The last request to take the message back. */
  recall: z.nullable(exchangeSchema),
  /** What `POST /api/deliveries/:id/continue` would do now; null if nothing is left or it needs a person. */
  next_step: z.nullable(
    z.enum(['create', 'push', 'settle_create', 'settle_push', 'settle_recall']),
  ),
  created_at: z.iso.datetime(),
})
export type Delivery = z.infer<typeof deliverySchema>

/** The response of `POST /api/deliveries` and of the calls on one delivery. */
export const deliveryResponseSchema = z.object({ delivery: deliverySchema })

/** The response of `GET /api/deliveries`, newest first; `next_cursor` is null on the last page. */
export const deliveriesSchema = z.object({
  deliveries: z.array(deliverySchema),
  next_cursor: z.nullable(z.string()),
})
export type Deliveries = z.infer<typeof deliveriesSchema>

/** Selects deliveries; an omitted field does not restrict the selection. */
export type DeliveryFilter = {
  /** The ids of the apps that the reader may see; all of them if omitted. */
  apps?: readonly string[] | undefined
  actor?: string | undefined
  /** A `receive_id`. */
  recipient?: string | undefined
  template?: string | undefined
  state?: DeliveryState | undefined
  list?: string | undefined
  /** Both inclusive, by `created_at`, in milliseconds since 1970. */
  from_ms?: number | undefined
  to_ms?: number | undefined
  /** Each of its words must occur in the recipient, the template's id or a text. */
  query?: string | undefined
}

const short = z.string().check(z.refine(isShort, { error: 'query_too_long' }))
const moment = z.pipe(
  z.string().check(z.refine(isMoment, { error: 'time_shape' })),
  z.transform((text) => Date.parse(text)),
)

/** The query of `GET /api/deliveries`. */
export const deliveriesQuerySchema = z.strictObject({
  actor: z.optional(short),
  recipient: z.optional(short),
  template: z.optional(short),
  state: z.optional(z.enum(DELIVERY_STATES)),
  list: z.optional(short),
  from: z.optional(moment),
  to: z.optional(moment),
  query: z.optional(short),
  ...pageFields,
})

/** A delivery without what its exchanges contain. */
const deliverySummarySchema = z.omit(deliverySchema, {
  message: true,
  follow_ups: true,
  create: true,
  push: true,
  recall: true,
})
export type DeliverySummary = z.infer<typeof deliverySummarySchema>

/** A row of the history: a delivery with its exchanges, oldest first, or one exchange of its own. */
const historyRowSchema = z.object({
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
