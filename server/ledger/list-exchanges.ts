import { sql } from 'kysely'
import type { ExchangeFilter, Exchanges } from '#contract/exchanges'
import type { Database } from '../storage/database.ts'
import type { SearchIndex } from '../storage/search-index.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { readExchanges, readRows } from './read-exchanges.ts'
import { rowExchange, type SendRow } from './row-exchange.ts'
import { filterTerms, matches, searchText, wordsOf } from './search-terms.ts'
import { type Span, timeSpan } from './time-span.ts'

/** How many candidates one page may cost; a page that found too little says where to go on. */
const CANDIDATES = 2_000

const EVERY_ROW = sql<{ seq: number }>`(select seq from intents)`

/**
 * One page of the history, newest first, by keyset: as quick at the end as at the beginning.
 * @throws CursorError
 */
export async function listExchanges(
  db: Database,
  search: SearchIndex,
  filter: ExchangeFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Exchanges> {
  const words = wordsOf(filter.query ?? '')
  const span = await timeSpan(db, filter)
  let before = cursor === undefined ? Number.MAX_SAFE_INTEGER : readCursor(cursor)
  const found: SendRow[] = []
  const page = async (next: number | null) => ({
    exchanges: await readExchanges(db, found),
    next_cursor: next === null ? null : writeCursor(next),
  })

  // One row more than a page tells whether there is a next one.
  const wanted = limit + 1
  for (let seen = 0; seen < CANDIDATES; ) {
    const seqs = await candidates(db, search, filter, span, before, wanted)
    for (const row of await readRows(db, seqs)) {
      if (words.length > 0 && !matches(searchText(rowExchange(row)), words)) continue
      if (found.length === limit) return page(found.at(-1)?.seq ?? null)
      found.push(row)
    }
    if (seqs.length < wanted) return page(null)
    seen += seqs.length
    before = seqs.at(-1) ?? 0
  }
  return page(before)
}

async function candidates(
  db: Database,
  search: SearchIndex,
  filter: ExchangeFilter,
  span: Span,
  before: number,
  limit: number,
): Promise<number[]> {
  const terms = filterTerms(filter)
  const { idempotency_key } = filter
  const source = terms.length > 0 ? search.rowsWith(terms) : EVERY_ROW
  let query = db
    .selectFrom(source.as('found'))
    .select('found.seq')
    // One bound each way: of two on the same side SQLite would take the wrong one to begin at.
    .where('found.seq', '<', Math.min(before, span.last === null ? before : span.last + 1))
    .orderBy('found.seq', 'desc')
    .limit(limit)
  if (span.first !== null) query = query.where('found.seq', '>=', span.first)
  if (span.first === null && span.last === null && idempotency_key === undefined) {
    return (await query.execute()).map(({ seq }) => seq)
  }
  const { from_ms = 0, to_ms = Number.MAX_SAFE_INTEGER } = filter
  let exact = query
    .innerJoin('intents as i', 'i.seq', 'found.seq')
    .where('i.started_at_ms', '>=', from_ms)
    .where('i.started_at_ms', '<=', to_ms)
  if (idempotency_key !== undefined) exact = exact.where('i.idempotency_key', '=', idempotency_key)
  return (await exact.execute()).map(({ seq }) => seq)
}
