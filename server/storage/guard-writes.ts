import type { Database } from './database.ts'
import type { Storage } from './storage.ts'
import { StorageError } from './storage-error.ts'

/**
 * Runs the work on a database with its errors as {@link StorageError}s. After damage nothing is
 * written any more: a disk that failed once may have dropped pages that were never reported, and
 * only opening the file again finds out.
 */
export function guardWrites(
  db: Database,
  faultOf: (error: unknown) => unknown,
  transact: Storage['write'] = (work) => db.transaction().execute(work),
): Pick<Storage, 'read' | 'write'> {
  let damage: StorageError | null = null

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const fault = faultOf(error)
      if (fault instanceof StorageError && fault.fault === 'damaged') damage ??= fault
      throw fault
    }
  }

  return {
    read: (work) => guarded(() => work(db)),
    write: (work) =>
      guarded(() => {
        if (damage) throw damage
        return transact(work)
      }),
  }
}
