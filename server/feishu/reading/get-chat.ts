import * as z from 'zod/mini'
import { CHAT_ID } from '#contract/chat-id'
import { PathError } from '../paths.ts'
import type { ReadingCall } from './read-call.ts'

export type ReadChat = {
  /** `p2p`, `group` or `topic`. */
  chat_mode: string
  name: string | null
  /** With somebody of another tenant. */
  external: boolean
  /** The person whom the platform names, by open_id: of a one-to-one chat the only one there is. */
  person: string | null
}

const chatSchema = z.object({
  chat_mode: z.string(),
  name: z.catch(z.optional(z.string()), undefined),
  owner_id: z.catch(z.optional(z.string()), undefined),
  external: z.catch(z.optional(z.boolean()), undefined),
  p2p_target_id: z.catch(z.optional(z.string()), undefined),
})

/**
 * What kind of chat it is, and with whom.
 * @throws PathError where `chat_id` is none
 * @see https://open.feishu.cn/document/server-docs/group/chat/get-2
 */
export function getChat(chat_id: string): ReadingCall<ReadChat> {
  if (!CHAT_ID.test(chat_id)) throw new PathError('not a chat id')
  return {
    name: 'get_chat',
    endpoint: 'get_chat',
    path: `/open-apis/im/v1/chats/${chat_id}?user_id_type=open_id`,
    parse({ data }) {
      const chat = chatSchema.safeParse(data)
      if (!chat.success) return null
      const { chat_mode, name, external, owner_id, p2p_target_id } = chat.data
      const person = p2p_target_id || owner_id
      return {
        chat_mode,
        name: name || null,
        external: external ?? false,
        person: person?.startsWith('ou_') ? person : null,
      }
    },
  }
}
