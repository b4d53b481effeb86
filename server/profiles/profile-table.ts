import type { Insertable, Updateable } from 'kysely'
import { PROFILE_LIMITS } from '#contract/profile-limits'
import type { Tables } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import type { ProfileRow } from './profile-rows.ts'

/** The rows of the profiles that were added here. */
export function profileTable(storage: Storage) {
  return {
    /** Those that are there, by name. */
    all: (): Promise<ProfileRow[]> =>
      storage.read((db) =>
        db
          .selectFrom('profiles')
          .selectAll()
          .where('removed_at_ms', 'is', null)
          .orderBy('name')
          .orderBy('id')
          .execute(),
      ),
    removed: (): Promise<{ id: string; name: string }[]> =>
      storage.read((db) =>
        db
          .selectFrom('profiles')
          .select(['id', 'name'])
          .where('removed_at_ms', 'is not', null)
          .orderBy('name')
          .orderBy('id')
          .execute(),
      ),
    find: (id: string): Promise<ProfileRow | undefined> =>
      storage.read((db) =>
        db
          .selectFrom('profiles')
          .selectAll()
          .where('id', '=', id)
          .where('removed_at_ms', 'is', null)
          .executeTakeFirst(),
      ),
    /** @returns false where there are too many already */
    insert: (row: Insertable<Tables['profiles']>): Promise<boolean> =>
      storage.write(async (tx) => {
        const { count } = await tx
          .selectFrom('profiles')
          .select((is) => is.fn.countAll<number>().as('count'))
          .where('removed_at_ms', 'is', null)
          .executeTakeFirstOrThrow()
        if (Number(count) >= PROFILE_LIMITS.profiles.max) return false
        await tx.insertInto('profiles').values(row).execute()
        return true
      }),
    /** @returns false where somebody else has changed the row since it was read; nothing is written then */
    update: (
      before: ProfileRow,
      columns: Updateable<Tables['profiles']>,
      now_ms: number,
    ): Promise<boolean> =>
      storage.write(async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('profiles')
          .set({ ...columns, updated_at_ms: Math.max(now_ms, before.updated_at_ms + 1) })
          .where('id', '=', before.id)
          .where('updated_at_ms', '=', before.updated_at_ms)
          .where('removed_at_ms', 'is', null)
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),
  }
}
