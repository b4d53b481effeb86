import type { ReadingCall } from './read-call.ts'
import { type ReadMessage, readItems } from './wire-message.ts'

/**
 * The latest messages of a chat, newest first; at most 50 can be asked for.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/list
 */
export function listMessages(chat_id: string, limit: number): ReadingCall<ReadMessage[]> {
  const query = new URLSearchParams({
    container_id_type: 'chat',
    container_id: chat_id,
    sort_type: 'ByCreateTimeDesc',
    page_size: String(limit),
  })
  return {
    name: 'list_messages',
    endpoint: 'list_messages',
    path: `/open-apis/im/v1/messages?${query}`,
    parse: ({ data }) => readItems(data),
  }
}
