import * as z from 'zod/mini'
import { judgeContent, textMessageFields, typedMessageFields } from './create-message.ts'
import { exchangeSchema } from './exchange.ts'
import { pushFollowUpBodySchema } from './follow-ups.ts'
import { refusalSchema } from './refusal.ts'

const { follow_ups } = pushFollowUpBodySchema.shape

/**
 * Makes the message at most once within an hour, however often it is sent with the same one.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
const uuid = z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,50}$/, { error: 'uuid_shape' })))

/** The body of `POST /api/messages_with_follow_ups?profile=`: a text message, and its bubbles. */
export const textWithFollowUpsSchema = z.strictObject({ ...textMessageFields, uuid, follow_ups })

/** The other one: a message in the platform's own spelling, and its bubbles. */
export const typedWithFollowUpsSchema = z
  .strictObject({ ...typedMessageFields, uuid, follow_ups })
  .check((context) => judgeContent(context.value, context.issues))

/** With `send_anyway=1`: what is said of the bubbles is for the platform to judge. */
export const textWithAnythingSchema = z.strictObject({
  ...textMessageFields,
  uuid,
  follow_ups: z.unknown(),
})
export const typedWithAnythingSchema = z
  .strictObject({ ...typedMessageFields, uuid, follow_ups: z.unknown() })
  .check((context) => judgeContent(context.value, context.issues))

/**
 * The answer; `push` is `null` where the message did not come about, where nobody knows whether it
 * did, and where this console itself did not make the push: `push_refusal` says why.
 */
export const messageWithFollowUpsSchema = z.object({
  create: exchangeSchema,
  push: z.nullable(exchangeSchema),
  push_refusal: z.optional(refusalSchema),
})
export type MessageWithFollowUps = z.infer<typeof messageWithFollowUpsSchema>
