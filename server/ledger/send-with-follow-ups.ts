import { hash } from 'node:crypto'
import type { NewMessage } from '#contract/create-message'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { LedgerSender, SenderOptions, SendResult } from './sender.ts'

type MessageAndPush = {
  message: NewMessage
  uuid: string | undefined
  /** The JSON text of the push. */
  body: string
}

/** `push` is null if the message was not created or its id is unknown. */
export type MessageWithFollowUpsResult =
  | { create: Extract<SendResult, { sent: 'done' }>; push: SendResult | null }
  | { create: Exclude<SendResult, { sent: 'done' }>; push: null }

const MAX_KEY_LENGTH = 128

/**
 * Sends a message and then its bubbles: two sends in the ledger, linked by the message's id and by
 * their keys. Repeating the request finds both, and continues where the first one stopped.
 * @throws StorageError see {@link LedgerSender}
 */
export async function sendWithFollowUps(
  sender: Pick<LedgerSender, 'create' | 'push'>,
  profile: SecretProfile,
  { message, uuid, body }: MessageAndPush,
  options: SenderOptions,
): Promise<MessageWithFollowUpsResult> {
  const create = await sender.create(profile, message, { ...options, uuid, then_push: body })
  if (create.sent !== 'done') return { create, push: null }
  const { outcome, code, message_id, idempotency_key } = create.exchange
  if (outcome !== 'answered' || code !== 0 || message_id === null) return { create, push: null }
  const push = await sender.push(profile, message_id, body, {
    actor: options.actor,
    idempotency_key: pushKey(idempotency_key),
  })
  return { create, push }
}

/** Returns the idempotency key of the push for a message that was sent with this key. */
export function pushKey(key: string): string {
  const suffix = ':push'
  return (key.length + suffix.length > MAX_KEY_LENGTH ? hash('sha256', key) : key) + suffix
}
