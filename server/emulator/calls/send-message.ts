import * as z from 'zod/mini'
import { RECEIVE_ID_TYPES, type ReceiveIdType } from '#contract/ids'
import type { App, CardEntity, Chat, Message, TenantState, User } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'
import { openP2pChat, writeMessage } from '../tenant/write-message.ts'
import { findMessage, isReachable, toWireMessage } from './message.ts'
import { checkContent, invalidParameter } from './message-content.ts'
import {
  type AppOperation,
  type CallResult,
  failure,
  type PlatformError,
  success,
} from './operation.ts'
import { CHAT_BUSY, isChatBusy } from './rate-limit.ts'
import { parseBody, withBody } from './request-fields.ts'

/** Within this time the platform sends one message for each `uuid`. */
const REMEMBERED_MS = 60 * 60 * 1000

/** The fields of every call that sends a message. */
const newMessageFields = {
  msg_type: z.string().check(z.minLength(1)),
  content: z.string(),
  uuid: z.nullish(z.string().check(z.maxLength(50))),
}

type SendFields = { msg_type: string; content: string; uuid?: string | null | undefined }

type Destination = { chat: Chat; replyTo?: Message }

const createSchema = z.object({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(z.minLength(1)),
  ...newMessageFields,
})

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create */
export const createMessage: AppOperation = {
  name: 'create_message',
  method: 'POST',
  path: '/open-apis/im/v1/messages',
  endpoint: 'create_message',
  access: ['im:message', 'im:message:send_as_bot', 'im:message:send'],
  botAbilityOff: 230006,
  codes: [
    9499, 99992402, 99991672, 230001, 230002, 230013, 230015, 230017, 230020, 230025, 230027,
    230034, 230038, 230099,
  ],
  maxBytes: 1024 * 1024,
  handle({ world, app, query, body }) {
    const { receive_id_type } = query
    const unreadable = Number(world.assumptions.unreadable_body)
    const read = parseBody(createSchema, { body, query: { receive_id_type }, unreadable })
    if ('error' in read) return failure(read.error)
    return sendAsBot(world, app, read.fields, () => {
      const chat = openChat(world, app, read.fields)
      return 'code' in chat ? chat : { chat }
    })
  },
}

const replySchema = z.object({ ...newMessageFields, reply_in_thread: z.nullish(z.boolean()) })

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/reply */
export const replyMessage: AppOperation = {
  name: 'reply_message',
  method: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/reply',
  endpoint: 'reply_message',
  access: ['im:message', 'im:message:send_as_bot', 'im:message:send'],
  botAbilityOff: 230006,
  codes: [
    9499, 99992402, 99992354, 99991672, 230001, 230002, 230011, 230013, 230015, 230017, 230020,
    230025, 230027, 230050, 230071, 230099,
  ],
  maxBytes: 1024 * 1024,
  handle: withBody(replySchema, ({ world, app, params }, fields) =>
    sendAsBot(world, app, fields, () => {
      const found = findMessage(world.state, app, params.message_id)
      if ('code' in found) return found
      const { chat, message } = found
      if (message.deleted) return { code: 230011 }
      if (!isReachable(app, chat)) return { code: 230013 }
      // The emulator has no threads, as in a chat that does not allow them.
      const inThread = fields.reply_in_thread
      if (inThread && world.assumptions.reply_in_thread === '230071') return { code: 230071 }
      return { chat, replyTo: message }
    }),
  ),
}

type MessageReceiver = { receive_id_type: ReceiveIdType; receive_id: string }

/** Returns the chat that a message goes to; the first message to a user opens a one-to-one chat. */
function openChat(world: World, app: App, receiver: MessageReceiver): Chat | PlatformError {
  const { receive_id_type, receive_id } = receiver
  const { chats } = world.state
  if (receive_id_type === 'chat_id') {
    const chat = chats.get(receive_id)
    if (!chat) return invalidReceiver(world)
    if (!chat.app_ids.includes(app.app_id)) return { code: 230002 }
    return checkUsers(world, app, chat) ?? chat
  }
  const user = findUser(world.state, receive_id_type, receive_id)
  if (!user) return invalidReceiver(world)
  const error = checkUsers(world, app, { chat_mode: 'p2p', open_ids: [user.open_id] })
  return error ?? openP2pChat(world, app, user)
}

function invalidReceiver({ assumptions }: World): PlatformError {
  return assumptions.invalid_receive_id === '230001'
    ? invalidParameter('invalid receive_id')
    : { code: 230034 }
}

function checkUsers(
  { state }: World,
  app: App,
  chat: Pick<Chat, 'chat_mode' | 'open_ids'>,
): PlatformError | null {
  if (!isReachable(app, chat)) return { code: 230013 }
  const external = chat.open_ids.some((open_id) => state.users.get(open_id)?.external)
  return external && chat.chat_mode === 'p2p' ? { code: 230038 } : null
}

function findUser(
  { users }: TenantState,
  id_type: Exclude<ReceiveIdType, 'chat_id'>,
  id: string,
): User | undefined {
  if (id_type === 'open_id') return users.get(id)
  return [...users.values()].find((user) => user[id_type] === id)
}

/** Sends a bot's message to the destination that `find` returns, once for each `uuid`. */
function sendAsBot(
  world: World,
  app: App,
  { msg_type, content, uuid }: SendFields,
  find: () => Destination | PlatformError,
): CallResult {
  const error = checkContent(world, app, msg_type, content)
  if (error) return failure(error)
  const repeated = uuid ? findByUuid(world, app, uuid) : undefined
  if (repeated) return success(toWireMessage(world.state, repeated))
  const destination = find()
  if ('code' in destination) return failure(destination)
  const { chat } = destination
  if (msg_type === 'system' && chat.chat_mode !== 'p2p') {
    return failure(invalidParameter('a divider needs a p2p chat'))
  }
  if (isChatBusy(world, chat)) return failure(CHAT_BUSY)
  const message = writeMessage(world, {
    chat_id: chat.chat_id,
    sender: { sender_type: 'app', id: app.app_id },
    msg_type,
    content,
    replyTo: destination.replyTo,
  })
  const card = msg_type === 'interactive' && findSentCard(world, content)
  if (card) {
    card.message_id = message.message_id
    message.content = JSON.stringify(card.data)
  }
  if (uuid) rememberUuid(world, app, uuid, message)
  return success(toWireMessage(world.state, message))
}

/** Returns the card entity that a message shows. */
function findSentCard({ state }: World, content: string): CardEntity | undefined {
  const { type, data } = JSON.parse(content)
  return type === 'card' ? state.cards.get(data.card_id) : undefined
}

/** Returns the message that the app has already sent with a uuid. */
function findByUuid({ state, clock }: World, app: App, uuid: string): Message | undefined {
  const sent = state.sent_uuids.get(uuidKey(app, uuid))
  if (!sent || clock() - sent.sent_at_ms >= REMEMBERED_MS) return undefined
  return state.messages.get(sent.message_id)
}

/** Remembers a message by its uuid, and forgets the expired ones. */
function rememberUuid({ state, clock }: World, app: App, uuid: string, sent: Message): void {
  const now = clock()
  for (const [other, { sent_at_ms }] of state.sent_uuids) {
    if (now - sent_at_ms < REMEMBERED_MS) break
    state.sent_uuids.delete(other)
  }
  state.sent_uuids.set(uuidKey(app, uuid), { message_id: sent.message_id, sent_at_ms: now })
}

function uuidKey({ app_id }: App, uuid: string): string {
  return `${app_id} ${uuid}`
}
