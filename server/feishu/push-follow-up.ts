import type { Exchange } from '#contract/exchange'
import { type ExchangeDeps, performExchange } from './exchange.ts'
import { pushFollowUpPath } from './paths.ts'
import type { SecretProfile } from './secret-profile.ts'

/**
 * Puts bubbles under a message.
 * @param body the JSON text to forward byte for byte
 * @throws PathError where `message_id` is none
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export async function pushFollowUp(
  deps: ExchangeDeps,
  profile: SecretProfile,
  message_id: string,
  body: string,
): Promise<Exchange> {
  return performExchange(deps, profile, {
    endpoint: 'push_follow_up',
    path: pushFollowUpPath(message_id),
    body,
    messageId: () => message_id,
  })
}
