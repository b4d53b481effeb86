import { createHash } from 'node:crypto'
import { type AuditCheck, UNKNOWN_STATUS } from '#contract/audit/audit'
import type { Database, Tables, Tx } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'

export type AuditRow = Tables['audit_events']
/** What is recorded of an event; its number and its hash follow from the chain. */
export type NewAuditEvent = Omit<AuditRow, 'seq' | 'hash' | 'details'> & { details: object }

/** Longer texts of a client are cut. */
const TEXT_LIMIT = 200

/**
 * Adds an event to the chain, in the transaction that makes the change or in one of its own. Other
 * consoles wait for its end, so that the chain has one order.
 */
export async function appendAudit(tx: Tx, event: NewAuditEvent): Promise<void> {
  const head = await tx
    .updateTable('audit_head')
    .set(({ eb }) => ({ seq: eb('seq', '+', 1) }))
    .where('n', '=', 1)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow()
  const row: Omit<AuditRow, 'hash'> = {
    seq: head.seq,
    at_ms: event.at_ms,
    actor: cut(event.actor),
    action: event.action,
    status: event.status,
    app: cut(event.app),
    subject: cut(event.subject),
    details: JSON.stringify(event.details),
    request_id: cut(event.request_id),
    address: cut(event.address),
  }
  const hash = hashEvent(head.hash, row)
  await tx
    .insertInto('audit_events')
    .values({ ...row, hash })
    .execute()
  await tx.updateTable('audit_head').set({ hash }).where('n', '=', 1).execute()
}

function cut(text: string | null): string | null {
  // PostgreSQL has no NUL in texts.
  return text?.replaceAll('\0', '').slice(0, TEXT_LIMIT).toWellFormed() ?? null
}

/** SHA-256 of the hash before an event and of its columns in a fixed order. */
function hashEvent(before: string, row: Omit<AuditRow, 'hash'>): string {
  const { seq, at_ms, actor, action, status, app, subject, details, request_id, address } = row
  const columns = [before, seq, at_ms, actor, action, status, app, subject, details]
  return createHash('sha256')
    .update(JSON.stringify([...columns, request_id, address]))
    .digest('hex')
}

/**
 * Records the changes that consoles had begun and not recorded when they ended: whether these took effect
 * is unknown. Returns how many.
 */
export async function recoverAudit(
  storage: Pick<Storage, 'instance' | 'isGone' | 'read' | 'write'>,
): Promise<number> {
  const begun = (db: Database) =>
    db.selectFrom('audit_begun').selectAll().where('instance', '!=', storage.instance)
  if (!(await storage.read((db) => begun(db).executeTakeFirst()))) return 0
  return storage.write(async (tx) => {
    let recovered = 0
    for (const { id, instance, event } of await begun(tx).execute()) {
      if (!(await storage.isGone(tx, instance))) continue
      // Another console may have recovered it.
      const removed = await tx.deleteFrom('audit_begun').where('id', '=', id).executeTakeFirst()
      if (removed.numDeletedRows === 0n) continue
      await appendAudit(tx, { ...JSON.parse(event), status: UNKNOWN_STATUS })
      recovered += 1
    }
    return recovered
  })
}

/** Events read at once. */
const BATCH = 1000

/** Yields all events in their order, read piece by piece. */
export async function* everyAuditRow(
  read: <T>(work: (db: Database) => Promise<T>) => Promise<T>,
): AsyncGenerator<AuditRow> {
  for (let after = 0; ; ) {
    const rows = await read((db) =>
      db
        .selectFrom('audit_events')
        .selectAll()
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(BATCH)
        .execute(),
    )
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < BATCH) return
    after = last.seq
  }
}

type Head = Pick<AuditRow, 'seq' | 'hash'>
type ChainCheck = Omit<AuditCheck, 'at' | 'since'> & { since_ms: number | null }

/**
 * Checks that no event was changed, removed or inserted.
 * @param ends what is known of the chain from elsewhere: the stored head, or a hash that was written down
 */
export async function checkChain(
  rows: AsyncIterable<AuditRow>,
  ends: readonly Head[],
): Promise<ChainCheck> {
  const wanted = Map.groupBy(ends, ({ seq }) => seq)
  let last: Head = { seq: 0, hash: '' }
  let since_ms: number | null = null
  const broken = (seq: number, why: 'changed' | 'missing' | 'end') => ({
    ...{ ok: false, count: last.seq, since_ms, hash: last.hash, broken: { seq, why } },
  })
  for await (const row of rows) {
    if (row.seq !== last.seq + 1) return broken(last.seq + 1, 'missing')
    const isKnown = wanted.get(row.seq)?.every(({ hash }) => hash === row.hash) ?? true
    if (!isKnown || hashEvent(last.hash, row) !== row.hash) return broken(row.seq, 'changed')
    since_ms ??= row.at_ms
    last = row
  }
  const end = ends.find(({ seq }) => seq > last.seq)
  if (end) return broken(last.seq + 1, 'end')
  return { ok: true, count: last.seq, since_ms, hash: last.hash, broken: null }
}
