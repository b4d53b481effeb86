import { type Refusal, refuse, success } from './answer.ts'
import { findMessage, isReachable } from './find-message.ts'
import type { AppOperation } from './operation.ts'
import type { App, Chat, Message } from './state.ts'

/** The administrator of a tenant may choose another. */
const RECALLABLE_MS = 24 * 60 * 60 * 1000

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/delete */
export const recallMessage: AppOperation = {
  name: 'recall_message',
  method: 'DELETE',
  path: '/open-apis/im/v1/messages/:message_id',
  // The catalogue has no rows for recalling; the words that it shares with getting are the same.
  endpoint: 'get_message',
  access: ['im:message', 'im:message:recall', 'im:message:send_as_bot'],
  botAbilityOff: 230006,
  codes: [99992354, 230002, 230009, 230013, 230026, 230050, 230110],
  answer({ world, app, params }) {
    const found = findMessage(world.state, app, params.message_id)
    if ('code' in found) return refuse(found)
    const { chat, message } = found
    const refusal = judgeRecall(app, chat, message, world.clock())
    if (refusal) return refuse(refusal)
    message.deleted = true
    message.update_time_ms = world.clock()
    return success()
  },
}

function judgeRecall(app: App, chat: Chat, message: Message, now: number): Refusal | null {
  if (message.deleted) return { code: 230110 }
  if (!isReachable(app, chat)) return { code: 230013 }
  if (message.sender.id !== app.app_id) {
    return { code: 230026, msg: 'No permission to recall this message.' }
  }
  if (now - message.create_time_ms > RECALLABLE_MS) {
    return { code: 230009, msg: 'Message has expired when recall message.' }
  }
  return null
}
