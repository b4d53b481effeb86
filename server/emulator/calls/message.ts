import { isJsonObject, parseJson } from '#contract/json'
import {
  type App,
  type Chat,
  type Message,
  type TenantState,
  tenantKeyOf,
} from '../tenant/state.ts'
import type { PlatformError } from './operation.ts'

/** Returns the message that a path names and its chat, or an error if the bot cannot see it. */
export function findMessage(
  { messages, chats }: TenantState,
  app: App,
  message_id = '',
): { message: Message; chat: Chat } | PlatformError {
  const message = messages.get(message_id)
  const chat = message && chats.get(message.chat_id)
  if (!chat) return unknownMessageError(message_id)
  if (chat.app_ids.includes(app.app_id)) return { message, chat }
  return { code: chat.chat_mode === 'group' ? 230002 : 230050 }
}

/** Returns whether the user of a one-to-one chat is available to the bot; a group always is. */
export function isReachable(
  app: App,
  { chat_mode, open_ids }: Pick<Chat, 'chat_mode' | 'open_ids'>,
): boolean {
  return chat_mode === 'group' || !open_ids.some((id) => app.unavailable_to.includes(id))
}

/** The error for a message_id that the tenant does not know, the same on every call that takes one. */
export function unknownMessageError(message_id: string): PlatformError {
  const msg = `The request you send is not a valid {open_message_id} or not exists. Invalid ids: [${message_id}] .`
  return { code: 99992354, msg }
}

/** The content of a recalled message. */
const RECALLED = 'This message was recalled'

/**
 * Returns a message as the message calls respond with it; only replies have `root_id` and `parent_id`.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
export function toWireMessage(state: TenantState, message: Message) {
  const { message_id, chat_id, msg_type, content, sender, deleted, root_id, parent_id } = message
  return {
    message_id,
    ...(root_id && { root_id }),
    ...(parent_id && { parent_id }),
    msg_type,
    create_time: String(message.create_time_ms),
    update_time: String(message.update_time_ms),
    deleted,
    updated: message.edits > 0,
    chat_id,
    sender: {
      id: sender.id,
      id_type: sender.sender_type === 'app' ? 'app_id' : 'open_id',
      sender_type: sender.sender_type,
      tenant_key: tenantKeyOf(state, sender.id),
    },
    body: { content: deleted ? RECALLED : content },
  }
}

/** Returns the text of a text message, or the content of any other. */
export function textOf(content: string): string {
  const value = parseJson(content)
  return isJsonObject(value) && typeof value.text === 'string' ? value.text : content
}
