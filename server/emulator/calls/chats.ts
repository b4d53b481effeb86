import * as z from 'zod/mini'
import type { Chat, TenantState } from '../tenant/state.ts'
import { type AppOperation, failure, success } from './operation.ts'
import { idOfPageToken, parseQuery, toPageToken } from './request-fields.ts'

const querySchema = z.object({
  sort_type: z._default(z.enum(['ByCreateTimeAsc', 'ByActiveTimeDesc']), 'ByCreateTimeAsc'),
  page_size: z._default(
    z.string().check(z.regex(/^(?:[1-9]\d?|100)$/, { error: 'expected 1 to 100' })),
    '20',
  ),
  page_token: z.optional(z.string()),
  user_id_type: z._default(z.enum(['open_id', 'union_id', 'user_id']), 'open_id'),
})

const READ_CHATS = ['im:chat', 'im:chat:readonly', 'im:chat:read', 'im:chat.group_info:readonly']

/**
 * Lists the groups that the bot is in; one-to-one chats are never listed.
 * @see https://open.feishu.cn/document/server-docs/group/chat/list
 */
export const listChats: AppOperation = {
  name: 'list_chats',
  method: 'GET',
  path: '/open-apis/im/v1/chats',
  endpoint: 'list_chats',
  access: READ_CHATS,
  botAbilityOff: 232025,
  codes: [99992402, 232001],
  handle({ world: { state }, app, query }) {
    const parsed = parseQuery(querySchema, query)
    if ('error' in parsed) return failure(parsed.error)
    const { sort_type, page_size, page_token } = parsed.fields
    const groups = [...state.chats.values()].filter(
      ({ chat_mode, app_ids }) => chat_mode === 'group' && app_ids.includes(app.app_id),
    )
    if (sort_type === 'ByActiveTimeDesc') groups.reverse()
    else groups.sort((a, b) => a.create_time_ms - b.create_time_ms)
    const last_id = page_token && idOfPageToken(page_token)
    const last = last_id ? groups.findIndex(({ chat_id }) => chat_id === last_id) : -1
    if (last_id && last === -1) return failure({ code: 232001 })
    const page = groups.slice(last + 1, last + 1 + Number(page_size))
    const has_more = last + 1 + page.length < groups.length
    return success({
      items: page.map((chat) => toWireChat(state, chat)),
      page_token: has_more ? toPageToken(page.at(-1)?.chat_id ?? '') : '',
      has_more,
    })
  },
}

/** @see https://open.feishu.cn/document/server-docs/group/chat/get-2 */
export const getChat: AppOperation = {
  name: 'get_chat',
  method: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id',
  endpoint: 'get_chat',
  access: READ_CHATS,
  botAbilityOff: 232025,
  codes: [232006, 232011],
  handle({ world: { state }, app, params }) {
    const chat = state.chats.get(params.chat_id ?? '')
    if (!chat) return failure({ code: 232006 })
    if (!chat.app_ids.includes(app.app_id)) return failure({ code: 232011 })
    const { chat_id: _, ...members } = toWireChat(state, chat)
    return success({
      ...members,
      chat_mode: chat.chat_mode,
      chat_type: 'private',
      user_count: String(chat.open_ids.length),
      bot_count: String(chat.app_ids.length),
    })
  },
}

function toWireChat({ tenant_key, users }: TenantState, chat: Chat) {
  const [owner_id = ''] = chat.open_ids
  return {
    chat_id: chat.chat_id,
    avatar: '',
    name: chat.chat_mode === 'group' ? chat.name : '',
    description: '',
    owner_id,
    owner_id_type: 'open_id',
    external: chat.open_ids.some((open_id) => users.get(open_id)?.external),
    tenant_key,
    chat_status: 'normal',
  }
}
