import type { NewMessage } from '#contract/create-message'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Order, Sender, Sent } from './sender.ts'
import { sha256 } from './sha256.ts'

type Together = {
  message: NewMessage
  uuid: string | undefined
  /** The JSON text of the push. */
  body: string
}

/** `push` is `null` where there is no message to put the bubbles under, or nobody knows its id. */
export type SentTogether =
  | { create: Extract<Sent, { sent: 'done' }>; push: Sent | null }
  | { create: Exclude<Sent, { sent: 'done' }>; push: null }

const KEY_LENGTH = 128

/**
 * Sends a message and puts its bubbles under it: two sends of the ledger, linked by the message's id
 * and by their keys. The same order again finds both, and goes on where it was broken off.
 * @throws StorageError as {@link Sender} does
 */
export async function sendWithFollowUps(
  sender: Pick<Sender, 'create' | 'push'>,
  profile: SecretProfile,
  { message, uuid, body }: Together,
  order: Order,
): Promise<SentTogether> {
  const create = await sender.create(profile, message, { ...order, uuid, then_push: body })
  if (create.sent !== 'done') return { create, push: null }
  const { outcome, code, message_id, idempotency_key } = create.exchange
  if (outcome !== 'answered' || code !== 0 || message_id === null) return { create, push: null }
  const push = await sender.push(profile, message_id, body, {
    actor: order.actor,
    idempotency_key: pushKey(idempotency_key),
  })
  return { create, push }
}

/** The key of the push that belongs to a message sent with this key. */
export function pushKey(key: string): string {
  const suffix = ':push'
  return (key.length + suffix.length > KEY_LENGTH ? sha256(key) : key) + suffix
}
