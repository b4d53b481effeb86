import type { State } from './state.ts'

/** How much an emulator keeps at most; beyond it the oldest go first. */
export type Retention = { messages: number; chats: number; events: number }

export const DEFAULT_RETENTION: Retention = { messages: 100_000, chats: 1000, events: 200 }

/** How many of the oldest an emulator has dropped since it started. */
export type Dropped = Retention

/**
 * Drops what is too much: the messages sent first, and the chats that nobody has written in for
 * longest. Messages go a hundredth at a time, as looking for the first of a long list costs more
 * than taking it away.
 */
export function dropOldest(state: State, { messages, chats }: Retention, dropped: Dropped): void {
  while (state.chats.size > chats) {
    const [chat] = state.chats.values()
    if (!chat) break
    for (const id of chat.message_ids) state.messages.delete(id)
    state.chats.delete(chat.chat_id)
    dropped.messages += chat.message_ids.length
    dropped.chats += 1
  }
  if (state.messages.size <= messages) return
  let surplus = state.messages.size - messages + Math.floor(messages / 100)
  const perChat = new Map<string, number>()
  for (const { message_id, chat_id } of state.messages.values()) {
    if (surplus === 0) break
    surplus -= 1
    state.messages.delete(message_id)
    perChat.set(chat_id, (perChat.get(chat_id) ?? 0) + 1)
    dropped.messages += 1
  }
  // A chat's messages stand in the order in which they came, so the dropped ones are its first.
  for (const [chat_id, count] of perChat) state.chats.get(chat_id)?.message_ids.splice(0, count)
}
