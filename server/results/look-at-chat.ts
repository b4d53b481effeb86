import type { FailureKind } from '#contract/exchange'
import { isJsonObject, member } from '#contract/json'
import { listPeriod, type PeriodMessage } from '../feishu/queries/chat-period.ts'
import { getMessage } from '../feishu/queries/queries.ts'
import { credentialRefusal, NO_SCOPE } from '../feishu/queries/query-failure.ts'
import { type QueryDeps, type QueryFailure, runQuery } from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { ChatEvent } from './decide-result.ts'

/** More messages than one second before the push and the one after it. */
const PAGE_SIZE = 20

/** Returns the text of a message; of a post, its texts in order. Null if it is of another type. */
function messageText({ msg_type, content }: PeriodMessage): string | null {
  if (msg_type === 'post') return textsIn(member(content, 'content'))
  const text = msg_type === 'text' ? member(content, 'text') : null
  return typeof text === 'string' ? text : null
}

function textsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textsIn).join('')
  const text = isJsonObject(value) ? value.text : null
  return typeof text === 'string' ? text : ''
}

/** Returns the first event after a push in its chat, null if nothing has happened. */
function firstEvent(
  messages: readonly PeriodMessage[],
  message_id: string,
  message_at_ms: number,
): ChatEvent | null {
  const at = messages.findIndex((message) => message.message_id === message_id)
  const next =
    at >= 0
      ? messages[at + 1]
      : messages.find(({ create_time_ms }) => create_time_ms >= message_at_ms)
  if (next) {
    const found = { message_id: next.message_id, create_time_ms: next.create_time_ms }
    if (next.sender?.type !== 'user') return { kind: 'bot_message', ...found }
    if (next.deleted) return { kind: 'unreadable_message', ...found }
    return { kind: 'user_message', ...found, message_type: '', text: messageText(next) }
  }
  // When it was taken back is not documented to be returned.
  return messages[at]?.deleted ? { kind: 'recalled', message_id, at_ms: null } : null
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
  const period = { from_s: Math.floor(message_at_ms / 1000), page_size: PAGE_SIZE }
  const read = await runQuery(feishu, profile, listPeriod(chat_id, period))
  if (!read.ok) return explainFailure(read.failure)
  const event = firstEvent(read.value.messages, message_id, message_at_ms)
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
