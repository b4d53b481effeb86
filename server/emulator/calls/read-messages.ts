import * as z from 'zod/mini'
import { type Chat, type Message, type TenantState, tenantKeyOf } from '../tenant/state.ts'
import { findMessage, isReachable, toWireMessage } from './message.ts'
import { type AppOperation, failure, success } from './operation.ts'
import {
  idOfPageToken,
  pageFields,
  pageOf,
  toPageToken,
  userIdType,
  withQuery,
} from './request-fields.ts'

const seconds = z.string().check(z.regex(/^\d{1,12}$/, { error: 'expected seconds since 1970' }))

const querySchema = z.object({
  container_id_type: z.enum(['chat', 'thread']),
  container_id: z.string().check(z.minLength(1)),
  start_time: z._default(seconds, '0'),
  end_time: z._default(seconds, '999999999999'),
  sort_type: z._default(z.enum(['ByCreateTimeAsc', 'ByCreateTimeDesc']), 'ByCreateTimeAsc'),
  ...pageFields(50),
})
type ListQuery = z.infer<typeof querySchema>

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/list */
export const listMessages: AppOperation = {
  name: 'list_messages',
  method: 'GET',
  path: '/open-apis/im/v1/messages',
  endpoint: 'list_messages',
  access: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
  botAbilityOff: 230006,
  codes: [99992402, 230001, 230002, 230027, 230073],
  handle: withQuery(querySchema, ({ world: { state }, app }, query) => {
    // The emulator has no threads.
    if (query.container_id_type === 'thread') return failure({ code: 230073 })
    const chat = state.chats.get(query.container_id)
    if (!chat?.app_ids.includes(app.app_id)) return failure({ code: 230002 })
    if (chat.chat_mode === 'group' && !app.scopes.includes('im:message.group_msg')) {
      return failure({ code: 230027 })
    }

    const start = query.page_token ? positionAfter(query, chat) : 0
    if (start === null) return failure({ code: 230001 })
    const size = Number(query.page_size)
    // One more than the page holds shows whether there is a next page.
    const found = select(state, chat, query, start, size + 1)
    const page = found.slice(0, size)
    const last = page.at(-1)
    const has_more = found.length > size
    return success({
      has_more,
      ...(has_more && last && { page_token: toPageToken(last.message_id) }),
      items: page.map((message) => toWireMessage(state, message)),
    })
  }),
}

/**
 * Returns up to `count` messages of the time range, both ends included, in the requested order from
 * a position in that order.
 */
function select(
  { messages }: TenantState,
  { message_ids }: Chat,
  query: ListQuery,
  start: number,
  count: number,
): Message[] {
  const found: Message[] = []
  for (let position = start; position < message_ids.length && found.length < count; position += 1) {
    const message = messages.get(message_ids[indexAt(query, message_ids, position)] ?? '')
    const second = Math.floor((message?.create_time_ms ?? 0) / 1000)
    const inRange = second >= Number(query.start_time) && second <= Number(query.end_time)
    if (message && inRange) found.push(message)
  }
  return found
}

function indexAt(
  { sort_type }: ListQuery,
  { length }: readonly string[],
  position: number,
): number {
  return sort_type === 'ByCreateTimeDesc' ? length - 1 - position : position
}

function positionAfter(query: ListQuery, { message_ids }: Chat): number | null {
  const index = message_ids.lastIndexOf(idOfPageToken(query.page_token ?? ''))
  return index === -1 ? null : indexAt(query, message_ids, index) + 1
}

/** @see https://open.feishu.cn/document/server-docs/im-v1/message/get */
export const getMessage: AppOperation = {
  name: 'get_message',
  method: 'GET',
  path: '/open-apis/im/v1/messages/:message_id',
  endpoint: 'get_message',
  access: ['im:message', 'im:message:readonly'],
  botAbilityOff: 230006,
  codes: [99992354, 230002, 230050, 230110],
  handle({ world: { state, assumptions }, app, params }) {
    const found = findMessage(state, app, params.message_id)
    if ('code' in found) return failure(found)
    const { deleted } = found.message
    if (deleted && assumptions.get_recalled === '230110') return failure({ code: 230110 })
    return success({ items: [toWireMessage(state, found.message)] })
  },
}

const readersSchema = z.object({ user_id_type: userIdType, ...pageFields(100) })

/** How long after it was sent the platform says who has read a message. */
const KNOWN_MS = 7 * 24 * 60 * 60 * 1000

/**
 * Returns who has read a message of the bot.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/read_users
 */
export const readUsers: AppOperation = {
  name: 'read_users',
  method: 'GET',
  path: '/open-apis/im/v1/messages/:message_id/read_users',
  endpoint: 'get_message',
  access: ['im:message', 'im:message:readonly', 'im:message:basic'],
  botAbilityOff: 230006,
  codes: [99992354, 99992402, 230001, 230002, 230012, 230013, 230033, 230050, 230110],
  msgs: {
    230012: 'Bot is NOT the sender of the message.',
    230033: 'Get the reading status must be done within 7 days after the message is sent.',
  },
  handle: withQuery(readersSchema, ({ world: { state, clock }, app, params }, query) => {
    const found = findMessage(state, app, params.message_id)
    if ('code' in found) return failure(found)
    const { chat, message } = found
    if (message.deleted) return failure({ code: 230110 })
    if (!isReachable(app, chat)) return failure({ code: 230013 })
    if (message.sender.id !== app.app_id) return failure({ code: 230012 })
    if (clock() - message.create_time_ms > KNOWN_MS) return failure({ code: 230033 })

    const listed = pageOf(message.read_by, (open_id) => open_id, query)
    if (!listed) return failure({ code: 230001 })
    const { page, has_more, page_token } = listed
    const { user_id_type } = query
    return success({
      items: page.map((open_id) => ({
        user_id_type,
        user_id: state.users.get(open_id)?.[user_id_type] ?? open_id,
        timestamp: String(message.read_at_ms[open_id] ?? message.create_time_ms),
        tenant_key: tenantKeyOf(state, open_id),
      })),
      has_more,
      ...(has_more && { page_token }),
    })
  }),
}
