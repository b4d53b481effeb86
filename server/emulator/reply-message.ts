import * as z from 'zod/mini'
import { refuse } from './answer.ts'
import { findMessage, isReachable } from './find-message.ts'
import type { AppOperation } from './operation.ts'
import { readFields } from './read-fields.ts'
import { sendAsBot, sentFields } from './send-as-bot.ts'

const requestSchema = z.object({ ...sentFields, reply_in_thread: z.nullish(z.boolean()) })

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/reply */
export const replyMessage: AppOperation = {
  name: 'reply_message',
  method: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/reply',
  endpoint: 'reply_message',
  access: ['im:message', 'im:message:send_as_bot', 'im:message:send'],
  botAbilityOff: 230006,
  codes: [9499, 99992402, 99992354, 230001, 230002, 230011, 230013, 230025, 230050, 230071],
  maxBytes: 1024 * 1024,
  answer({ world, app, params, body }) {
    const read = readFields(requestSchema, {
      body,
      unreadable: Number(world.assumptions.unreadable_body),
    })
    if ('refusal' in read) return refuse(read.refusal)
    return sendAsBot(world, app, read.fields, () => {
      const found = findMessage(world.state, app, params.message_id)
      if ('code' in found) return found
      const { chat, message } = found
      if (message.deleted) return { code: 230011 }
      if (!isReachable(app, chat)) return { code: 230013 }
      // Nothing here makes threads, as in a chat that does not take them.
      if (read.fields.reply_in_thread) return { code: 230071 }
      return { chat, replyTo: message }
    })
  },
}
