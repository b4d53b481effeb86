import type { CreateMessage } from '#contract/create-message'
import type { Exchange } from '#contract/exchange'
import { MESSAGE_ID } from '#contract/message-id'
import type { CallRecord } from './call.ts'
import { type ExchangeDeps, performExchange } from './exchange.ts'
import { createMessagePath } from './paths.ts'
import type { SecretProfile } from './secret-profile.ts'

/**
 * Sends a text message as the bot.
 *
 * The uuid keeps the platform from sending it twice when the call is repeated with a new token.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
export async function createMessage(
  deps: ExchangeDeps,
  profile: SecretProfile,
  { receive_id_type, receive_id, text }: CreateMessage,
): Promise<Exchange> {
  const content = JSON.stringify({ text })
  return performExchange(deps, profile, {
    endpoint: 'create_message',
    path: createMessagePath(receive_id_type),
    body: JSON.stringify({ receive_id, msg_type: 'text', content, uuid: deps.newId() }),
    messageId: createdMessageId,
  })
}

function createdMessageId({ verdict }: CallRecord): string | null {
  if (!verdict.answered || verdict.code !== 0) return null
  const { data } = verdict.answer
  if (typeof data !== 'object' || data === null || !('message_id' in data)) return null
  const { message_id } = data
  return typeof message_id === 'string' && MESSAGE_ID.test(message_id) ? message_id : null
}
