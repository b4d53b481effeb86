import type { Assumptions } from './assumptions.ts'
import type { Chat, Message, State } from './state.ts'

/** What Feishu calls the latest message of a chat, by message_id. */
export function latestMessageId(
  state: State,
  chat: Chat,
  assumptions: Assumptions,
): string | undefined {
  if (assumptions.edited_is_latest === 'yes' && chat.edited_id) return chat.edited_id
  return chat.message_ids.findLast((id) => {
    const message = state.messages.get(id)
    return message && counts(message, assumptions)
  })
}

function counts({ deleted, msg_type }: Message, assumptions: Assumptions): boolean {
  if (deleted && assumptions.recalled_is_latest === 'no') return false
  return msg_type !== 'system' || assumptions.system_message_counts === 'yes'
}
