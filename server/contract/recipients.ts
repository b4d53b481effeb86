import * as z from 'zod/mini'
import { notCheckedSchema } from './checks.ts'
import { RECEIVE_ID, RECEIVE_ID_TYPES } from './ids.ts'

/** A user or a chat that can receive a message. */
export const recipientSchema = z.object({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string(),
  /** The name set in the console, else the platform's, else null. */
  name: z.nullable(z.string()),
  /** The one-to-one chat, known from the response to an earlier message. */
  chat_id: z.nullable(z.string()),
  favourite: z.boolean(),
  last_sent_at: z.nullable(z.iso.datetime()),
})
export type Recipient = z.infer<typeof recipientSchema>

/** The response of `GET /api/recipients?profile=&query=`: favourites first, then the most recent. */
export const recipientsSchema = z.object({ recipients: z.array(recipientSchema) })

/** Identifies a recipient: the query of `DELETE /api/recipients?profile=&receive_id_type=&receive_id=`. */
export const recipientIdSchema = z.strictObject({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(z.regex(RECEIVE_ID, { error: 'receive_id_shape' })),
})

/**
 * The body of `PUT /api/recipients?profile=`: sets a name or a star. An email address is stored only
 * if a message was sent to it; to star any other user, find their open_id first.
 */
export const keepRecipientSchema = z.extend(recipientIdSchema, {
  name: z.optional(
    z.nullable(z.string().check(z.maxLength(100, { error: 'recipient_name_too_long' }))),
  ),
  favourite: z.optional(z.boolean()),
})
export type KeepRecipient = z.infer<typeof keepRecipientSchema>

/**
 * The body of `POST /api/recipients/find?profile=`: an email address, a mobile number or any ID, as typed.
 * @see https://open.feishu.cn/document/server-docs/contact-v3/user/batch_get_id
 */
export const findRecipientSchema = z.strictObject({
  query: z.string().check(
    z.refine((text) => text.trim().length > 0, { error: 'find_empty', abort: true }),
    z.maxLength(256, { error: 'find_too_long' }),
  ),
})

/** The response of `POST /api/recipients/find`; `not_checked` is set if the platform was not searched. */
export const foundRecipientsSchema = z.object({
  /** The recognized kind of the query. */
  kind: z.enum(['email', 'mobile', 'open_id', 'union_id', 'user_id', 'chat_id', 'unclear']),
  recipients: z.array(recipientSchema),
  not_checked: notCheckedSchema,
})
export type FoundRecipients = z.infer<typeof foundRecipientsSchema>

/** The query of `GET /api/recipients/reachable?profile=&open_id=`. */
export const reachableQuerySchema = z.strictObject({
  open_id: z.string().check(z.regex(RECEIVE_ID, { error: 'receive_id_shape' })),
})

/** Whether the app is available to a user; null if that could not be checked, with the reason. */
export const reachableSchema = z.object({
  reachable: z.nullable(z.boolean()),
  not_checked: notCheckedSchema,
})
export type Reachable = z.infer<typeof reachableSchema>

/** Whether a message accepts bubbles now, as far as the platform lets the app read it. */
export const bubbleStatusSchema = z.object({
  can_take: z.enum(['yes', 'no', 'not_checked']),
  /** The code that a push would return; null unless `can_take` is `no`. */
  code: z.nullable(z.int()),
  /** When it becomes too old, by the console's clock; null if it does not accept bubbles. */
  expires_at: z.nullable(z.iso.datetime()),
})
export type BubbleStatus = z.infer<typeof bubbleStatusSchema>

export const chatMessageSchema = z.object({
  message_id: z.string(),
  sender: z.object({
    kind: z.enum(['this_bot', 'other_app', 'user', 'unknown']),
    id: z.string(),
    /** Null if unknown. */
    name: z.nullable(z.string()),
  }),
  create_time: z.nullable(z.iso.datetime()),
  msg_type: z.string(),
  /** The text, or the title of a card or post; null if it has neither. */
  text: z.nullable(z.string()),
  deleted: z.boolean(),
  standing: bubbleStatusSchema,
})
export type ChatMessage = z.infer<typeof chatMessageSchema>

/**
 * The response of `GET /api/chats/:chat_id/messages?profile=&limit=`, newest first. If the app may
 * not read the chat, `messages` is empty and `not_checked` is set.
 */
export const chatMessagesSchema = z.object({
  chat_id: z.string(),
  messages: z.array(chatMessageSchema),
  not_checked: notCheckedSchema,
  clock_skew_ms: z.nullable(z.number()),
})
export type ChatMessages = z.infer<typeof chatMessagesSchema>
