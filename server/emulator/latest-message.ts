import type { Assumptions } from './assumptions.ts'
import type { Chat, Message, State } from './state.ts'

/** What Feishu calls the latest message of a chat, by message_id. */
export function latestMessageId(
  state: State,
  chat: Chat,
  assumptions: Assumptions,
): string | undefined {
  const counting = (id: string) => {
    const message = state.messages.get(id)
    return message !== undefined && counts(message, assumptions)
  }
  const { edited_id } = chat
  if (assumptions.edited_is_latest === 'yes' && edited_id && counting(edited_id)) return edited_id
  return chat.message_ids.findLast(counting)
}

function counts({ deleted, msg_type }: Message, assumptions: Assumptions): boolean {
  if (deleted && assumptions.recalled_is_latest === 'no') return false
  return msg_type !== 'system' || assumptions.system_message_counts === 'yes'
}
