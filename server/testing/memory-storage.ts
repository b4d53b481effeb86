import { DatabaseSync } from 'node:sqlite'
import { migrateSqlite } from '../storage/migrate-sqlite.ts'
import { sqliteStorage } from '../storage/open-sqlite.ts'
import type { Storage } from '../storage/storage.ts'

/** A storage kept in memory only. */
export function memoryStorage(): Storage {
  const database = new DatabaseSync(':memory:')
  migrateSqlite(database, null)
  return sqliteStorage(database)
}
