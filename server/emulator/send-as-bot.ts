import * as z from 'zod/mini'
import { type Answer, type Refusal, refuse, success } from './answer.ts'
import { judgeContent } from './message-content.ts'
import { findByUuid, rememberUuid } from './sent-uuids.ts'
import type { App, Chat, Message } from './state.ts'
import { toWireMessage } from './wire-message.ts'
import type { World } from './world.ts'
import { writeMessage } from './write-message.ts'

/** What every call that sends a message takes. */
export const sentFields = {
  msg_type: z.string().check(z.minLength(1)),
  content: z.string(),
  uuid: z.nullish(z.string().check(z.maxLength(50))),
}

type Sent = { msg_type: string; content: string; uuid?: string | null | undefined }

type Target = { chat: Chat; replyTo?: Message }

/** Sends a bot's message where `find` says, once for each `uuid`. */
export function sendAsBot(
  world: World,
  app: App,
  { msg_type, content, uuid }: Sent,
  find: () => Target | Refusal,
): Answer {
  const refusal = judgeContent(msg_type, content)
  if (refusal) return refuse(refusal)
  const repeated = uuid ? findByUuid(world, app, uuid) : undefined
  if (repeated) return success(toWireMessage(world.state, repeated))
  const target = find()
  if ('code' in target) return refuse(target)
  const message = writeMessage(world, {
    chat_id: target.chat.chat_id,
    sender: { sender_type: 'app', id: app.app_id },
    msg_type,
    content,
    replyTo: target.replyTo,
  })
  if (uuid) rememberUuid(world, app, uuid, message)
  return success(toWireMessage(world.state, message))
}
