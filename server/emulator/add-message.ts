import type { Message, State } from './state.ts'

/** A message that has just been written, by nobody read and with no bubbles. */
export function newMessage(
  written: Pick<Message, 'message_id' | 'chat_id' | 'sender' | 'msg_type' | 'content'> & {
    parent_id?: string | undefined
    root_id?: string | undefined
  },
  now: number,
): Message {
  return {
    ...written,
    create_time_ms: now,
    update_time_ms: now,
    deleted: false,
    edits: 0,
    follow_ups: [],
    bubbles_edited: false,
    read_by: [],
  }
}

/** Puts a message at the end of its chat, which makes it the chat's latest and the chat the last one written in. */
export function addMessage(state: State, message: Message): void {
  const chat = state.chats.get(message.chat_id)
  if (!chat) throw new Error('a message needs a chat')
  chat.message_ids.push(message.message_id)
  chat.edited_id = undefined
  state.messages.set(message.message_id, message)
  state.chats.delete(chat.chat_id)
  state.chats.set(chat.chat_id, chat)
}
