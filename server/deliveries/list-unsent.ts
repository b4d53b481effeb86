import { sql } from 'kysely'
import type { ExchangeFilter } from '#contract/exchanges'
import { findPeople } from '../ledger/list-exchanges.ts'
import type { Database } from '../storage/database.ts'
import { searchPatterns } from '../storage/text-search.ts'
import type { DeliveryRow } from './read-deliveries.ts'

/** The place of a delivery in the order of their times. */
export type UnsentPosition = { ms: number; seq: number }

/**
 * Returns deliveries without any exchange that match the filter, newest first: those that were refused
 * before anything was sent, e.g. because of the rate limit. A filter for what only an exchange has
 * selects none of them.
 * @param range.before only those before this place
 * @param range.from_ms only those not older
 */
export async function listUnsent(
  db: Database,
  filter: ExchangeFilter,
  { before, from_ms, limit }: { before: UnsentPosition; from_ms: number; limit: number },
): Promise<{ row: DeliveryRow; at: UnsentPosition }[]> {
  const { outcome, code, endpoint, result, state = 'not_sent', query = '' } = filter
  if (
    [outcome, code, endpoint, result].some((field) => field !== undefined) ||
    state !== 'not_sent'
  ) {
    return []
  }
  let rows = db
    .selectFrom('deliveries as d')
    .selectAll()
    .where('d.created_at_ms', '>=', Math.max(from_ms, filter.from_ms ?? 0))
    .where('d.created_at_ms', '<=', Math.min(before.ms, filter.to_ms ?? before.ms))
    .where((is) => is.or([is('d.created_at_ms', '<', before.ms), is('d.seq', '<', before.seq)]))
    // A literal, so that SQLite takes the index of these rows.
    .where(sql<boolean>`d.unsent = 1`)
    .orderBy('d.created_at_ms', 'desc')
    .orderBy('d.seq', 'desc')
    .limit(limit)
  const columns = {
    profile: filter.profile,
    actor: filter.actor,
    receive_id: filter.recipient,
    template_id: filter.template,
    list_id: filter.list,
    idempotency_key: filter.idempotency_key,
  }
  for (const [column, value] of Object.entries(columns)) {
    if (value !== undefined) rows = rows.where(`d.${column as keyof typeof columns}`, '=', value)
  }
  if (filter.apps) rows = rows.where('d.profile', 'in', filter.apps)
  const patterns = searchPatterns(query)
  if (patterns.length > 0) {
    const people = await findPeople(db, filter)
    rows = rows.where((is) => {
      const texts = patterns.map((pattern) => sql<boolean>`d.search like ${pattern} escape '\\'`)
      const byName = people.length > 0 ? [is('d.receive_id', 'in', people)] : []
      return is.or([is.and(texts), ...byName])
    })
  }
  const found = await rows.execute()
  return found.map((row) => ({ row, at: { ms: row.created_at_ms, seq: row.seq } }))
}
