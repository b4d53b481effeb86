import type { Message, State } from './state.ts'
import { tenantKeyOf } from './tenant-key.ts'

/** What the platform puts in the place of a recalled message's content. */
const RECALLED = 'This message was recalled'

/**
 * A message as the message calls answer it; members that apply only to replies are left out of others.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
export function toWireMessage(state: State, message: Message) {
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
