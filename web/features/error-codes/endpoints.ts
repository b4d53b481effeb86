import { ENDPOINTS, type Endpoint, type ErrorCode } from '#contract/catalogue/error-code'
import type { Bilingual } from '#contract/locale'

/** The name of each call. */
export const ENDPOINT_NAMES: Record<Endpoint, Bilingual> = {
  push_follow_up: { zh: '发送气泡', en: 'Push bubbles' },
  create_message: { zh: '发送消息', en: 'Send message' },
  reply_message: { zh: '回复消息', en: 'Reply to message' },
  list_messages: { zh: '获取会话历史消息', en: 'List messages' },
  get_message: { zh: '获取指定消息', en: 'Get message' },
  recall_message: { zh: '撤回消息', en: 'Recall message' },
  get_chat: { zh: '获取群信息', en: 'Get chat' },
  list_chats: { zh: '获取群列表', en: 'List chats' },
  tenant_access_token: { zh: '获取 tenant_access_token', en: 'Get tenant_access_token' },
  app_ticket: { zh: '重新获取 app_ticket', en: 'Resend app_ticket' },
  any: { zh: '任何接口（网关）', en: 'Any call (gateway)' },
}

/** The first of an entry's endpoints in the contract's order. */
export function firstEndpoint(entry: ErrorCode): Endpoint | undefined {
  return ENDPOINTS.find((endpoint) => entry.endpoints.includes(endpoint))
}

/** The id of an entry on the error codes page, for example `push_follow_up-230006`. */
export function anchorOf(endpoint: Endpoint, code: number): string {
  return `${endpoint}-${code}`
}

/** The part of a searched msg that is the same in each response: what follows `, ext=` differs. */
export function withoutExt(query: string): string {
  return query.split(/, ?ext=/i)[0] ?? ''
}

/** The texts of an entry that a response may have as its msg, in lower case. */
export function msgsOf({ msg, observed = [] }: ErrorCode): string {
  return [msg, ...observed.map((one) => one.msg)].join('\n').toLowerCase()
}
