import { setImmediate } from 'node:timers/promises'
import type { Database } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import type { PruneResult, RetentionLimits } from './ledger.ts'

/** Rows removed in one transaction, so that a send never waits long. */
const BATCH = 500

/** Returns what a retention run would remove: the oldest rows up to `upto`, no running sends. */
export async function findPrunable(
  db: Database,
  { maxAgeMs, maxCount }: RetentionLimits,
  now_ms: number,
): Promise<PruneResult & { upto: number }> {
  const tooOld =
    maxAgeMs === undefined
      ? undefined
      : await db
          .selectFrom('intents')
          .select('seq')
          .where('latest_at_ms', '<', now_ms - maxAgeMs)
          .orderBy('latest_at_ms', 'desc')
          .orderBy('seq', 'desc')
          .limit(1)
          .executeTakeFirst()
  const tooMany =
    maxCount === undefined
      ? undefined
      : await db
          .selectFrom('intents')
          .select('seq')
          .orderBy('seq', 'desc')
          .limit(1)
          .offset(maxCount)
          .executeTakeFirst()
  const running = await db
    .selectFrom('in_flight')
    .select((is) => is.fn.min('seq').as('seq'))
    .executeTakeFirst()
  const upto = Math.min(
    Math.max(tooOld?.seq ?? 0, tooMany?.seq ?? 0),
    (running?.seq ?? Number.MAX_SAFE_INTEGER) - 1,
  )
  const found = await db
    .selectFrom('intents')
    .select((is) => [
      is.fn.countAll<number>().as('count'),
      is.fn.min('started_at_ms').as('oldest'),
      is.fn.max('started_at_ms').as('newest'),
    ])
    .where('seq', '<=', upto)
    .executeTakeFirstOrThrow()
  const { count, oldest, newest } = found
  return { upto, count, oldest_at: isoTime(oldest), newest_at: isoTime(newest) }
}

/** Removes all rows up to `upto` and records it in `sweeps`. */
export async function pruneUpTo(storage: Storage, upto: number, at_ms: number): Promise<void> {
  for (;;) {
    const oldest = await storage.read((db) =>
      db
        .selectFrom('intents')
        .select('seq')
        .where('seq', '<=', upto)
        .orderBy('seq')
        .limit(BATCH)
        .execute(),
    )
    const last = oldest.at(-1)?.seq
    if (last === undefined) return
    await storage.write(async (tx) => {
      await tx.insertInto('sweeps').values({ upto: last, removed: oldest.length, at_ms }).execute()
      for (const table of ['resolutions', 'settlements', 'departures', 'intents'] as const) {
        await tx.deleteFrom(table).where('seq', '<=', last).execute()
      }
      await storage.search.removeUpTo(tx, last)
    })
    await setImmediate()
  }
}

function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
