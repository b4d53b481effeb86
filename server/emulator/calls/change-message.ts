import * as z from 'zod/mini'
import type { App, Chat, Message } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'
import { findMessage, isReachable, toWireMessage } from './message.ts'
import { checkContent } from './message-content.ts'
import { type AppOperation, failure, type PlatformError, success } from './operation.ts'
import { isCardBusy } from './rate-limit.ts'
import { withBody } from './request-fields.ts'

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
    9499, 99992402, 99992354, 230001, 230002, 230011, 230013, 230017, 230025, 230050, 230054,
    230071, 230072, 230075,
  ],
  maxBytes: 1024 * 1024,
  handle: withBody(editSchema, ({ world, app, params }, { msg_type, content }) => {
    const invalid = checkContent(world, app, msg_type, content)
    if (invalid) return failure(invalid)
    const found = findMessage(world.state, app, params.message_id)
    if ('code' in found) return failure(found)
    const { chat, message } = found
    const error = checkEdit(app, chat, message, world.clock())
    if (error) return failure(error)
    message.msg_type = msg_type
    changeContent(world, chat, message, content)
    return success(toWireMessage(world.state, message))
  }),
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

const patchSchema = z.object({ content: z.string() })

/** How long a card can be updated. */
const CARD_CHANGEABLE_MS = 14 * 24 * 60 * 60 * 1000

/**
 * Replaces the content of a card. Whether both cards declare `update_multi` is not checked.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/patch
 */
export const patchCardMessage: AppOperation = {
  name: 'patch_card_message',
  method: 'PATCH',
  path: '/open-apis/im/v1/messages/:message_id',
  endpoint: 'reply_message',
  access: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
  botAbilityOff: 230006,
  codes: [
    9499, 99992402, 99992354, 230001, 230002, 230011, 230013, 230020, 230025, 230031, 230050,
    230099,
  ],
  msgs: { 230031: 'Message can only be modified within 14 days after sending.' },
  maxBytes: 1024 * 1024,
  handle: withBody(patchSchema, ({ world, app, params }, { content }) => {
    const found = findMessage(world.state, app, params.message_id)
    if ('code' in found) return failure(found)
    const { chat, message } = found
    const error =
      checkPatch(app, chat, message, world.clock()) ??
      checkContent(world, app, 'interactive', content)
    if (error) return failure(error)
    if (isCardBusy(world, message)) return failure({ code: 230020 })
    changeContent(world, chat, message, content)
    return { kind: 'bare', body: { code: 0, msg: 'ok', data: {} } }
  }),
}

function checkPatch(app: App, chat: Chat, message: Message, now: number): PlatformError | null {
  if (message.deleted) return { code: 230011 }
  if (!isReachable(app, chat)) return { code: 230013 }
  if (message.sender.id !== app.app_id || message.msg_type !== 'interactive')
    return { code: 230001 }
  return now - message.create_time_ms > CARD_CHANGEABLE_MS ? { code: 230031 } : null
}

function changeContent({ clock }: World, chat: Chat, message: Message, content: string): void {
  message.content = content
  message.edits += 1
  message.bubbles_edited = message.follow_ups.length > 0
  message.update_time_ms = clock()
  chat.edited_id = message.message_id
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
