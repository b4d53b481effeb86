import { CHAT_ID } from '#contract/chat-id'
import { type Exchange, REDACTED } from '#contract/exchange'
import { RECEIVE_ID_TYPES } from '#contract/receive-id-types'
import { type ReadMessage, readWireMessage } from '../feishu/reading/wire-message.ts'
import type { Owner, SentTo } from './recipients.ts'

/** To whom a message went, and the message as the platform answered it. */
export type Delivery = { owner: Owner; to: SentTo; message: ReadMessage }

/**
 * Reads from an exchange who was sent a message; `null` where none was sent, or where it cannot be
 * told (a secret was taken out of the id, say).
 */
export function deliveryOf(exchange: Exchange): Delivery | null {
  const { endpoint, outcome, code, request, response, started_at } = exchange
  if (endpoint !== 'create_message' || outcome !== 'answered' || code !== 0) return null
  const url = URL.parse(request.url)
  const type = RECEIVE_ID_TYPES.find((name) => name === url?.searchParams.get('receive_id_type'))
  const receive_id = memberOf(parse(exchange.body), 'receive_id')
  const message = readWireMessage(memberOf(parse(response?.body ?? ''), 'data'))
  if (!url || !type || !message || typeof receive_id !== 'string') return null
  if (!/^[\x21-\x7e]{1,256}$/.test(receive_id) || receive_id.includes(REDACTED)) return null
  const { chat_id } = message
  return {
    owner: { profile: exchange.profile, base_url: url.origin },
    to: {
      receive_id_type: type,
      receive_id,
      chat_id: chat_id !== null && CHAT_ID.test(chat_id) ? chat_id : null,
      at_ms: Date.parse(started_at),
    },
    message,
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
