import { refuse, success } from './answer.ts'
import type { AppOperation } from './operation.ts'
import { unknownMessage } from './rules.ts'
import { toWireMessage } from './wire-message.ts'

/** @see https://open.feishu.cn/document/server-docs/im-v1/message/get */
export const getMessage: AppOperation = {
  method: 'GET',
  path: '/open-apis/im/v1/messages/:message_id',
  endpoint: 'get_message',
  access: ['im:message', 'im:message:readonly'],
  answer({ world: { state }, app, params }) {
    const { message_id = '' } = params
    const message = state.messages.get(message_id)
    const chat = message && state.chats.get(message.chat_id)
    if (!chat) return refuse(unknownMessage(message_id))
    if (!chat.app_ids.includes(app.app_id)) return refuse({ code: 230050 })
    return success({ items: [toWireMessage(state, message)] })
  },
}
