import type { Assumptions } from './assumptions.ts'
import type { Message, State } from './state.ts'

/**
 * Whether the reader still sees the bubbles of a message: nothing newer that removes them has been
 * said in its chat since.
 */
export function showsBubbles(
  { chats, messages }: State,
  message: Message,
  assumptions: Assumptions,
): boolean {
  if (message.follow_ups.length === 0) return false
  const ids = chats.get(message.chat_id)?.message_ids ?? []
  const newer = ids.slice(ids.lastIndexOf(message.message_id) + 1)
  if (assumptions.bot_message_removes_bubbles === 'yes') return newer.length === 0
  return newer.every((id) => messages.get(id)?.sender.sender_type === 'app')
}
