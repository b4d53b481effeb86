import { sql } from 'kysely'
import type { ExchangeFilter } from '#contract/exchanges'
import type { Database } from '../storage/database.ts'

/** Between which sequence numbers the rows of a time lie; `null` where there is no bound. */
export type Span = { first: number | null; last: number | null }

/** Consoles that share a database may write a few rows out of order. */
const SLACK = 256

/**
 * Narrows a time to a span of the history, so that old times are as quick to find as new ones. The
 * rows in it still have to be compared with the time itself: a clock may have been put back.
 */
export async function timeSpan(db: Database, { from_ms, to_ms }: ExchangeFilter): Promise<Span> {
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
  // Written after the clock was put back: later in the order, yet earlier in time. The sum keeps
  // SQLite from looking for the maximum along the whole history instead of in the short index.
  const outOfTime = await db
    .selectFrom('intents')
    .select(sql<number | null>`max(seq + 0)`.as('seq'))
    .whereRef('started_at_ms', '<', 'latest_at_ms')
    .where('started_at_ms', '<=', to_ms)
    .executeTakeFirst()
  return Math.max((inTime?.seq ?? 0) + SLACK, outOfTime?.seq ?? 0)
}
