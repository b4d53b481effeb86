import { type RawBuilder, sql } from 'kysely'
import type { ExchangeFilter, Exchanges } from '#contract/exchanges'
import { isJsonObject, parseJson } from '#contract/json'
import type { Database } from '../storage/database.ts'
import { type SearchIndex, searchPatterns } from '../storage/search-index.ts'
import { type ListedRow, readDeliveryStates, readExchanges, readRows } from './read-exchanges.ts'
import { rowExchange } from './row-exchange.ts'
import { filterTerms, matches, searchText, wordsOf } from './search-terms.ts'

/** The most rows that one page reads; a page that found too few has a cursor to continue. */
export const MAX_CANDIDATES = 2_000

/** One page of the history, with the label of the recipient by the id of its delivery. */
export type ListedExchanges = Exchanges & { labels: ReadonlyMap<string, string> }

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
): Promise<ListedExchanges> {
  const scan = await startScan(db, search, filter, cursor)
  const found: ListedRow[] = []
  const page = async (next: number | null) => ({
    exchanges: await readExchanges(db, found),
    labels: new Map(
      found.flatMap(({ delivery, label }) => (delivery && label ? [[delivery, label]] : [])),
    ),
    next_cursor: next === null ? null : String(next),
  })

  // One more row than a page shows whether there is a next one.
  const wanted = limit + 1
  for (let seen = 0; seen < MAX_CANDIDATES; ) {
    const rows = await scan.next(wanted)
    const matching = (await readRows(db, rows)).filter(scan.matches)
    const states = await readStates(db, filter, matching)
    for (const row of matching) {
      if (filter.state !== undefined && states.get(row.delivery ?? '') !== filter.state) continue
      if (found.length === limit) return page(found.at(-1)?.seq ?? null)
      found.push(row)
    }
    if (rows.length < wanted) return page(null)
    seen += rows.length
  }
  return page(scan.before())
}

/** Returns the states of the rows' deliveries, if the filter is for one. */
function readStates(db: Database, { state }: ExchangeFilter, rows: readonly ListedRow[]) {
  const ids = state === undefined ? [] : rows.flatMap(({ delivery }) => delivery ?? [])
  return readDeliveryStates(db, [...new Set(ids)])
}

/** Reads the rows that may match a filter, from the newest to the oldest. */
type Scan = {
  /** Returns the next rows; fewer than `limit` are the last ones. */
  next(limit: number): Promise<{ seq: number }[]>
  /** Whether a row matches the filter, apart from the state of its delivery. */
  matches(row: ListedRow): boolean
  /** The sequence number below which the next rows begin. */
  before(): number
}

/** @throws CursorError if the cursor is malformed */
export async function startScan(
  db: Database,
  search: SearchIndex,
  filter: ExchangeFilter,
  cursor: string | undefined,
): Promise<Scan> {
  let before = cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(cursor)
  const words = wordsOf(filter.query ?? '')
  const people = await findPeople(db, filter)
  const lists = [filter, ...people.map((recipient) => ({ ...filter, query: undefined, recipient }))]
  const terms = lists.map(filterTerms)
  const source = terms.some((list) => list.length === 0)
    ? rowsOf(filter)
    : search.rowsWith(...terms)
  const range = await findSeqRange(db, filter)
  return {
    async next(limit) {
      const rows = await findCandidates(db, source, filter, range, before, limit)
      before = rows.at(-1)?.seq ?? before
      return rows
    },
    matches: (row) => matchesRow(row, filter, words, people),
    before: () => before,
  }
}

/** The most people whose rows a search for a name finds. */
const MAX_PEOPLE = 20

/** Returns the `receive_id` of the people in the address book whose name a search finds. */
export async function findPeople(
  db: Database,
  { query = '', recipient }: ExchangeFilter,
): Promise<string[]> {
  const patterns = searchPatterns(query)
  if (patterns.length === 0) return []
  let people = db
    .selectFrom('recipients')
    .select('receive_id')
    .distinct()
    .where('name', 'is not', null)
    .limit(MAX_PEOPLE)
  for (const pattern of patterns) {
    people = people.where(sql<boolean>`search like ${pattern} escape '\\'`)
  }
  if (recipient !== undefined) people = people.where('receive_id', '=', recipient)
  return (await people.execute()).map(({ receive_id }) => receive_id)
}

function matchesRow(
  row: ListedRow,
  filter: ExchangeFilter,
  words: readonly string[],
  people: readonly unknown[],
): boolean {
  const { outcome, code, from_ms, to_ms, recipient } = filter
  for (const name of ['profile', 'actor', 'endpoint', 'idempotency_key'] as const) {
    if (filter[name] !== undefined && row[name] !== filter[name]) return false
  }
  if (filter.apps && !filter.apps.includes(row.profile)) return false
  if (filter.template !== undefined && row.template_id !== filter.template) return false
  if (filter.list !== undefined && row.list_id !== filter.list) return false
  if (filter.result !== undefined && row.result_kind !== filter.result) return false
  if (from_ms !== undefined && row.started_at_ms < from_ms) return false
  if (to_ms !== undefined && row.started_at_ms > to_ms) return false
  if (recipient !== undefined && recipientOf(row) !== recipient) return false
  if (outcome === undefined && code === undefined && words.length === 0) return true
  const exchange = rowExchange(row)
  // A running send has no outcome yet.
  if (outcome !== undefined && (row.exchange === null || exchange.outcome !== outcome)) return false
  if (code !== undefined && exchange.code !== code) return false
  if (words.length === 0 || matches(searchText(exchange, row), words)) return true
  return people.length > 0 && people.includes(recipientOf(row))
}

function recipientOf({ receive_id, endpoint, body }: ListedRow): unknown {
  if (receive_id !== null || endpoint !== 'create_message') return receive_id
  const sent = parseJson(body)
  return isJsonObject(sent) ? sent.receive_id : null
}

async function findCandidates(
  db: Database,
  source: RawBuilder<{ seq: number }>,
  filter: ExchangeFilter,
  range: SeqRange,
  before: number,
  limit: number,
): Promise<{ seq: number }[]> {
  const { idempotency_key, actor, endpoint, list, result } = filter
  let query = db
    .selectFrom(source.as('found'))
    .select('found.seq')
    // One bound on each side: of two on the same side SQLite would start at the wrong one.
    .where('found.seq', '<', Math.min(before, range.last === null ? before : range.last + 1))
    .orderBy('found.seq', 'desc')
    .limit(limit)
  if (range.first !== null) query = query.where('found.seq', '>=', range.first)
  const { from_ms, to_ms, apps } = filter
  const columns = [idempotency_key, actor, endpoint, list, result, from_ms, to_ms, apps]
  if (columns.every((column) => column === undefined)) return query.execute()
  let exact = query
    .innerJoin('intents as i', 'i.seq', 'found.seq')
    .where('i.started_at_ms', '>=', from_ms ?? 0)
    .where('i.started_at_ms', '<=', to_ms ?? Number.MAX_SAFE_INTEGER)
  if (idempotency_key !== undefined) exact = exact.where('i.idempotency_key', '=', idempotency_key)
  if (apps !== undefined) exact = exact.where('i.profile', 'in', apps)
  // `|| ''` keeps a database from starting at the index of a frequent value.
  if (actor !== undefined) exact = exact.where(sql<boolean>`i.actor || '' = ${actor}`)
  if (endpoint !== undefined) exact = exact.where(sql<boolean>`i.endpoint || '' = ${endpoint}`)
  if (result !== undefined) {
    exact = exact.innerJoin('results as r', (join) =>
      join.onRef('r.seq', '=', 'found.seq').on('r.kind', '=', result),
    )
  }
  if (list !== undefined) {
    exact = exact.where('i.delivery', 'in', (of) =>
      of.selectFrom('deliveries').select('id').where('list_id', '=', list),
    )
  }
  return exact.execute()
}

/** Returns a table expression with the `seq` of all rows, narrowed by one column of the filter if possible. */
function rowsOf({ endpoint, actor, list, result }: ExchangeFilter): RawBuilder<{ seq: number }> {
  if (list !== undefined) {
    return sql`(select i.seq from deliveries d join intents i on i.delivery = d.id where d.list_id = ${list})`
  }
  if (result !== undefined) return sql`(select seq from results where kind = ${result})`
  if (endpoint !== undefined) return sql`(select seq from intents where endpoint = ${endpoint})`
  if (actor !== undefined) return sql`(select seq from intents where actor = ${actor})`
  return sql`(select seq from intents)`
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
export function parseCursor(cursor: string): number {
  const seq = Number(cursor)
  if (!/^[1-9]\d{0,15}$/.test(cursor) || !Number.isSafeInteger(seq)) throw new CursorError(cursor)
  return seq
}
