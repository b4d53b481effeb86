import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import { toDelivery } from '../deliveries/read-deliveries.ts'
import { isoTime } from '../iso-time.ts'
import type { Database, Tx } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import { writeEvent } from './events.ts'
import type { PruneResult, RetentionLimits } from './ledger.ts'
import { readDeliveryExchanges } from './read-exchanges.ts'

/** Rows removed in one transaction, so that a send never waits long. */
const BATCH = 500
/** A delivery without calls may still be waiting for its first one this long. */
const START_MS = 3_600_000

/** What a retention run removes. */
export type Prunable = PruneResult & {
  /** The newest row that may be removed. */
  upto: number
  /** Their rows stay, because they are unsettled or also have newer rows. */
  keptDeliveries: readonly string[]
  /** Deliveries without any call are removed if they are older, in milliseconds since 1970. */
  unsentBefore_ms: number
}

/** Returns what a retention run would remove: the oldest rows up to `upto`, no running sends. */
export async function findPrunable(
  { kind, scan }: Pick<Storage, 'kind' | 'scan'>,
  { maxAgeMs, maxCount }: RetentionLimits,
  now_ms: number,
): Promise<Prunable> {
  return scan(async (db) => {
    const tooOld = maxAgeMs === undefined ? null : await findTooOld(db, now_ms - maxAgeMs, now_ms)
    const tooMany = maxCount === undefined ? null : await findTooMany(db, maxCount)
    const running = await db
      .selectFrom('in_flight')
      .select((is) => is.fn.min('seq').as('seq'))
      .executeTakeFirst()
    const upto = Math.min(
      Math.max(tooOld?.seq ?? 0, tooMany?.seq ?? 0),
      (running?.seq ?? Number.MAX_SAFE_INTEGER) - 1,
    )
    const keptDeliveries = await findKeptDeliveries(db, upto)
    const { count, oldest, newest } = await db
      .selectFrom('intents')
      .select((is) => [
        is.fn.countAll<number>().as('count'),
        is.fn.min('started_at_ms').as('oldest'),
        is.fn.max('started_at_ms').as('newest'),
      ])
      .where('seq', '<=', upto)
      .where(isOfNone(kind, keptDeliveries))
      .executeTakeFirstOrThrow()
    const unsentBefore_ms = Math.min(
      Math.max(maxAgeMs === undefined ? 0 : now_ms - maxAgeMs, tooMany?.latest_at_ms ?? 0),
      now_ms - START_MS,
    )
    const removed = { count, oldest_at: isoTime(oldest), newest_at: isoTime(newest) }
    return { ...removed, upto, keptDeliveries, unsentBefore_ms }
  })
}

/**
 * Returns the last row before the first one that is to be kept. A row from the future was written by a
 * wrong clock: it is as old as its neighbours, and must not keep every later row for years.
 */
async function findTooOld(db: Database, before_ms: number, now_ms: number) {
  const kept = await db
    .selectFrom('intents')
    .select('seq')
    // Rows that are older by this column too are skipped by its index.
    .where('latest_at_ms', '>=', before_ms)
    .where('started_at_ms', '>=', before_ms)
    .where('started_at_ms', '<=', now_ms)
    .orderBy('latest_at_ms')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  const row = await db
    .selectFrom('intents')
    .select('seq')
    .where('seq', '<', kept?.seq ?? Number.MAX_SAFE_INTEGER)
    .where('started_at_ms', '<', before_ms)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

async function findTooMany(db: Database, maxCount: number) {
  const row = await db
    .selectFrom('intents')
    .select(['seq', 'latest_at_ms'])
    .orderBy('seq', 'desc')
    .limit(1)
    .offset(maxCount)
    .executeTakeFirst()
  return row ?? null
}

/**
 * Returns the deliveries whose rows stay as a whole. Without some of its rows a delivery would look as
 * if its message had never been sent.
 */
async function findKeptDeliveries(db: Database, upto: number): Promise<string[]> {
  const old = db.selectFrom('intents as i').where('i.seq', '<=', upto)
  const spanning = await old
    .select('i.delivery')
    .distinct()
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('intents as later')
          .select('later.seq')
          .whereRef('later.delivery', '=', 'i.delivery')
          .where('later.seq', '>', upto),
      ),
    )
    .execute()
  const unknown = await old
    .innerJoin('settlements as s', 's.seq', 'i.seq')
    .select('i.delivery')
    .distinct()
    .where('s.outcome', '=', 'unknown')
    .where('i.delivery', 'is not', null)
    .execute()
  const ids = (rows: { delivery: string | null }[]) => rows.map(({ delivery }) => delivery ?? '')
  const kept = new Set(ids(spanning))
  const candidates = ids(unknown).filter((id) => !kept.has(id))
  for (let i = 0; i < candidates.length; i += BATCH) {
    const some = candidates.slice(i, i + BATCH)
    const rows = await db.selectFrom('deliveries').selectAll().where('id', 'in', some).execute()
    const exchanges = await readDeliveryExchanges(db, some)
    for (const row of rows) {
      if (toDelivery(row, exchanges.get(row.id) ?? []).state === 'unknown') kept.add(row.id)
    }
  }
  return [...kept]
}

/** A condition: the row belongs to none of these deliveries. One parameter, however many they are. */
function isOfNone(kind: Storage['kind'], ids: readonly string[]): RawBuilder<boolean> {
  const list = JSON.stringify(ids)
  const values =
    kind === 'sqlite'
      ? sql`(select value from json_each(${list}))`
      : sql`(select jsonb_array_elements_text(${list}::jsonb))`
  return sql<boolean>`(delivery is null or delivery not in ${values})`
}

/** Removes the rows, batch by batch, and records it in `sweeps` and in an event. */
export async function prune(
  storage: Storage,
  { upto, keptDeliveries, unsentBefore_ms, ...removed }: Prunable,
  { actor, at_ms }: { actor: string; at_ms: number },
): Promise<void> {
  let after = 0
  while (removed.count > 0) {
    const batch = await storage.scan((db) =>
      db
        .selectFrom('intents')
        .select(['seq', 'delivery'])
        .where('seq', '>', after)
        .where('seq', '<=', upto)
        .where(isOfNone(storage.kind, keptDeliveries))
        .orderBy('seq')
        .limit(BATCH)
        .execute(),
    )
    const last = batch.at(-1)?.seq
    if (last === undefined) break
    const isFirst = after === 0
    await storage.write(async (tx) => {
      if (isFirst) await writeEvent(tx, { kind: 'history_deleted', actor, at_ms, removed })
      await removeBatch(storage, tx, batch, { upto, at_ms })
    })
    after = last
    await setImmediate()
  }
  await storage.write((tx) =>
    tx
      .deleteFrom('deliveries')
      .where('created_at_ms', '<', unsentBefore_ms)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('intents').select('seq').whereRef('intents.delivery', '=', 'deliveries.id'),
          ),
        ),
      )
      .execute(),
  )
}

/** Removes rows, each delivery with all of its rows. */
async function removeBatch(
  storage: Storage,
  tx: Tx,
  batch: readonly { seq: number; delivery: string | null }[],
  { upto, at_ms }: { upto: number; at_ms: number },
): Promise<void> {
  const named = [...new Set(batch.flatMap(({ delivery }) => delivery ?? []))]
  const rows = named.length === 0 ? [] : await readRowsOf(tx, named)
  // Continued since it was chosen.
  const continued = new Set(rows.filter(({ seq }) => seq > upto).map(({ delivery }) => delivery))
  const deliveries = named.filter((id) => !continued.has(id))
  const seqs = [
    ...batch.filter(({ delivery }) => delivery === null),
    ...rows.filter(({ delivery }) => !continued.has(delivery)),
  ].map(({ seq }) => seq)
  if (seqs.length === 0) return
  const sweep = { upto: Math.max(...seqs), removed: seqs.length, at_ms }
  await tx.insertInto('sweeps').values(sweep).execute()
  for (const table of ['results', 'resolutions', 'settlements', 'departures', 'intents'] as const) {
    await tx.deleteFrom(table).where('seq', 'in', seqs).execute()
  }
  if (deliveries.length > 0) {
    await tx.deleteFrom('deliveries').where('id', 'in', deliveries).execute()
  }
  await storage.search.remove(tx, seqs)
}

const readRowsOf = (tx: Tx, deliveries: readonly string[]) =>
  tx
    .selectFrom('intents')
    .select(['seq', 'delivery'])
    .where('delivery', 'in', [...deliveries])
    .execute()
