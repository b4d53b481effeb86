import type { Database, Tx } from './database.ts'
import type { SearchIndex } from './search-index.ts'

/** An open database with the newest schema. Driver errors are thrown as {@link StorageError}. */
export type Storage = {
  kind: 'sqlite' | 'postgres'
  /** A unique id of this run of the console. */
  instance: string
  search: SearchIndex
  read<T>(work: (db: Database) => Promise<T>): Promise<T>
  /** Runs the work in a transaction, which is on the disk when this returns. */
  write<T>(work: (transaction: Tx) => Promise<T>): Promise<T>
  /** Makes a write that changes nothing, to check whether the storage can be written. */
  probe(): Promise<void>
  /** Whether another console has ended; stays true until the transaction ends. */
  isGone(transaction: Tx, instance: string): Promise<boolean>
  close(): Promise<void>
}

/** The kind of a storage error. */
export type StorageFault =
  /** The disk is full; works again once there is space. */
  | 'full'
  | 'read_only'
  /** The database server does not respond, or another process holds a lock for long. */
  | 'unavailable'
  /** The disk failed or the file is damaged: nothing may be written before a restart. */
  | 'damaged'
  | 'other'

/** A read or write of the storage failed. The message never quotes a value. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly fault: StorageFault
  constructor(fault: StorageFault, detail: string) {
    super(`storage ${fault}: ${detail}`)
    this.fault = fault
  }
}

/** The console cannot start on this storage. The message is one line that says what to do. */
export class StorageStartError extends Error {
  override readonly name = 'StorageStartError'
}

/**
 * Translates the errors of a database into {@link StorageError}s. After a `damaged` error nothing is
 * written any more: a failed disk may have dropped pages without an error, and only opening the file
 * again finds out.
 */
export function guardWrites(
  db: Database,
  translate: (error: unknown) => unknown,
  transact: Storage['write'] = (work) => db.transaction().execute(work),
): Pick<Storage, 'read' | 'write'> {
  let damage: StorageError | null = null

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const translated = translate(error)
      if (translated instanceof StorageError && translated.fault === 'damaged')
        damage ??= translated
      throw translated
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
