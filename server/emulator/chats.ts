import * as z from 'zod/mini'
import { refuse, success } from './answer.ts'
import type { AppOperation } from './operation.ts'
import type { Chat, State } from './state.ts'
import { invalidFields, violationsOf } from './violations.ts'

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
 * The groups that the bot is in. One-to-one chats are never listed.
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
  answer({ world: { state }, app, query: given }) {
    const parsed = z.safeParse(querySchema, given, { reportInput: true })
    if (!parsed.success) return refuse(invalidFields(violationsOf(parsed.error.issues), 99992402))
    const { sort_type, page_size, page_token } = parsed.data
    const groups = [...state.chats.values()].filter(
      ({ chat_mode, app_ids }) => chat_mode === 'group' && app_ids.includes(app.app_id),
    )
    if (sort_type === 'ByActiveTimeDesc') groups.reverse()
    else groups.sort((a, b) => a.create_time_ms - b.create_time_ms)
    const start = page_token ? positionAfter(groups, page_token) : 0
    if (start === null) return refuse({ code: 232001 })
    const page = groups.slice(start, start + Number(page_size))
    const has_more = start + page.length < groups.length
    return success({
      items: page.map((chat) => toWireChat(state, chat)),
      page_token: has_more ? tokenOf(page.at(-1)) : '',
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
  answer({ world: { state }, app, params }) {
    const chat = state.chats.get(params.chat_id ?? '')
    if (!chat) return refuse({ code: 232006 })
    if (!chat.app_ids.includes(app.app_id)) return refuse({ code: 232011 })
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

function toWireChat({ tenant_key, users }: State, chat: Chat) {
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

function tokenOf(chat: Chat | undefined): string {
  return Buffer.from(chat?.chat_id ?? '').toString('base64url')
}

function positionAfter(chats: readonly Chat[], page_token: string): number | null {
  const id = Buffer.from(page_token, 'base64url').toString()
  const index = chats.findIndex(({ chat_id }) => chat_id === id)
  return index === -1 ? null : index + 1
}
