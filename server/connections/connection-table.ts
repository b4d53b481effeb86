import type { Insertable, Selectable, Updateable } from 'kysely'
import type { ConnectionState } from '#contract/connections/connection'
import type { Tables } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'

export type ConnectionRow = Selectable<Tables['connections']>

/** How long an ended connection is kept. */
const KEPT_MS = 24 * 3_600_000
const MAX_LISTED = 50

/** Creates the queries for the apps that are connected by scan. */
export function connectionTable(storage: Storage) {
  return {
    /** Returns the newest ones first. */
    list: (): Promise<ConnectionRow[]> =>
      storage.read((db) =>
        db
          .selectFrom('connections')
          .selectAll()
          .orderBy('created_at_ms', 'desc')
          .orderBy('id')
          .limit(MAX_LISTED)
          .execute(),
      ),
    waiting: (): Promise<ConnectionRow[]> =>
      storage.read((db) =>
        db.selectFrom('connections').selectAll().where('state', '=', 'waiting').execute(),
      ),
    find: (id: string): Promise<ConnectionRow | undefined> =>
      storage.read((db) =>
        db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst(),
      ),
    /** Also removes the connections that ended long ago. */
    insert: (row: Insertable<Tables['connections']>): Promise<void> =>
      storage.write(async (tx) => {
        await tx
          .deleteFrom('connections')
          .where('ended_at_ms', '<', row.created_at_ms - KEPT_MS)
          .execute()
        await tx.insertInto('connections').values(row).execute()
      }),
    /**
     * Reserves the next poll for this console until `until_ms`, so that several consoles poll once.
     * @returns undefined if it is not due, was reserved by another console or has ended
     */
    reserve: (id: string, now_ms: number, until_ms: number): Promise<ConnectionRow | undefined> =>
      storage.write((tx) =>
        tx
          .updateTable('connections')
          .set({ next_poll_at_ms: until_ms })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .where('next_poll_at_ms', '<=', now_ms)
          .returningAll()
          .executeTakeFirst(),
      ),
    /** Returns whether it was still waiting, so that a cancelled one stays cancelled. */
    update: (id: string, columns: Updateable<Tables['connections']>): Promise<boolean> =>
      storage.write(async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('connections')
          .set(columns)
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),
    remove: (id: string): Promise<boolean> =>
      storage.write(async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom('connections')
          .where('id', '=', id)
          .executeTakeFirst()
        return numDeletedRows > 0n
      }),
  }
}

/** The columns of an ended connection, without its device code. */
export function ended(state: Exclude<ConnectionState, 'waiting'>, now_ms: number) {
  return { state, ended_at_ms: now_ms, sealed_device_code: null }
}
