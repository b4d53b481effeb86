import type { Database, Tx } from './database.ts'
import type { SearchIndex } from './search-index.ts'

/** An open database with the newest schema. Driver errors are thrown as {@link StorageError}. */
export type Storage = {
  kind: 'sqlite' | 'postgres'
  /** When the ledger was last written before this start, in milliseconds since 1970, if known. */
  changedAtMs: number | null
  /** A unique id of this run of the console. */
  instance: string
  search: SearchIndex
  /** Reads a few rows, by an index. */
  read<T>(work: (db: Database) => Promise<T>): Promise<T>
  /** Reads what may take long, such as a search. It never delays a `read` or a `write`. */
  scan<T>(work: (db: Database) => Promise<T>): Promise<T>
  /** Runs the work in a transaction, which is on the disk when this returns. */
  write<T>(work: (transaction: Tx) => Promise<T>): Promise<T>
  /** Makes a write that changes nothing, to check whether the storage can be written. */
  probe(): Promise<void>
  /**
   * Checks, without a write, whether what is written can be found again.
   * @throws StorageError `moved` if the files in the data folder are no longer the open ones
   */
  check(): Promise<void>
  /** What several consoles share; left out if there can be only one. */
  bus?: ConsoleBus
  /** The connections to the database server; left out if there is none. */
  connections?(): { open: number; limit: number; waiting: number }
  /** Whether another console has ended; stays true until the transaction ends. */
  isGone(transaction: Tx, instance: string): Promise<boolean>
  close(): Promise<void>
}

/** A connection between the consoles on one database, which waits for no connection of the pool. */
export type ConsoleBus = {
  /** Runs one statement. @throws StorageError */
  query<T>(text: string, values: readonly unknown[]): Promise<T[]>
  /** Tells the other consoles something; a few kilobytes at most. Errors are ignored. */
  notify(topic: string, data: string): Promise<void>
  /** Calls the listener with what other consoles tell; returns a function that ends that. */
  subscribe(topic: string, listener: (data: string) => void): () => void
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
  /** The open files were removed, renamed or unmounted: a write would be lost with the process. */
  | 'moved'
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
  scanned: Database = db,
): Pick<Storage, 'read' | 'scan' | 'write'> {
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
    scan: (work) => guarded(() => work(scanned)),
    write: (work) =>
      guarded(() => {
        if (damage) throw damage
        return transact(work)
      }),
  }
}
