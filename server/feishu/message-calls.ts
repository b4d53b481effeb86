import { contentText, type NewMessage } from '#contract/create-message'
import { MESSAGE_ID } from '#contract/ids'
import { isJsonObject } from '#contract/json'
import type { CallRecord } from './call.ts'
import type { PlatformCall } from './exchange.ts'
import { createMessagePath, messagePath, pushFollowUpPath } from './paths.ts'

/**
 * Returns the call that sends a message as the bot.
 * @param uuid makes the platform send it once, even if the call is repeated with a new token
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
export function createMessage(message: NewMessage, uuid: string): PlatformCall {
  const { receive_id_type, receive_id } = message
  const { msg_type, content } =
    'text' in message
      ? { msg_type: 'text', content: JSON.stringify({ text: message.text }) }
      : { msg_type: message.msg_type, content: contentText(message.content) }
  return {
    endpoint: 'create_message',
    method: 'POST',
    path: createMessagePath(receive_id_type),
    body: JSON.stringify({ receive_id, msg_type, content, uuid }),
    messageId: createdMessageId,
  }
}

function createdMessageId({ reply }: CallRecord): string | null {
  if (!reply.answered || reply.code !== 0) return null
  const { data } = reply.json
  const message_id = isJsonObject(data) ? data.message_id : null
  return typeof message_id === 'string' && MESSAGE_ID.test(message_id) ? message_id : null
}

/**
 * Returns the call that adds bubbles to a message.
 * @param body JSON text, forwarded byte for byte
 * @throws PathError if `message_id` is invalid
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export function pushFollowUp(message_id: string, body: string): PlatformCall {
  return {
    endpoint: 'push_follow_up',
    method: 'POST',
    path: pushFollowUpPath(message_id),
    body,
    messageId: () => message_id,
  }
}

/**
 * Returns the call that takes back a message of the bot. The platform sets how old it may be.
 * @throws PathError if `message_id` is invalid
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/delete
 */
export function recallMessage(message_id: string): PlatformCall {
  return {
    endpoint: 'recall_message',
    method: 'DELETE',
    path: messagePath(message_id, ''),
    body: '',
    messageId: () => message_id,
  }
}
