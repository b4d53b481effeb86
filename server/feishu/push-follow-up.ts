import type { ApiCall } from './exchange.ts'
import { pushFollowUpPath } from './paths.ts'

/**
 * The call that puts bubbles under a message.
 * @param body the JSON text to forward byte for byte
 * @throws PathError where `message_id` is none
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export function pushFollowUp(message_id: string, body: string): ApiCall {
  return {
    endpoint: 'push_follow_up',
    path: pushFollowUpPath(message_id),
    body,
    messageId: () => message_id,
  }
}
