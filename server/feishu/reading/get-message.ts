import { messagePath } from '../paths.ts'
import type { ReadingCall } from './read-call.ts'
import { type ReadMessage, readItems } from './wire-message.ts'

/**
 * One message by its id.
 * @throws PathError where `message_id` is none
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/get
 */
export function getMessage(message_id: string): ReadingCall<ReadMessage> {
  return {
    name: 'get_message',
    endpoint: 'get_message',
    path: messagePath(message_id, ''),
    // A message that quotes others comes with them.
    parse: ({ data }) => readItems(data)?.find((item) => item.message_id === message_id) ?? null,
  }
}
