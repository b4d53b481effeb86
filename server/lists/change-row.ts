import type { ProfileStore } from '../profiles/profiles.ts'
import type { Tx } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import type { ListChecker } from './check-list.ts'
import type { InsertDeps } from './insert-list.ts'
import type { ListRejection, RowChange } from './lists.ts'
import { targetOf } from './plan-row.ts'
import { findList } from './read-list.ts'
import { type ListRecord, readPlannedRows, rowKey } from './read-rows.ts'
import { updateRows } from './write-rows.ts'

type ChangeDeps = {
  storage: Storage
  profiles: Pick<ProfileStore, 'find'>
  checker: ListChecker
  redact: InsertDeps['redact']
  now: () => number
}

const CHANGEABLE: readonly ListRecord['state'][] = ['draft', 'scheduled', 'paused']

/** Changes a row that has not begun, and checks it and its duplicates again. */
export async function changeRow(
  { storage, profiles, checker, redact, now }: ChangeDeps,
  { id, n, change, actor, session, signal }: RowChange & { signal: AbortSignal },
): Promise<'changed' | ListRejection> {
  const list = await storage.read((db) => findList(db, id))
  if (!list) return { rejected: 'not_found' }
  // A console that still completes rows of a paused list has read them already.
  if (!CHANGEABLE.includes(list.state) || list.instance !== null) return { rejected: 'list_state' }
  const rows = await storage.scan((db) => readPlannedRows(db, id))
  const row = rows.find((one) => one.n === n)
  if (!row) return { rejected: 'not_found' }
  const begun = await storage.read((db) =>
    db
      .selectFrom('deliveries')
      .select('id')
      .where('idempotency_key', '=', rowKey(id, n))
      .executeTakeFirst(),
  )
  if (row.outcome !== null || begun) return { rejected: 'list_row_sent' }
  const profile = await profiles.find(list.profile, session)
  if (!profile || profile.base_url !== list.base_url) return { rejected: 'profile_gone' }

  const content = JSON.stringify(change)
  if (redact(content, profile) !== content) return { rejected: 'list_has_secret' }
  const { recipient, values, include } = change
  if (recipient !== undefined) {
    // Bubbles for an earlier message go to its recipient only.
    if (row.message_id !== null) return { rejected: 'list_row_sent' }
    Object.assign(row, targetOf(recipient))
  }
  if (values) row.values = { ...row.values, ...values }
  if (include !== undefined) row.included = Number(include)
  const changed = await checker.checkRow(list, profile, rows, row, signal)
  const written = await storage.write(async (tx) => {
    const current = await tx
      .updateTable('lists')
      .set({ total: list.total })
      .where('id', '=', id)
      .where('state', 'in', CHANGEABLE)
      .where('instance', 'is', null)
      .returning('id')
      .executeTakeFirst()
    // It may have been started meanwhile; the row is sent as it was then.
    if (!current || (await isSubmitted(tx, id, now()))) return false
    await updateRows(tx, changed)
    await tx
      .insertInto('list_editors')
      .values({ list_id: id, actor })
      .onConflict((one) => one.columns(['list_id', 'actor']).doNothing())
      .execute()
    return true
  })
  return written ? 'changed' : { rejected: 'list_state' }
}

/** Whether a list is being approved or was: what was seen then is what is sent. */
async function isSubmitted(tx: Tx, id: string, now_ms: number): Promise<boolean> {
  const found = await tx
    .selectFrom('approvals')
    .select('id')
    .where('list_id', '=', id)
    .where((is) =>
      is.or([
        is('state', '=', 'approved'),
        is.and([is('state', '=', 'waiting'), is('ends_at_ms', '>', now_ms)]),
      ]),
    )
    .executeTakeFirst()
  return found !== undefined
}
