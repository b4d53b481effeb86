import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { backupSqlite } from './backup-sqlite.ts'
import type { Migration } from './database.ts'
import { MIGRATIONS } from './migrations.ts'
import { StorageStartError } from './storage.ts'

/** Identifies our SQLite files; shown by `file(1)`. */
export const APPLICATION_ID = 0x466f6c55

/**
 * Migrates a database to the newest schema, each step in its own transaction.
 * @param folder the folder for a backup of an older ledger; null for a new one
 * @throws StorageStartError if the schema is newer than this console or of another program
 */
export function migrateSqlite(
  database: DatabaseSync,
  folder: string | null,
  migrations: readonly Migration[] = MIGRATIONS,
): void {
  const newest = migrations.at(-1)?.version ?? 0
  const current = pragma(database, 'user_version')
  if (folder !== null && pragma(database, 'application_id') !== APPLICATION_ID) {
    throw new StorageStartError(
      'ledger.db is the database of another program: set DATA_DIR to another folder.',
    )
  }
  if (current > newest) {
    throw new StorageStartError(
      `The ledger has schema ${current}, newer than this console's ${newest}: start the newer console, or set DATA_DIR to another folder.`,
    )
  }
  if (current === newest) return
  if (folder !== null) {
    mkdirSync(join(folder, 'backups'), { recursive: true, mode: 0o700 })
    const time = new Date().toISOString().replaceAll(/[:.]/g, '-')
    backupSqlite(database, join(folder, 'backups', `before-schema-${newest}-${time}.db`))
  }
  for (const { version, statements } of migrations) {
    if (version <= current) continue
    database.exec('begin immediate')
    try {
      for (const statement of statements.sqlite) database.exec(statement)
      database.exec(
        `pragma application_id = ${APPLICATION_ID}; pragma user_version = ${version}; commit`,
      )
    } catch (error) {
      if (database.isTransaction) database.exec('rollback')
      throw error
    }
  }
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`pragma ${name}`).get()?.[name])
}
