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
  method: 'GET',
  path: '/open-apis/im/v1/messages',
  endpoint: 'list_messages',
  access: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
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

    const found = select(state, chat, query)
    const start = query.page_token ? positionAfter(query.page_token, found) : 0
    if (start === null) return refuse({ code: 230001 })
    const page = found.slice(start, start + Number(query.page_size))
    const last = page.at(-1)
    const has_more = last !== undefined && last !== found.at(-1)
    return success({
      has_more,
      ...(has_more && { page_token: Buffer.from(last.message_id).toString('base64url') }),
      items: page.map((message) => toWireMessage(state, message)),
    })
  },
}

/** The messages asked for, in the order asked for; both ends of the time range are included. */
function select({ messages }: State, chat: Chat, query: Query): Message[] {
  const found = chat.message_ids.flatMap((id) => {
    const message = messages.get(id)
    if (!message) return []
    const second = Math.floor(message.create_time_ms / 1000)
    return second >= Number(query.start_time) && second <= Number(query.end_time) ? [message] : []
  })
  return query.sort_type === 'ByCreateTimeDesc' ? found.reverse() : found
}

/** A page ends at a message, not at a number, so that newer messages do not shift the next one. */
function positionAfter(page_token: string, found: readonly Message[]): number | null {
  const id = Buffer.from(page_token, 'base64url').toString()
  const index = found.findIndex(({ message_id }) => message_id === id)
  return index === -1 ? null : index + 1
}
