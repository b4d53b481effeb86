import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Database } from './database.ts'
import { findFileProblem } from './ledger-file.ts'
import type { StorageLocation } from './open-storage.ts'
import { readingKysely } from './sqlite/dialect.ts'
import { createSqliteSession } from './sqlite/session.ts'
import { StorageStartError } from './storage.ts'

/**
 * Opens a database beside a running console, to read it only. Its schema is not migrated.
 * @throws StorageStartError if it cannot be used
 */
export async function openReadOnly(
  location: StorageLocation,
): Promise<{ db: Database; close: () => Promise<void> }> {
  if (location.kind === 'sqlite') {
    const path = join(location.folder, 'ledger.db')
    const issue = findFileProblem(path, { check: 'header' })
    if (issue) throw new StorageStartError(`${path} cannot be read: ${issue}.`)
    const session = createSqliteSession(new DatabaseSync(path, { readOnly: true, timeout: 5000 }))
    const run = async (statement: Parameters<typeof session.run>[0]) => session.run(statement)
    return { db: readingKysely({ run }), close: async () => session.close() }
  }
  const { Kysely, PostgresDialect } = await import('kysely')
  const { createPostgresPool } = await import('./postgres-pool.ts')
  const pool = createPostgresPool({ url: location.url, size: 1 })
  const db: Database = new Kysely({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    async close() {
      await db.destroy()
      await pool.end()
    },
  }
}
