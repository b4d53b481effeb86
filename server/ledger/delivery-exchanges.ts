import type { DeliveryState } from '#contract/deliveries/delivery-states'
import type { Exchange } from '#contract/exchange'
import { deliveryProgress } from '../deliveries/delivery-state.ts'
import type { Database } from '../storage/database.ts'
import { readExchanges, readRows } from './read-exchanges.ts'

/** Returns the exchanges of deliveries by the delivery's id, oldest first. */
export async function readDeliveryExchanges(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, Exchange[]>> {
  if (ids.length === 0) return new Map()
  const found = await db.selectFrom('intents').select('seq').where('delivery', 'in', ids).execute()
  const exchanges = await readExchanges(db, await readRows(db, found))
  return Map.groupBy(exchanges.toReversed(), ({ delivery }) => delivery ?? '')
}

/** Returns the states of deliveries by their ids. */
export async function readDeliveryStates(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, DeliveryState>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'message', 'message_id'])
    .where('id', 'in', ids)
    .execute()
  const exchanges = await readDeliveryExchanges(db, ids)
  return new Map(
    rows.map(({ id, message, message_id }) => {
      const planned = { makesMessage: message !== null, message_id }
      return [id, deliveryProgress(planned, exchanges.get(id) ?? []).state]
    }),
  )
}
