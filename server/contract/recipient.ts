import * as z from 'zod/mini'
import { RECEIVE_ID_TYPES } from './receive-id-types.ts'

/** Somebody, or a chat, that a message can be sent to. */
export const recipientSchema = z.object({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string(),
  /** As somebody here called them, or as the platform did; `null` where nobody did. */
  name: z.nullable(z.string()),
  /** The one-to-one chat with them, learned from the answer of a send. */
  chat_id: z.nullable(z.string()),
  favourite: z.boolean(),
  last_sent_at: z.nullable(z.iso.datetime()),
})
export type Recipient = z.infer<typeof recipientSchema>

/** The answer of `GET /api/recipients?profile=&query=`: favourites first, then the latest. */
export const recipientsSchema = z.object({ recipients: z.array(recipientSchema) })

/** Which recipient is meant, as the parameters of `DELETE /api/recipients?profile=&receive_id_type=&receive_id=`. */
export const recipientIdSchema = z.strictObject({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(z.regex(/^[\x21-\x7e]{1,256}$/, { error: 'receive_id_shape' })),
})

/**
 * The body of `PUT /api/recipients?profile=`: keeps a name or a star. An email address is kept only
 * where something was sent to it: finding the person gives an open_id, which serves as well.
 */
export const keepRecipientSchema = z.extend(recipientIdSchema, {
  name: z.optional(
    z.nullable(z.string().check(z.maxLength(100, { error: 'recipient_name_too_long' }))),
  ),
  favourite: z.optional(z.boolean()),
})
export type KeepRecipient = z.infer<typeof keepRecipientSchema>

/**
 * The body of `POST /api/recipients/find?profile=`: an email, a mobile number, or an id of any kind, as typed.
 * @see https://open.feishu.cn/document/server-docs/contact-v3/user/batch_get_id
 */
export const findRecipientSchema = z.strictObject({
  query: z.string().check(
    z.refine((text) => text.trim().length > 0, { error: 'find_empty', abort: true }),
    z.maxLength(256, { error: 'find_too_long' }),
  ),
})

/** The answer: whom it may be; `not_checked` says why the platform was not, or could not be, asked. */
export const foundRecipientsSchema = z.object({
  /** How what was typed was understood. */
  kind: z.enum(['email', 'mobile', 'open_id', 'union_id', 'user_id', 'chat_id', 'unclear']),
  recipients: z.array(recipientSchema),
  not_checked: z.nullable(
    z.object({
      code: z.nullable(z.int()),
      detail: z.string(),
      advice: z.string(),
      links: z.array(z.string()),
    }),
  ),
})
export type FoundRecipients = z.infer<typeof foundRecipientsSchema>
