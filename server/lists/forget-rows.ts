import type { RecipientOwner } from '../recipients/recipients.ts'
import type { Database, Tx } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'

/** Lists whose rows are not sent any more. */
const OVER = ['finished', 'stopped'] as const

/** Lists removed in one run; the next run removes the rest. */
const BATCH = 20

/**
 * Removes what a person was chosen by, and their values, from the rows of lists that are over.
 * @returns the number of rows
 */
export function forgetPerson(
  storage: Storage,
  { profile }: RecipientOwner,
  { receive_id }: { receive_id: string },
): Promise<number> {
  return storage.write(async (tx) => {
    const rows = await tx
      .updateTable('list_rows')
      .set({ typed: receive_id, label: null, row_values: '{}' })
      .where('receive_id', '=', receive_id)
      .where('list_id', 'in', overLists(tx).where('profile', '=', profile))
      .where((is) => is.or([is('label', 'is not', null), is('row_values', '<>', '{}')]))
      .returning('n')
      .execute()
    return rows.length
  })
}

/** Removes what people were chosen by from lists that are over, for a console that keeps none of it. */
export function forgetLabels(storage: Storage): Promise<void> {
  return storage.write(async (tx) => {
    await tx
      .updateTable('list_rows')
      .set((is) => ({ typed: is.fn.coalesce('receive_id', is.val('')), label: null }))
      .where('label', 'is not', null)
      .where('list_id', 'in', overLists(tx))
      .execute()
  })
}

/** Removes lists that have been over, or drafts since they were made, from before a time. */
export async function pruneLists(storage: Storage, before_ms: number): Promise<number> {
  const old = await storage.read((db) =>
    db
      .selectFrom('lists')
      .select('id')
      .where('instance', 'is', null)
      .where((is) =>
        is.or([
          is.and([is('state', 'in', OVER), is('finished_at_ms', '<', before_ms)]),
          is.and([is('state', '=', 'draft'), is('created_at_ms', '<', before_ms)]),
        ]),
      )
      .limit(BATCH)
      .execute(),
  )
  for (const { id } of old) {
    await storage.write(async (tx) => {
      const removed = await tx
        .deleteFrom('lists')
        .where('id', '=', id)
        // It may have been started meanwhile.
        .where('state', 'in', [...OVER, 'draft'])
        .where('instance', 'is', null)
        .returning('id')
        .executeTakeFirst()
      if (!removed) return
      await tx.deleteFrom('list_rows').where('list_id', '=', id).execute()
      await tx.deleteFrom('list_editors').where('list_id', '=', id).execute()
    })
  }
  return old.length
}

const overLists = (db: Database | Tx) =>
  db.selectFrom('lists').select('id').where('state', 'in', OVER)
