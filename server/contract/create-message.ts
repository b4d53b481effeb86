import * as z from 'zod/mini'
import { countCharacters, LIMITS } from './limits.ts'

export const RECEIVE_ID_TYPES = ['open_id', 'user_id', 'union_id', 'email', 'chat_id'] as const
export type ReceiveIdType = (typeof RECEIVE_ID_TYPES)[number]

/**
 * What the console needs to send a fresh bot text message.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
export const createMessageSchema = z.strictObject({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(
    z.refine((id) => id.length > 0, { error: 'receive_id_empty', abort: true }),
    z.refine((id) => /^[\x21-\x7e]{1,256}$/.test(id), { error: 'receive_id_shape' }),
  ),
  text: z.string().check(
    z.refine((text) => text.trim().length > 0, { error: 'text_empty', abort: true }),
    z.refine((text) => countCharacters(text) <= LIMITS.messageText.max, { error: 'text_too_long' }),
    z.refine((text) => text.isWellFormed(), { error: 'content_lone_surrogate' }),
  ),
})

export type CreateMessage = z.infer<typeof createMessageSchema>
