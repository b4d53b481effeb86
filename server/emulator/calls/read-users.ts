import * as z from 'zod/mini'
import { tenantKeyOf } from '../tenant/state.ts'
import { findMessage, isReachable } from './message.ts'
import { type AppOperation, failure, success } from './operation.ts'
import { idOfPageToken, parseQuery, toPageToken } from './request-fields.ts'

const querySchema = z.object({
  user_id_type: z.enum(['open_id', 'union_id', 'user_id']),
  page_size: z._default(
    z.string().check(z.regex(/^(?:[1-9]\d?|100)$/, { error: 'expected 1 to 100' })),
    '20',
  ),
  page_token: z.optional(z.string()),
})

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
  handle({ world: { state, clock }, app, params, query: given }) {
    const parsed = parseQuery(querySchema, given)
    if ('error' in parsed) return failure(parsed.error)
    const { user_id_type, page_size, page_token } = parsed.fields
    const found = findMessage(state, app, params.message_id)
    if ('code' in found) return failure(found)
    const { chat, message } = found
    if (message.deleted) return failure({ code: 230110 })
    if (!isReachable(app, chat)) return failure({ code: 230013 })
    if (message.sender.id !== app.app_id) return failure({ code: 230012 })
    if (clock() - message.create_time_ms > KNOWN_MS) return failure({ code: 230033 })

    const { read_by } = message
    const start = page_token ? read_by.indexOf(idOfPageToken(page_token)) + 1 : 0
    if (page_token && start === 0) return failure({ code: 230001 })
    const page = read_by.slice(start, start + Number(page_size))
    const last = page.at(-1)
    const has_more = start + page.length < read_by.length
    return success({
      items: page.map((open_id) => ({
        user_id_type,
        user_id: state.users.get(open_id)?.[user_id_type] ?? open_id,
        timestamp: String(message.read_at_ms[open_id] ?? message.create_time_ms),
        tenant_key: tenantKeyOf(state, open_id),
      })),
      has_more,
      ...(has_more && last && { page_token: toPageToken(last) }),
    })
  },
}
