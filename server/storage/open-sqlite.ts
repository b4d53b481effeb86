import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import type { Tables } from './database.ts'
import { groupCommits } from './group-commit.ts'
import { guardWrites } from './guard-writes.ts'
import { lockFolder } from './lock-folder.ts'
import { openLedgerFile } from './open-ledger-file.ts'
import { sqliteSearchIndex } from './search-index.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { endsTransaction, sqliteFault } from './sqlite-fault.ts'
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
  const transact = groupCommits(db, endsTransaction)
  const { read, write } = guardWrites(db, sqliteFault, transact)
  let closed = false
  return {
    kind: 'sqlite',
    instance: randomUUID(),
    search: sqliteSearchIndex,
    read,
    write,
    // The same number again: SQLite writes its page all the same.
    probe: () =>
      write(async (transaction) => {
        const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(
          transaction,
        )
        await sql.raw(`pragma user_version = ${Number(rows[0]?.user_version)}`).execute(transaction)
      }),
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
