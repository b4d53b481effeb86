import type { Log } from '../http/error-mapper.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { deliveryOf } from './delivery.ts'
import type { Recipients } from './recipients.ts'

/**
 * A ledger from whose entries the recipients are learned. An address book that cannot be written to
 * keeps nobody from sending.
 */
export function learnRecipients(ledger: Ledger, recipients: Recipients, log: Log): Ledger {
  return {
    ...ledger,
    async settle(exchange) {
      await ledger.settle(exchange)
      const delivery = deliveryOf(exchange)
      if (!delivery) return
      await recipients.learn(delivery.owner, delivery.to).catch((error: unknown) => {
        const name = error instanceof Error ? error.name : 'unknown'
        log({ event: 'recipient_not_learned', exchange: exchange.id, error: name })
      })
    },
  }
}
