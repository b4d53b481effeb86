import type { Message, State } from './state.ts'

/**
 * A message as the message calls answer it; members that apply only to replies are left out.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
export function toWireMessage({ tenant_key }: State, message: Message) {
  const { message_id, chat_id, msg_type, content, sender } = message
  const time = String(message.create_time_ms)
  return {
    message_id,
    msg_type,
    create_time: time,
    update_time: time,
    deleted: false,
    updated: false,
    chat_id,
    sender: {
      id: sender.id,
      id_type: sender.sender_type === 'app' ? 'app_id' : 'open_id',
      sender_type: sender.sender_type,
      tenant_key,
    },
    body: { content },
  }
}
