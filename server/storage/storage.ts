import type { Transaction } from 'kysely'
import type { Database, Tables } from './database.ts'
import type { SearchIndex } from './search-index.ts'

/**
 * An open database with its schema in place. Whatever the driver throws comes out as a
 * {@link StorageError}.
 */
export type Storage = {
  kind: 'sqlite' | 'postgres'
  /** Names this run of the console among all that ever wrote here. */
  instance: string
  search: SearchIndex
  read<T>(work: (db: Database) => Promise<T>): Promise<T>
  /** All of it is on the disk when this returns, or nothing of it ever will be. */
  write<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>
  /** A write that changes nothing, to find out whether one can be made. */
  probe(): Promise<void>
  /** Whether the console of that name has ended; holds until the transaction ends. */
  isGone(transaction: Transaction<Tables>, instance: string): Promise<boolean>
  close(): Promise<void>
}
