import type { NewMessage } from '#contract/create-message'
import type { Exchange } from '#contract/exchange'
import type { InFlight } from '#contract/ledger'
import type { SecretProfile } from '../feishu/secret-profile.ts'

/** Who sends, and under which key; without a key the sender makes one. */
export type Order = {
  actor: string
  idempotency_key?: string | undefined
}

export type NewMessageOrder = Order & {
  /** Makes the message at most once, also under another key; made where it is not given. */
  uuid?: string | undefined
  /** The body of the push that is to follow at once: the key covers it, and it needs room too. */
  then_push?: string | undefined
}

export type Sent =
  /** The exchange, now or from before (same key); `recorded: false` where its end is not written yet. */
  | { sent: 'done'; exchange: Exchange }
  | { sent: 'key_reused' }
  | { sent: 'in_flight'; in_flight: InFlight }
  /** Nothing was sent, and nothing written down: the platform's limits leave no room before then. */
  | { sent: 'rate_limited'; resets_at_ms: number }
  /** Nothing was sent, because it could not be written down. */
  | { sent: 'not_recorded' }
  /** Nothing was sent, because the console is stopping. */
  | { sent: 'stopping' }

/**
 * The only way to send: every call is in the ledger before it is made. A send runs to its end
 * whether or not its caller still listens. None of these throws for what the network does.
 * @throws StorageError where the end of an earlier send (same key) cannot be read
 */
export type Sender = {
  /** @param body the JSON text to forward byte for byte */
  push(
    profile: SecretProfile,
    message_id: string,
    body: string,
    order: Order & { attempt_of?: string | undefined },
  ): Promise<Sent>
  create(profile: SecretProfile, message: NewMessage, order: NewMessageOrder): Promise<Sent>
  /**
   * Sends an `unknown` push once more, deliberately, as an exchange of its own that is linked to
   * it; its answer is the evidence, see `evidence.ts` of the contract.
   * @returns `not_repeatable` where its exact bytes are not known any more or it is no unknown push
   */
  repeat(
    profile: SecretProfile,
    exchange: Exchange,
    order: Order,
  ): Promise<Sent | { sent: 'not_repeatable' }>
  /** How a send ended whose row in the ledger does not say so yet; `null` for any other. */
  unwritten(id: string): Exchange | null
}
