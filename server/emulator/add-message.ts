import type { Message, State } from './state.ts'

/** Puts a message at the end of its chat, which makes it the chat's latest. */
export function addMessage(state: State, message: Message): void {
  const chat = state.chats.get(message.chat_id)
  if (!chat) throw new Error('a message needs a chat')
  chat.message_ids.push(message.message_id)
  state.messages.set(message.message_id, message)
}
