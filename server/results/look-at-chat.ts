import * as z from 'zod/mini'
import type { FailureKind } from '#contract/exchange'
import { MESSAGE_ID } from '#contract/ids'
import { isJsonObject, member, parseJson } from '#contract/json'
import { getMessage } from '../feishu/queries/queries.ts'
import { credentialRefusal, NO_SCOPE } from '../feishu/queries/query-failure.ts'
import {
  type PlatformQuery,
  type QueryDeps,
  type QueryFailure,
  runQuery,
} from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { ChatEvent } from './decide-result.ts'

/** A message in a chat, as far as it decides about bubbles. */
export type ChatItem = {
  message_id: string
  at_ms: number
  from_user: boolean
  /** The text of a user's message; null if it has none. */
  text: string | null
  deleted: boolean
}

/** More messages than one second before the push and the one after it. */
const PAGE_SIZE = 20

const itemSchema = z.object({
  message_id: z.string().check(z.regex(MESSAGE_ID)),
  msg_type: z.catch(z.optional(z.string()), undefined),
  create_time: z.string().check(z.regex(/^\d{12,15}$/)),
  deleted: z.catch(z.optional(z.boolean()), undefined),
  sender: z.catch(z.optional(z.object({ sender_type: z.string() })), undefined),
  body: z.catch(z.optional(z.object({ content: z.string() })), undefined),
})
const pageSchema = z.object({ items: z.array(itemSchema) })

/**
 * Returns the messages of a chat from a second on, oldest first. An item that cannot be read makes the
 * whole response unexpected, because it may be the click.
 * @param from_ms by the platform's clock
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/list
 */
export function listSince(chat_id: string, from_ms: number): PlatformQuery<ChatItem[]> {
  const query = new URLSearchParams({
    container_id_type: 'chat',
    container_id: chat_id,
    start_time: String(Math.floor(from_ms / 1000)),
    sort_type: 'ByCreateTimeAsc',
    page_size: String(PAGE_SIZE),
  })
  return {
    name: 'list_messages',
    endpoint: 'list_messages',
    path: `/open-apis/im/v1/messages?${query}`,
    parse({ data }) {
      const page = pageSchema.safeParse(data)
      if (!page.success) return null
      return page.data.items.map(
        ({ message_id, msg_type, create_time, deleted, sender, body }) => ({
          message_id,
          at_ms: Number(create_time),
          from_user: sender?.sender_type === 'user',
          text: messageText(msg_type ?? '', body?.content ?? ''),
          deleted: deleted === true,
        }),
      )
    },
  }
}

/** Returns the text of a message; of a post, its texts in order. Null if it is of another type. */
function messageText(msg_type: string, content: string): string | null {
  const value = parseJson(content)
  if (msg_type === 'post') return textsIn(member(value, 'content'))
  const text = msg_type === 'text' ? member(value, 'text') : null
  return typeof text === 'string' ? text : null
}

function textsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textsIn).join('')
  const text = isJsonObject(value) ? value.text : null
  return typeof text === 'string' ? text : ''
}

/** Returns the first event after a push in its chat, null if nothing has happened. */
export function firstEvent(
  items: readonly ChatItem[],
  { message_id, message_at_ms }: { message_id: string; message_at_ms: number },
): ChatEvent | null {
  const at = items.findIndex((item) => item.message_id === message_id)
  const next =
    at >= 0
      ? items[at + 1]
      : items.find(({ at_ms: create_time_ms }) => create_time_ms >= message_at_ms)
  if (next) {
    const found = { message_id: next.message_id, create_time_ms: next.at_ms }
    if (!next.from_user) return { kind: 'bot_message', ...found }
    if (next.deleted) return { kind: 'unreadable_message', ...found }
    return { kind: 'user_message', ...found, message_type: '', text: next.text }
  }
  // When it was taken back is not documented to be returned.
  return items[at]?.deleted ? { kind: 'recalled', message_id, at_ms: null } : null
}

/** What one look at a chat shows. */
export type Look =
  | { saw: 'event'; event: ChatEvent }
  | { saw: 'nothing' }
  /** The chat and the time of the message, which were not known before. */
  | { saw: 'chat'; chat_id: string; message_at_ms: number }
  /** Another look may work, at the earliest at this time in milliseconds since 1970. */
  | { saw: 'retry'; at_ms: number; limited: boolean }
  | { saw: 'failure'; why: 'no_scope' | 'no_access' | 'chat_unknown' | 'chat_unreadable' }

type LookedPush = { message_id: string; chat_id: string | null; message_at_ms: number | null }

/** Reads the chat of a push once, or finds out which one it is. Sends nothing. */
export async function lookAtChat(
  feishu: QueryDeps,
  profile: SecretProfile,
  { message_id, chat_id, message_at_ms }: LookedPush,
): Promise<Look> {
  if (chat_id === null || message_at_ms === null) {
    const read = await runQuery(feishu, profile, getMessage(message_id))
    if (!read.ok) return explainFailure(read.failure)
    const { chat_id: found, create_time_ms } = read.value
    if (found === null || create_time_ms === null) return { saw: 'failure', why: 'chat_unknown' }
    return { saw: 'chat', chat_id: found, message_at_ms: create_time_ms }
  }
  const read = await runQuery(feishu, profile, listSince(chat_id, message_at_ms))
  if (!read.ok) return explainFailure(read.failure)
  const event = firstEvent(read.value, { message_id, message_at_ms })
  return event ? { saw: 'event', event } : { saw: 'nothing' }
}

/** The app, or the user, did not grant a scope. */
const NOT_GRANTED = [NO_SCOPE, 99991679]
const RATE_LIMITED = 99991400
const NO_CREDENTIAL: readonly FailureKind[] = [
  'no_secret',
  'no_app_ticket',
  'no_tenant_key',
  'no_pasted_token',
  'pasted_token_expired',
]

function explainFailure(failure: QueryFailure): Look {
  switch (failure.why) {
    case 'wait':
      return { saw: 'retry', at_ms: failure.until, limited: true }
    case 'unexpected':
      return { saw: 'failure', why: 'chat_unreadable' }
    case 'failed':
      if (NO_CREDENTIAL.includes(failure.kind)) return { saw: 'failure', why: 'no_access' }
      return { saw: 'retry', at_ms: 0, limited: false }
    case 'refused': {
      const { code } = failure
      if (NOT_GRANTED.includes(code)) return { saw: 'failure', why: 'no_scope' }
      if (code === RATE_LIMITED) return { saw: 'retry', at_ms: 0, limited: true }
      const why = credentialRefusal([{ ok: false, failure }]) ? 'no_access' : 'chat_unreadable'
      return { saw: 'failure', why }
    }
  }
}
