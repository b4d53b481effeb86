import type { History, HistoryRow } from '#contract/deliveries/history'
import type { Exchange } from '#contract/exchange'
import type { ExchangeFilter } from '#contract/exchanges'
import { MAX_CANDIDATES, startScan } from '../ledger/list-exchanges.ts'
import { type ListedRow, readExchanges, readRows } from '../ledger/read-exchanges.ts'
import type { Database } from '../storage/database.ts'
import type { SearchIndex } from '../storage/search-index.ts'
import { toDelivery } from './read-deliveries.ts'

/**
 * Returns one page of the history, newest first: a row for each delivery that has an exchange which
 * matches the filter, and for each other exchange that does. A delivery stands at its oldest match,
 * so that a retry neither moves it nor shows it on two pages.
 * @param latestOf prefers the end of an exchange that is not written yet
 * @throws CursorError if the cursor is malformed
 */
export async function listHistory(
  db: Database,
  search: SearchIndex,
  filter: ExchangeFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  latestOf: (exchange: Exchange) => Exchange,
): Promise<History> {
  const scan = await startScan(db, search, filter, cursor)
  const found: ListedRow[][] = []
  const page = async (next: number | null): Promise<History> => ({
    rows: await toHistoryRows(db, found, latestOf),
    next_cursor: next === null ? null : String(next),
  })

  // Most deliveries have two exchanges; one more row than a page shows whether there is a next one.
  const wanted = 2 * limit + 1
  let last = 0
  for (let seen = 0; seen < MAX_CANDIDATES; ) {
    const candidates = await scan.next(wanted)
    const families = await readFamilies(db, candidates)
    for (const { seq } of candidates) {
      const family = families.get(seq) ?? []
      if (family.find(scan.matches)?.seq !== seq) continue
      if (found.length === limit) return page(last)
      found.push(family)
      last = seq
    }
    if (candidates.length < wanted) return page(null)
    seen += candidates.length
  }
  return page(scan.before())
}

/** Returns for each row all rows of its delivery, oldest first, or the row alone. */
async function readFamilies(
  db: Database,
  candidates: readonly { seq: number }[],
): Promise<Map<number, ListedRow[]>> {
  if (candidates.length === 0) return new Map()
  const seqs = candidates.map(({ seq }) => seq)
  const siblings = await db
    .selectFrom('intents')
    .select('seq')
    .where('delivery', 'in', (ids) =>
      ids
        .selectFrom('intents')
        .select('delivery')
        .where('seq', 'in', seqs)
        .where('delivery', 'is not', null),
    )
    .execute()
  const all = new Set([...seqs, ...siblings.map(({ seq }) => seq)])
  const rows = await readRows(
    db,
    [...all].map((seq) => ({ seq })),
  )
  const byDelivery = Map.groupBy(rows.toReversed(), ({ delivery, id }) => delivery ?? id)
  return new Map(rows.map((row) => [row.seq, byDelivery.get(row.delivery ?? row.id) ?? [row]]))
}

async function toHistoryRows(
  db: Database,
  found: readonly ListedRow[][],
  latestOf: (exchange: Exchange) => Exchange,
): Promise<HistoryRow[]> {
  const ids = found.flatMap(([row]) => row?.delivery ?? [])
  const deliveries =
    ids.length === 0
      ? []
      : await db.selectFrom('deliveries').selectAll().where('id', 'in', ids).execute()
  const byId = new Map(deliveries.map((row) => [row.id, row]))
  const exchanges = await readExchanges(db, found.flat())
  let at = 0
  return found.map((rows) => {
    const own = exchanges.slice(at, at + rows.length).map(latestOf)
    at += rows.length
    const row = byId.get(rows[0]?.delivery ?? '')
    if (!row) return { delivery: null, exchanges: own }
    const { message: _, follow_ups, create, push, recall, ...delivery } = toDelivery(row, own)
    return { delivery, exchanges: own }
  })
}
