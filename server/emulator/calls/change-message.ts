import * as z from 'zod/mini'
import type { App, Chat, Message } from '../tenant/state.ts'
import { checkContent, findMessage, isReachable, toWireMessage } from './message.ts'
import { type AppOperation, failure, type PlatformError, success } from './operation.ts'
import { parseBody } from './request-fields.ts'

const editSchema = z.object({ msg_type: z.enum(['text', 'post']), content: z.string() })

const MAX_EDITS = 20
/** How long a message can be edited or recalled, unless the administrator of a tenant changes it. */
const CHANGEABLE_MS = 24 * 60 * 60 * 1000

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/update */
export const editMessage: AppOperation = {
  name: 'edit_message',
  method: 'PUT',
  path: '/open-apis/im/v1/messages/:message_id',
  // The catalogue has no rows for editing; its messages are the same as for replying.
  endpoint: 'reply_message',
  access: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
  botAbilityOff: 230006,
  codes: [
    9499, 99992402, 99992354, 230001, 230002, 230011, 230013, 230025, 230050, 230054, 230071,
    230072, 230075,
  ],
  maxBytes: 1024 * 1024,
  handle({ world, app, params, body }) {
    const unreadable = Number(world.assumptions.unreadable_body)
    const read = parseBody(editSchema, { body, unreadable })
    if ('error' in read) return failure(read.error)
    const { msg_type, content } = read.fields
    const invalid = checkContent(msg_type, content)
    if (invalid) return failure(invalid)
    const found = findMessage(world.state, app, params.message_id)
    if ('code' in found) return failure(found)
    const { chat, message } = found
    const error = checkEdit(app, chat, message, world.clock())
    if (error) return failure(error)
    message.msg_type = msg_type
    message.content = content
    message.edits += 1
    message.bubbles_edited = message.follow_ups.length > 0
    message.update_time_ms = world.clock()
    chat.edited_id = message.message_id
    return success(toWireMessage(world.state, message))
  },
}

function checkEdit(app: App, chat: Chat, message: Message, now: number): PlatformError | null {
  if (message.deleted) return { code: 230011 }
  if (!isReachable(app, chat)) return { code: 230013 }
  if (message.sender.id !== app.app_id) {
    return { code: 230071, msg: 'The operator is not the sender of the message.' }
  }
  if (message.msg_type !== 'text' && message.msg_type !== 'post') return { code: 230054 }
  if (message.edits >= MAX_EDITS) {
    return { code: 230072, msg: 'The message has reached the number of times it can be edited.' }
  }
  if (now - message.create_time_ms > CHANGEABLE_MS) {
    return { code: 230075, msg: 'The message has exceeded the time that can be edited.' }
  }
  return null
}

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/delete */
export const recallMessage: AppOperation = {
  name: 'recall_message',
  method: 'DELETE',
  path: '/open-apis/im/v1/messages/:message_id',
  endpoint: 'recall_message',
  access: ['im:message', 'im:message:recall', 'im:message:send_as_bot'],
  botAbilityOff: 230006,
  codes: [99992354, 230002, 230009, 230013, 230026, 230050, 230110],
  handle({ world, app, params }) {
    const found = findMessage(world.state, app, params.message_id)
    if ('code' in found) return failure(found)
    const { chat, message } = found
    const error = checkRecall(app, chat, message, world.clock())
    if (error) return failure(error)
    message.deleted = true
    message.update_time_ms = world.clock()
    return success()
  },
}

function checkRecall(app: App, chat: Chat, message: Message, now: number): PlatformError | null {
  if (message.deleted) return { code: 230110 }
  if (!isReachable(app, chat)) return { code: 230013 }
  if (message.sender.id !== app.app_id) {
    return { code: 230026 }
  }
  if (now - message.create_time_ms > CHANGEABLE_MS) {
    return { code: 230009 }
  }
  return null
}
