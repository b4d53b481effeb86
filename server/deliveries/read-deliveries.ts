import { type Selectable, sql } from 'kysely'
import type { MessageContent } from '#contract/create-message'
import type { Deliveries, Delivery, DeliveryFilter } from '#contract/deliveries/delivery'
import type { Exchange } from '#contract/exchange'
import { parseCursor } from '../ledger/list-exchanges.ts'
import { readDeliveryExchanges } from '../ledger/read-exchanges.ts'
import type { Database, Tables } from '../storage/database.ts'
import { searchPatterns } from '../storage/search-index.ts'
import { deliveryProgress } from './delivery-state.ts'

export type DeliveryRow = Selectable<Tables['deliveries']>

/** The most rows that one page reads; a page that found too few has a cursor to continue. */
const MAX_CANDIDATES = 2_000

/** Returns a delivery with its exchanges. */
export function toDelivery(row: DeliveryRow, exchanges: readonly Exchange[]): Delivery {
  const { id, actor, profile, receive_id_type, receive_id, label, message } = row
  const { template_id, template_version, template_values, template_language } = row
  return {
    id,
    actor,
    profile,
    recipient:
      receive_id_type === null || receive_id === null
        ? null
        : { receive_id_type, receive_id, label },
    template:
      template_id === null || template_version === null
        ? null
        : {
            id: template_id,
            version: template_version,
            values: JSON.parse(template_values ?? '{}'),
            ...(template_language !== null && { language: template_language }),
          },
    message: message === null ? null : (JSON.parse(message) as MessageContent),
    follow_ups: JSON.parse(row.follow_ups),
    list_id: row.list_id,
    created_at: new Date(row.created_at_ms).toISOString(),
    ...deliveryProgress({ makesMessage: message !== null, message_id: row.message_id }, exchanges),
  }
}

/**
 * Returns one page of the deliveries, newest first.
 * @param latest returns an exchange with an end that could not be written yet
 * @throws CursorError if the cursor is malformed
 */
export async function listDeliveries(
  db: Database,
  filter: DeliveryFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  latest: (exchange: Exchange) => Exchange,
): Promise<Deliveries> {
  let before = cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(cursor)
  const found: Delivery[] = []
  const page = (next: number | null): Deliveries => ({
    deliveries: found,
    next_cursor: next === null ? null : String(next),
  })
  // One more row than a page shows whether there is a next one.
  const wanted = limit + 1
  let last = 0
  for (let seen = 0; seen < MAX_CANDIDATES; ) {
    const rows = await findRows(db, filter, before, wanted)
    const exchanges = await readDeliveryExchanges(
      db,
      rows.map(({ id }) => id),
    )
    for (const row of rows) {
      const delivery = toDelivery(row, (exchanges.get(row.id) ?? []).map(latest))
      if (filter.state !== undefined && delivery.state !== filter.state) continue
      if (found.length === limit) return page(last)
      found.push(delivery)
      last = row.seq
    }
    if (rows.length < wanted) return page(null)
    seen += rows.length
    before = rows.at(-1)?.seq ?? 0
  }
  return page(before)
}

function findRows(
  db: Database,
  { apps, actor, recipient, template, list, from_ms, to_ms, query = '' }: DeliveryFilter,
  before: number,
  limit: number,
): Promise<DeliveryRow[]> {
  let rows = db
    .selectFrom('deliveries')
    .selectAll()
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
  if (apps !== undefined) rows = rows.where('profile', 'in', apps)
  if (actor !== undefined) rows = rows.where('actor', '=', actor)
  if (recipient !== undefined) rows = rows.where('receive_id', '=', recipient)
  if (template !== undefined) rows = rows.where('template_id', '=', template)
  if (list !== undefined) rows = rows.where('list_id', '=', list)
  if (from_ms !== undefined) rows = rows.where('created_at_ms', '>=', from_ms)
  if (to_ms !== undefined) rows = rows.where('created_at_ms', '<=', to_ms)
  for (const pattern of searchPatterns(query)) {
    rows = rows.where(sql<boolean>`search like ${pattern} escape '\\'`)
  }
  return rows.execute()
}
