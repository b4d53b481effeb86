import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { Tables } from './database.ts'
import { guardWrites } from './guard-writes.ts'
import { lockFolder } from './lock-folder.ts'
import { openLedgerFile } from './open-ledger-file.ts'
import { sqliteSearchIndex } from './search-index.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { sqliteFault } from './sqlite-fault.ts'
import type { Storage } from './storage.ts'

/**
 * Opens the SQLite storage in a folder, made where it is missing, for this process alone.
 * @throws StorageStartError where it cannot be used as it is; nothing has been changed then
 */
export function openSqlite(folder: string): Storage {
  const unlock = lockFolder(folder)
  try {
    return sqliteStorage(openLedgerFile(folder), unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

/** A storage on a database that is open and has its schema. */
export function sqliteStorage(database: DatabaseSync, afterClose = () => {}): Storage {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database) })
  let closed = false
  return {
    kind: 'sqlite',
    instance: randomUUID(),
    search: sqliteSearchIndex,
    ...guardWrites(db, sqliteFault),
    // The folder is this process's alone, so whoever else has written here is gone.
    isGone: async () => true,
    async close() {
      if (closed) return
      closed = true
      await db.destroy()
      // Kysely closes only what it has used.
      if (database.isOpen) database.close()
      afterClose()
    },
  }
}
