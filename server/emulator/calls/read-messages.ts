import * as z from 'zod/mini'
import type { Chat, Message, TenantState } from '../tenant/state.ts'
import { findMessage, toWireMessage } from './message.ts'
import { type AppOperation, failure, success } from './operation.ts'
import { idOfPageToken, parseQuery, toPageToken } from './request-fields.ts'

const seconds = z.string().check(z.regex(/^\d{1,12}$/, { error: 'expected seconds since 1970' }))

const querySchema = z.object({
  container_id_type: z.enum(['chat', 'thread']),
  container_id: z.string().check(z.minLength(1)),
  start_time: z._default(seconds, '0'),
  end_time: z._default(seconds, '999999999999'),
  sort_type: z._default(z.enum(['ByCreateTimeAsc', 'ByCreateTimeDesc']), 'ByCreateTimeAsc'),
  page_size: z._default(
    z.string().check(z.regex(/^(?:[1-9]|[1-4]\d|50)$/, { error: 'expected 1 to 50' })),
    '20',
  ),
  page_token: z.optional(z.string()),
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
  handle({ world: { state }, app, query: given }) {
    const parsed = parseQuery(querySchema, given)
    if ('error' in parsed) return failure(parsed.error)
    const query = parsed.fields
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
  },
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
