import * as z from 'zod/mini'
import type { Chat, TenantState } from '../tenant/state.ts'
import { type AppOperation, failure, success } from './operation.ts'
import { optionalUserIdType, pageFields, pageOf, withQuery } from './request-fields.ts'

const querySchema = z.object({
  sort_type: z._default(z.enum(['ByCreateTimeAsc', 'ByActiveTimeDesc']), 'ByCreateTimeAsc'),
  ...pageFields(100),
  user_id_type: optionalUserIdType,
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
  handle: withQuery(querySchema, ({ world: { state }, app }, query) => {
    const groups = [...state.chats.values()].filter(
      ({ chat_mode, app_ids }) => chat_mode === 'group' && app_ids.includes(app.app_id),
    )
    if (query.sort_type === 'ByActiveTimeDesc') groups.reverse()
    else groups.sort((a, b) => a.create_time_ms - b.create_time_ms)
    const found = pageOf(groups, ({ chat_id }) => chat_id, query)
    if (!found) return failure({ code: 232001 })
    const { page, page_token, has_more } = found
    return success({ items: page.map((chat) => toWireChat(state, chat)), page_token, has_more })
  }),
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
