import type { Exchange } from '#contract/exchange'
import { CHAT_ID, RECEIVE_ID, RECEIVE_ID_TYPES } from '#contract/ids'
import { member, parseJson } from '#contract/json'
import { REDACTED } from '#contract/texts/secrets'
import { type ReadMessage, readWireMessage } from '../feishu/queries/wire-message.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Log } from '../logging/log.ts'
import type { RecipientOwner, RecipientStore, SentRecipient } from './recipients.ts'

/**
 * Wraps a ledger so that the recipients of its messages are stored. If storing fails, sending goes on.
 */
export function learnRecipients(ledger: Ledger, recipients: RecipientStore, log: Log): Ledger {
  return {
    ...ledger,
    async settle(exchange) {
      const settled = ledger.settle(exchange)
      const delivery = deliveryOf(exchange)
      // At once, so that both share a commit.
      const learned =
        delivery &&
        recipients.learn(delivery.owner, delivery.to).catch((error: unknown) => {
          const name = error instanceof Error ? error.name : 'unknown'
          log({ event: 'recipient_not_learned', exchange: exchange.id, error: name })
        })
      await settled
      await learned
    },
  }
}

/** A sent message and its recipient. */
export type SentDelivery = { owner: RecipientOwner; to: SentRecipient; message: ReadMessage }

/**
 * Returns the message and recipient of an exchange; null if no message was sent or the recipient is
 * unknown, e.g. because part of the id was redacted.
 */
export function deliveryOf(exchange: Exchange): SentDelivery | null {
  const { endpoint, outcome, code, request, response, started_at } = exchange
  if (endpoint !== 'create_message' || outcome !== 'answered' || code !== 0) return null
  const url = URL.parse(request.url)
  const type = RECEIVE_ID_TYPES.find((name) => name === url?.searchParams.get('receive_id_type'))
  const receive_id = member(parseJson(exchange.body), 'receive_id')
  const message = readWireMessage(member(parseJson(response?.body ?? ''), 'data'))
  if (!url || !type || !message || typeof receive_id !== 'string') return null
  if (!RECEIVE_ID.test(receive_id) || receive_id.includes(REDACTED)) return null
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
