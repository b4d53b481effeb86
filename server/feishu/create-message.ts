import { contentText, type NewMessage } from '#contract/create-message'
import { MESSAGE_ID } from '#contract/message-id'
import type { CallRecord } from './call.ts'
import type { ApiCall } from './exchange.ts'
import { createMessagePath } from './paths.ts'

/**
 * The call that sends a message as the bot.
 *
 * The uuid keeps the platform from sending it twice when the call is repeated with a new token.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
export function createMessage(message: NewMessage, uuid: string): ApiCall {
  const { receive_id_type, receive_id } = message
  const { msg_type, content } =
    'text' in message
      ? { msg_type: 'text', content: JSON.stringify({ text: message.text }) }
      : { msg_type: message.msg_type, content: contentText(message.content) }
  return {
    endpoint: 'create_message',
    path: createMessagePath(receive_id_type),
    body: JSON.stringify({ receive_id, msg_type, content, uuid }),
    messageId: createdMessageId,
  }
}

function createdMessageId({ verdict }: CallRecord): string | null {
  if (!verdict.answered || verdict.code !== 0) return null
  const { data } = verdict.answer
  if (typeof data !== 'object' || data === null || !('message_id' in data)) return null
  const { message_id } = data
  return typeof message_id === 'string' && MESSAGE_ID.test(message_id) ? message_id : null
}
