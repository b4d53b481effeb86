import type { NewMessage } from '#contract/create-message'
import type { Exchange } from '#contract/exchange'
import type { InFlight } from '#contract/ledger'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { SendLimitError } from './send-limits.ts'

/** The actor and idempotency key of a send; the sender generates a missing key. */
export type SenderOptions = {
  actor: string
  idempotency_key?: string | undefined
  /** The id of the delivery that the send belongs to. */
  delivery?: string | undefined
  /** Whether it belongs to a list, which steps back for people if calls are scarce. */
  for_list?: boolean | undefined
}

export type NewMessageOptions = SenderOptions & {
  /** Makes the platform create the message at most once, also with another key; generated if missing. */
  uuid?: string | undefined
  /** The body of the push that follows at once: the key covers it, and it needs a rate slot too. */
  then_push?: string | undefined
}

export type SendResult =
  /** The exchange of this or an earlier request with the key; `recorded: false` if its end is unwritten. */
  | { sent: 'done'; exchange: Exchange }
  | { sent: 'key_reused' }
  | { sent: 'in_flight'; in_flight: InFlight }
  /** Nothing was sent or recorded: the rate limit allows no call before this time. */
  | { sent: 'rate_limited'; resets_at_ms: number }
  /** Nothing was sent or recorded: a limit of the operator is reached. */
  | { sent: 'limited'; limit: SendLimitError }
  /** Nothing was sent, because it could not be recorded. */
  | { sent: 'not_recorded' }
  /** Nothing was sent, because the console is stopping. */
  | { sent: 'stopping' }

/**
 * Sends messages and pushes, and takes messages back. Every call is recorded in the ledger before it is made, and runs to its
 * end even if its caller has gone. Network errors are returned, not thrown.
 * @throws StorageError if the end of an earlier send with the same key cannot be read
 */
export type LedgerSender = {
  /** @param body the JSON text to forward byte for byte */
  push(
    profile: SecretProfile,
    message_id: string,
    body: string,
    options: SenderOptions & { attempt_of?: string | undefined },
  ): Promise<SendResult>
  create(
    profile: SecretProfile,
    message: NewMessage,
    options: NewMessageOptions,
  ): Promise<SendResult>
  /** Takes back a message of the bot; repeating it has no further effect. */
  recall(profile: SecretProfile, message_id: string, options: SenderOptions): Promise<SendResult>
  /**
   * Repeats an `unknown` push deliberately, as a separate exchange; its result is the evidence, see
   * `evidence.ts` of the contract.
   * @returns `not_repeatable` if it is no unknown push or its exact body was redacted
   */
  repeat(
    profile: SecretProfile,
    exchange: Exchange,
    options: SenderOptions,
  ): Promise<SendResult | { sent: 'not_repeatable' }>
  /** Returns the end of a send that the ledger could not write yet; null for any other. */
  unwritten(id: string): Exchange | null
}
