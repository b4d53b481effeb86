import { refuse, success } from './answer.ts'
import { findMessage } from './find-message.ts'
import type { AppOperation } from './operation.ts'
import { toWireMessage } from './wire-message.ts'

/** @see https://open.feishu.cn/document/server-docs/im-v1/message/get */
export const getMessage: AppOperation = {
  name: 'get_message',
  method: 'GET',
  path: '/open-apis/im/v1/messages/:message_id',
  endpoint: 'get_message',
  access: ['im:message', 'im:message:readonly'],
  botAbilityOff: 230006,
  codes: [99992354, 230002, 230050],
  answer({ world: { state }, app, params }) {
    const found = findMessage(state, app, params.message_id)
    if ('code' in found) return refuse(found)
    return success({ items: [toWireMessage(state, found.message)] })
  },
}
