import * as z from 'zod/mini'
import { refuse, success } from './answer.ts'
import type { AppOperation } from './operation.ts'
import type { Chat, Message, State } from './state.ts'
import { invalidFields, violationsOf } from './violations.ts'
import { toWireMessage } from './wire-message.ts'

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
type Query = z.infer<typeof querySchema>

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/list */
export const listMessages: AppOperation = {
  name: 'list_messages',
  method: 'GET',
  path: '/open-apis/im/v1/messages',
  endpoint: 'list_messages',
  access: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
  botAbilityOff: 230006,
  codes: [99992402, 230001, 230002, 230027, 230073],
  answer({ world: { state }, app, query: given }) {
    const parsed = z.safeParse(querySchema, given, { reportInput: true })
    if (!parsed.success) return refuse(invalidFields(violationsOf(parsed.error.issues), 99992402))
    const query = parsed.data
    // Nothing makes threads here, so there is none to be seen.
    if (query.container_id_type === 'thread') return refuse({ code: 230073 })
    const chat = state.chats.get(query.container_id)
    if (!chat?.app_ids.includes(app.app_id)) return refuse({ code: 230002 })
    if (chat.chat_mode === 'group' && !app.scopes.includes('im:message.group_msg')) {
      return refuse({ code: 230027 })
    }

    const start = query.page_token ? positionAfter(query, chat) : 0
    if (start === null) return refuse({ code: 230001 })
    const size = Number(query.page_size)
    // One more than is shown tells whether there are more.
    const found = select(state, chat, query, start, size + 1)
    const page = found.slice(0, size)
    const last = page.at(-1)
    const has_more = found.length > size
    return success({
      has_more,
      ...(has_more && last && { page_token: tokenOf(last) }),
      items: page.map((message) => toWireMessage(state, message)),
    })
  },
}

/**
 * Up to `count` of the messages asked for, in the order asked for, from a position in that order;
 * both ends of the time range are included.
 */
function select(
  { messages }: State,
  { message_ids }: Chat,
  query: Query,
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

function indexAt({ sort_type }: Query, { length }: readonly string[], position: number): number {
  return sort_type === 'ByCreateTimeDesc' ? length - 1 - position : position
}

/** A page ends at a message, not at a number, so that newer messages do not shift the next one. */
function tokenOf({ message_id }: Message): string {
  return Buffer.from(message_id).toString('base64url')
}

function positionAfter(query: Query, { message_ids }: Chat): number | null {
  const id = Buffer.from(query.page_token ?? '', 'base64url').toString()
  const index = message_ids.lastIndexOf(id)
  return index === -1 ? null : indexAt(query, message_ids, index) + 1
}
