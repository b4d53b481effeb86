import { sql } from 'kysely'
import type { History, HistoryRow } from '#contract/deliveries/delivery'
import type { Exchange } from '#contract/exchange'
import type { ExchangeFilter } from '#contract/exchanges'
import { CursorError, findPeople, MAX_CANDIDATES, startScan } from '../ledger/list-exchanges.ts'
import { type ListedRow, readExchanges, readRows } from '../ledger/read-exchanges.ts'
import type { Database } from '../storage/database.ts'
import { type SearchIndex, searchPatterns } from '../storage/search-index.ts'
import { type DeliveryRow, toDelivery } from './read-deliveries.ts'

/** A row of the history with its place in it: a sequence number of the exchanges, and a time. */
type SentRow = { row: HistoryRow; seq: number; at_ms: number }

/**
 * Returns one page of the history, newest first: a row for each delivery with an exchange that matches
 * the filter, for each other exchange that does, and for each delivery without any. A delivery stands at
 * its oldest match, so that a retry neither moves it nor shows it on two pages.
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
  const start = parsePosition(cursor)
  const sent = await listSent(db, search, filter, { limit, before: start.sent }, latestOf)
  // Those older than the last exchange of this page belong to a later one.
  const from_ms = sent.next === null ? 0 : await startOf(db, sent.next)
  const unsent = await listUnsent(db, filter, { before: start.unsent, from_ms, limit: limit + 1 })

  const rows: HistoryRow[] = []
  const end = { ...start }
  const [sentRows, unsentRows] = [[...sent.rows], [...unsent]]
  while (rows.length < limit) {
    const [nextSent, nextUnsent] = [sentRows[0], unsentRows[0]]
    if (nextUnsent && (!nextSent || nextUnsent.at.ms > nextSent.at_ms)) {
      rows.push({ delivery: summaryOf(toDelivery(nextUnsent.row, [])), exchanges: [] })
      end.unsent = nextUnsent.at
      unsentRows.shift()
    } else if (nextSent) {
      rows.push(nextSent.row)
      end.sent = nextSent.seq
      sentRows.shift()
    } else break
  }
  if (sentRows.length === 0) end.sent = sent.next ?? NONE_LEFT
  const isLast = end.sent === NONE_LEFT && unsentRows.length === 0
  return { rows, next_cursor: isLast ? null : formatPosition(end) }
}

/** Where a page ends: below which sequence number the next exchanges are, and the next deliveries. */
type Position = { sent: number; unsent: UnsentPosition }

const NONE_LEFT = 0
const MAX = Number.MAX_SAFE_INTEGER

function formatPosition({ sent, unsent }: Position): string {
  return [sent, unsent.ms, unsent.seq].join('-')
}

/** @throws CursorError */
function parsePosition(cursor: string | undefined): Position {
  if (cursor === undefined) return { sent: MAX, unsent: { ms: MAX, seq: MAX } }
  if (!/^\d{1,16}-\d{1,16}-\d{1,16}$/.test(cursor)) throw new CursorError(cursor)
  const [sent = 0, ms = 0, seq = 0] = cursor.split('-').map(Number)
  if (![sent, ms, seq].every(Number.isSafeInteger)) throw new CursorError(cursor)
  return { sent, unsent: { ms, seq } }
}

/** Returns the rows with an exchange; `next` is where the next page begins, null after the last one. */
async function listSent(
  db: Database,
  search: SearchIndex,
  filter: ExchangeFilter,
  { limit, before }: { limit: number; before: number },
  latestOf: (exchange: Exchange) => Exchange,
): Promise<{ rows: SentRow[]; next: number | null }> {
  const found: SentRow[] = []
  if (before === NONE_LEFT) return { rows: found, next: null }
  const scan = await startScan(db, search, filter, String(before))
  // Most deliveries have two exchanges; one more row than a page shows whether there is a next one.
  const wanted = 2 * limit + 1
  for (let seen = 0; seen < MAX_CANDIDATES; ) {
    const candidates = await scan.next(wanted)
    const families = await readFamilies(db, candidates)
    const matching = candidates.flatMap(({ seq }) => {
      const family = families.get(seq) ?? []
      return family.find(scan.matches)?.seq === seq ? [{ seq, family }] : []
    })
    const rows = await toHistoryRows(
      db,
      matching.map(({ family }) => family),
      latestOf,
    )
    for (const [i, row] of rows.entries()) {
      if (filter.state !== undefined && row.delivery?.state !== filter.state) continue
      if (found.length === limit) return { rows: found, next: found.at(-1)?.seq ?? null }
      const { seq = 0, family = [] } = matching[i] ?? {}
      const at_ms = family.find((one) => one.seq === seq)?.started_at_ms ?? 0
      found.push({ row, seq, at_ms })
    }
    if (candidates.length < wanted) return { rows: found, next: null }
    seen += candidates.length
  }
  return { rows: found, next: scan.before() }
}

async function startOf(db: Database, seq: number): Promise<number> {
  const row = await db
    .selectFrom('intents')
    .select('started_at_ms')
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row?.started_at_ms ?? 0
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
    return { delivery: row ? summaryOf(toDelivery(row, own)) : null, exchanges: own }
  })
}

function summaryOf(delivery: ReturnType<typeof toDelivery>): HistoryRow['delivery'] {
  const { message: _, follow_ups, create, push, recall, ...summary } = delivery
  return summary
}

/** The place of a delivery in the order of their times. */
type UnsentPosition = { ms: number; seq: number }

/**
 * Returns deliveries without any exchange that match the filter, newest first: those that were refused
 * before anything was sent, e.g. because of the rate limit. A filter for what only an exchange has
 * selects none of them.
 * @param range.before only those before this place
 * @param range.from_ms only those not older
 */
async function listUnsent(
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
