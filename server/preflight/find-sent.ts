import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { deliveryOf } from '../recipients/delivery.ts'
import { ownerOf } from '../recipients/owner.ts'
import type { SentMessage } from './facts.ts'

const LOOKED_THROUGH = 20

/** A message as this console sent it as this app; `null` where it did not. */
export async function findSent(
  ledger: Ledger,
  profile: SecretProfile,
  message_id: string,
): Promise<SentMessage | null> {
  const filter = { query: message_id, profile: profile.id, code: 0 }
  const { exchanges } = await ledger.list(filter, { limit: LOOKED_THROUGH })
  const { base_url } = ownerOf(profile)
  for (const exchange of exchanges) {
    const delivery = exchange.message_id === message_id ? deliveryOf(exchange) : null
    if (delivery?.owner.base_url !== base_url) continue
    const { chat_id, create_time_ms } = delivery.message
    return { chat_id, create_time_ms, to_person: delivery.to.receive_id_type !== 'chat_id' }
  }
  return null
}
