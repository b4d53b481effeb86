import { sql } from 'kysely'
import type { ExchangeFilter, Exchanges } from '#contract/exchanges'
import type { Database } from '../storage/database.ts'
import type { SearchIndex } from '../storage/search-index.ts'
import { readExchanges, readRows } from './read-exchanges.ts'
import { type ExchangeRow, rowExchange } from './row-exchange.ts'
import { filterTerms, matches, searchText, wordsOf } from './search-terms.ts'

/** The most rows that one page reads; a page that found too few has a cursor to continue. */
const MAX_CANDIDATES = 2_000

const EVERY_ROW = sql<{ seq: number }>`(select seq from intents)`

/**
 * Returns one page of the history, newest first. Uses keyset pagination, so that late pages are as
 * fast as early ones.
 * @throws CursorError if the cursor is malformed
 */
export async function listExchanges(
  db: Database,
  search: SearchIndex,
  filter: ExchangeFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Exchanges> {
  const words = wordsOf(filter.query ?? '')
  const range = await findSeqRange(db, filter)
  let before = cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(cursor)
  const found: ExchangeRow[] = []
  const page = async (next: number | null) => ({
    exchanges: await readExchanges(db, found),
    next_cursor: next === null ? null : String(next),
  })

  // One more row than a page shows whether there is a next one.
  const wanted = limit + 1
  for (let seen = 0; seen < MAX_CANDIDATES; ) {
    const rows = await findCandidates(db, search, filter, range, before, wanted)
    for (const row of await readRows(db, rows)) {
      if (words.length > 0 && !matches(searchText(rowExchange(row)), words)) continue
      if (found.length === limit) return page(found.at(-1)?.seq ?? null)
      found.push(row)
    }
    if (rows.length < wanted) return page(null)
    seen += rows.length
    before = rows.at(-1)?.seq ?? 0
  }
  return page(before)
}

async function findCandidates(
  db: Database,
  search: SearchIndex,
  filter: ExchangeFilter,
  range: SeqRange,
  before: number,
  limit: number,
): Promise<{ seq: number }[]> {
  const terms = filterTerms(filter)
  const { idempotency_key } = filter
  const source = terms.length > 0 ? search.rowsWith(terms) : EVERY_ROW
  let query = db
    .selectFrom(source.as('found'))
    .select('found.seq')
    // One bound on each side: of two on the same side SQLite would start at the wrong one.
    .where('found.seq', '<', Math.min(before, range.last === null ? before : range.last + 1))
    .orderBy('found.seq', 'desc')
    .limit(limit)
  if (range.first !== null) query = query.where('found.seq', '>=', range.first)
  if (range.first === null && range.last === null && idempotency_key === undefined) {
    return query.execute()
  }
  const { from_ms = 0, to_ms = Number.MAX_SAFE_INTEGER } = filter
  let exact = query
    .innerJoin('intents as i', 'i.seq', 'found.seq')
    .where('i.started_at_ms', '>=', from_ms)
    .where('i.started_at_ms', '<=', to_ms)
  if (idempotency_key !== undefined) exact = exact.where('i.idempotency_key', '=', idempotency_key)
  return exact.execute()
}

/** The sequence numbers between which the rows of a period are; null means no bound. */
type SeqRange = { first: number | null; last: number | null }

/** Consoles that share a database may insert a few rows out of order. */
const SLACK = 256

/**
 * Narrows a period to a range of rows, so that old rows are found as fast as new ones. The rows must
 * still be compared with the period itself, because a clock may have been set back.
 */
async function findSeqRange(db: Database, { from_ms, to_ms }: ExchangeFilter): Promise<SeqRange> {
  return {
    first: from_ms === undefined ? null : await firstSince(db, from_ms),
    last: to_ms === undefined ? null : await lastUntil(db, to_ms),
  }
}

async function firstSince(db: Database, from_ms: number): Promise<number> {
  const row = await db
    .selectFrom('intents')
    .select('seq')
    .where('latest_at_ms', '>=', from_ms)
    .orderBy('latest_at_ms')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return row ? row.seq - SLACK : Number.MAX_SAFE_INTEGER
}

async function lastUntil(db: Database, to_ms: number): Promise<number> {
  const inTime = await db
    .selectFrom('intents')
    .select('seq')
    .where('latest_at_ms', '<=', to_ms)
    .orderBy('latest_at_ms', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  // Rows written after the clock was set back are later in order but earlier in time. `seq + 0` keeps
  // SQLite from searching the maximum along the whole history instead of the short index.
  const outOfTime = await db
    .selectFrom('intents')
    .select(sql<number | null>`max(seq + 0)`.as('seq'))
    .whereRef('started_at_ms', '<', 'latest_at_ms')
    .where('started_at_ms', '<=', to_ms)
    .executeTakeFirst()
  return Math.max((inTime?.seq ?? 0) + SLACK, outOfTime?.seq ?? 0)
}

/** A malformed cursor. */
export class CursorError extends Error {
  override readonly name = 'CursorError'
}

/**
 * Parses a cursor: the sequence number below which the page begins.
 * @throws CursorError
 */
function parseCursor(cursor: string): number {
  const seq = Number(cursor)
  if (!/^[1-9]\d{0,15}$/.test(cursor) || !Number.isSafeInteger(seq)) throw new CursorError(cursor)
  return seq
}
