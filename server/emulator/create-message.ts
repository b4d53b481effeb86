import * as z from 'zod/mini'
import { RECEIVE_ID_TYPES } from '#contract/receive-id-types'
import { refuse } from './answer.ts'
import { openChat } from './open-chat.ts'
import type { AppOperation } from './operation.ts'
import { readFields } from './read-fields.ts'
import { sendAsBot, sentFields } from './send-as-bot.ts'

const requestSchema = z.object({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(z.minLength(1)),
  ...sentFields,
})

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create */
export const createMessage: AppOperation = {
  name: 'create_message',
  method: 'POST',
  path: '/open-apis/im/v1/messages',
  endpoint: 'create_message',
  access: ['im:message', 'im:message:send_as_bot', 'im:message:send'],
  botAbilityOff: 230006,
  codes: [9499, 99992402, 230001, 230002, 230013, 230025, 230034, 230038],
  maxBytes: 1024 * 1024,
  answer({ world, app, query, body }) {
    const read = readFields(requestSchema, {
      body,
      query: { receive_id_type: query.receive_id_type },
      unreadable: Number(world.assumptions.unreadable_body),
    })
    if ('refusal' in read) return refuse(read.refusal)
    return sendAsBot(world, app, read.fields, () => {
      const chat = openChat(world, app, read.fields)
      return 'code' in chat ? chat : { chat }
    })
  },
}
