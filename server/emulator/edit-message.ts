import * as z from 'zod/mini'
import { type Refusal, refuse, success } from './answer.ts'
import { findMessage, isReachable } from './find-message.ts'
import { judgeContent } from './message-content.ts'
import type { AppOperation } from './operation.ts'
import { readFields } from './read-fields.ts'
import type { App, Chat, Message } from './state.ts'
import { toWireMessage } from './wire-message.ts'

const requestSchema = z.object({ msg_type: z.enum(['text', 'post']), content: z.string() })

const MAX_EDITS = 20
/** The administrator of a tenant may choose another. */
const EDITABLE_MS = 24 * 60 * 60 * 1000

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/update */
export const editMessage: AppOperation = {
  name: 'edit_message',
  method: 'PUT',
  path: '/open-apis/im/v1/messages/:message_id',
  // The catalogue has no rows for editing; the words that it shares with replying are the same.
  endpoint: 'reply_message',
  access: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
  botAbilityOff: 230006,
  codes: [
    9499, 99992402, 99992354, 230001, 230002, 230011, 230013, 230025, 230050, 230054, 230071,
    230072, 230075,
  ],
  maxBytes: 1024 * 1024,
  answer({ world, app, params, body }) {
    const read = readFields(requestSchema, {
      body,
      unreadable: Number(world.assumptions.unreadable_body),
    })
    if ('refusal' in read) return refuse(read.refusal)
    const { msg_type, content } = read.fields
    const unfit = judgeContent(msg_type, content)
    if (unfit) return refuse(unfit)
    const found = findMessage(world.state, app, params.message_id)
    if ('code' in found) return refuse(found)
    const { chat, message } = found
    const refusal = judgeEdit(app, chat, message, world.clock())
    if (refusal) return refuse(refusal)
    message.msg_type = msg_type
    message.content = content
    message.edits += 1
    message.bubbles_edited = message.follow_ups.length > 0
    message.update_time_ms = world.clock()
    chat.edited_id = message.message_id
    return success(toWireMessage(world.state, message))
  },
}

function judgeEdit(app: App, chat: Chat, message: Message, now: number): Refusal | null {
  if (message.deleted) return { code: 230011 }
  if (!isReachable(app, chat)) return { code: 230013 }
  if (message.sender.id !== app.app_id) {
    return { code: 230071, msg: 'The operator is not the sender of the message.' }
  }
  if (message.msg_type !== 'text' && message.msg_type !== 'post') return { code: 230054 }
  if (message.edits >= MAX_EDITS) {
    return { code: 230072, msg: 'The message has reached the number of times it can be edited.' }
  }
  if (now - message.create_time_ms > EDITABLE_MS) {
    return { code: 230075, msg: 'The message has exceeded the time that can be edited.' }
  }
  return null
}
