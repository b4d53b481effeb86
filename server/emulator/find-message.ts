import type { Refusal } from './answer.ts'
import { unknownMessage } from './rules.ts'
import type { App, Chat, Message, State } from './state.ts'

/** A message that a bot names in a path and its chat, or why the bot cannot see it. */
export function findMessage(
  { messages, chats }: State,
  app: App,
  message_id = '',
): { message: Message; chat: Chat } | Refusal {
  const message = messages.get(message_id)
  const chat = message && chats.get(message.chat_id)
  if (!chat) return unknownMessage(message_id)
  if (chat.app_ids.includes(app.app_id)) return { message, chat }
  return { code: chat.chat_mode === 'group' ? 230002 : 230050 }
}

/** Whether the person of a one-to-one chat may be reached by a bot; in groups everyone may. */
export function isReachable(
  app: App,
  { chat_mode, open_ids }: Pick<Chat, 'chat_mode' | 'open_ids'>,
): boolean {
  return chat_mode === 'group' || !open_ids.some((id) => app.unavailable_to.includes(id))
}
