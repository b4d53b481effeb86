import type {
  Deliveries,
  Delivery,
  DeliveryFilter,
  NewDelivery,
} from '#contract/deliveries/delivery'
import type { Bilingual } from '#contract/locale'
import type { Refusal } from '#contract/refusal'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { SendLimitError } from '../ledger/send-limits.ts'
import type { SendResult } from '../ledger/sender.ts'
import type { RecipientOwner } from '../recipients/recipients.ts'

export type DeliveryOptions = {
  actor: string
  /** Generated if missing. */
  idempotency_key?: string | undefined
  /** Makes the platform create the message at most once an hour; generated if missing. */
  uuid?: string | undefined
  list_id?: string | undefined
  /** False refuses it if the person got a delivery within 10 minutes. */
  confirm_recent?: boolean | undefined
}

/** The list of a new delivery was paused or stopped before it was recorded. Nothing was sent. */
export class ListRestingError extends Error {
  override readonly name = 'ListRestingError'
}

/** What a delivery sends: complete, with the template filled in. */
export type DeliveryPlan = Pick<
  NewDelivery,
  'recipient' | 'template' | 'message' | 'message_id'
> & {
  /** JSON text of the bubbles, forwarded byte for byte. */
  follow_ups: string
}

export type RecentDelivery = NonNullable<Refusal['recent']>

type DeliveryRun = {
  delivery: Delivery
  /** Why its last step was not made, if it was not. */
  unsent: Exclude<SendResult, { sent: 'done' }> | null
  /** Whether this run made a step before. */
  progressed: boolean
}

export type DeliveryResult =
  | DeliveryRun
  /** Nothing was sent. */
  | { refused: 'key_reused' | 'not_recorded' }
  | { refused: 'recent_delivery'; recent: RecentDelivery }
  | { refused: 'limited'; limit: SendLimitError }

/** What a call on an existing delivery needs. */
export type DeliveryCall = {
  findProfile: (id: string) => Promise<SecretProfile | null>
  actor: string
  /** Whether a list makes it, which steps back for people if calls are scarce. */
  for_list?: boolean | undefined
}

export type ContinueResult =
  | DeliveryRun
  /** Nothing was sent. */
  | { refused: 'not_found' | 'profile_gone' | 'nothing_left' | 'not_exact' }
  /** Whether the message arrived could not be read from its chat. */
  | { refused: 'chat_unknown' | 'chat_unclear' }
  | { refused: 'chat_not_read'; detail: Bilingual }

export type RecallResult =
  | DeliveryRun
  /** Nothing was sent. */
  | { refused: 'not_found' | 'profile_gone' | 'nothing_to_recall' | 'in_flight' }

/**
 * The record of what people send. A delivery is committed before its first call and fixes `uuid` and
 * idempotency keys of its calls, so that continuing it never sends anything twice.
 * @throws StorageError; ListRestingError only for a delivery of a list
 */
export type DeliveryStore = {
  /** Begins a delivery and makes its calls. With a used key: continues the delivery of that key. */
  deliver(
    profile: SecretProfile,
    plan: DeliveryPlan,
    options: DeliveryOptions,
  ): Promise<DeliveryResult>
  /**
   * Makes the step that is left, if it is safe. A message of unknown outcome is sent again with its
   * uuid while the platform honors that; later it is only looked for in its chat.
   */
  continue(id: string, call: DeliveryCall): Promise<ContinueResult>
  /** Takes back the message that it made; a delivery that was taken back stays as it is. */
  recall(id: string, call: DeliveryCall): Promise<RecallResult>
  find(id: string): Promise<Delivery | null>
  /** @throws CursorError if the cursor is malformed */
  list(
    filter: DeliveryFilter,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Deliveries>
  /** Removes the labels of deliveries to a person; returns their number. */
  forget(
    owner: RecipientOwner,
    recipient: { receive_id_type: string; receive_id: string },
  ): Promise<number>
}
