import * as z from 'zod/mini'
import { RECEIVE_ID_TYPES } from '#contract/create-message'
import { addMessage } from './add-message.ts'
import { refuse, success } from './answer.ts'
import { isJsonObject } from './json.ts'
import { judgeContent } from './message-content.ts'
import { openChat } from './open-chat.ts'
import type { AppOperation } from './operation.ts'
import { findByUuid, rememberUuid } from './sent-uuids.ts'
import type { Message } from './state.ts'
import { invalidFields, violationsOf } from './violations.ts'
import { toWireMessage } from './wire-message.ts'

const requestSchema = z.object({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(z.minLength(1)),
  msg_type: z.string().check(z.minLength(1)),
  content: z.string(),
  uuid: z.nullish(z.string().check(z.maxLength(50))),
})

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create */
export const createMessage: AppOperation = {
  method: 'POST',
  path: '/open-apis/im/v1/messages',
  endpoint: 'create_message',
  access: ['im:message', 'im:message:send_as_bot', 'im:message:send'],
  maxBytes: 1024 * 1024,
  answer({ world, app, query, body }) {
    const { receive_id_type } = query
    const readable = isJsonObject(body)
    const given = { ...(readable && body), receive_id_type }
    const parsed = z.safeParse(requestSchema, given, { reportInput: true })
    if (!parsed.success) {
      const code = readable ? 99992402 : Number(world.assumptions.unreadable_body)
      return refuse(invalidFields(violationsOf(parsed.error.issues), code))
    }
    const request = parsed.data
    const refusal = judgeContent(request.msg_type, request.content)
    if (refusal) return refuse(refusal)

    const { uuid } = request
    const repeated = uuid ? findByUuid(world, app, uuid) : undefined
    if (repeated) return success(toWireMessage(world.state, repeated))
    const chat = openChat(world, app, request)
    if ('code' in chat) return refuse(chat)
    const message: Message = {
      message_id: `om_${world.randomHex(16)}`,
      chat_id: chat.chat_id,
      sender: { sender_type: 'app', id: app.app_id },
      msg_type: request.msg_type,
      content: request.content,
      create_time_ms: world.clock(),
      follow_ups: [],
    }
    addMessage(world.state, message)
    if (uuid) rememberUuid(world, app, uuid, message)
    return success(toWireMessage(world.state, message))
  },
}
