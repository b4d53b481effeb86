import { CLEANUP_ACTION } from '#contract/audit/audit'
import type { ConsoleEvent } from '#contract/ledger'
import { appendAudit } from '../audit/audit-chain.ts'
import type { Database, Tx } from '../storage/database.ts'
import { parseCursor } from './list-exchanges.ts'

/** The actor of the automatic cleanup. */
export const RETENTION_ACTOR = 'retention'

export type NewEvent = Pick<ConsoleEvent, 'kind' | 'actor'> &
  Partial<Pick<ConsoleEvent, 'subject' | 'name' | 'removed'>> & { at_ms: number }

/** Records a deletion or a changed secret in the transaction that makes it. */
export async function writeEvent(
  tx: Tx,
  { kind, actor, at_ms, subject = null, name = null, removed = null }: NewEvent,
): Promise<void> {
  const details = removed && JSON.stringify(removed)
  await tx.insertInto('events').values({ kind, actor, at_ms, subject, name, details }).execute()
  // A request is recorded in the audit by its route.
  if (actor !== RETENTION_ACTOR) return
  const request = { kind, ...removed }
  await appendAudit(tx, {
    ...{ at_ms, actor, action: CLEANUP_ACTION, status: 200, app: null, subject },
    ...{ request_id: null, address: null, details: { request } },
  })
}

/**
 * Returns one page of the events, newest first.
 * @throws CursorError if the cursor is malformed
 */
export async function listEvents(
  db: Database,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ events: ConsoleEvent[]; next_cursor: string | null }> {
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(cursor)
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  return {
    events: shown.map(({ kind, actor, at_ms, subject, name, details }) => ({
      kind,
      actor,
      at: new Date(at_ms).toISOString(),
      subject,
      name,
      removed: details === null ? null : JSON.parse(details),
    })),
    next_cursor: rows.length > limit ? String(shown.at(-1)?.seq) : null,
  }
}
