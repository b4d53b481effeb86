import { DatabaseSync } from 'node:sqlite'
import { migrateSqlite } from '../storage/migrate-sqlite.ts'
import { sqliteStorage } from '../storage/open-sqlite.ts'
import { writingKysely } from '../storage/sqlite/dialect.ts'
import { createSqliteSession } from '../storage/sqlite/session.ts'
import type { SqliteConnection } from '../storage/sqlite/thread.ts'
import type { Storage } from '../storage/storage.ts'

/** A storage kept in memory only, on the thread of the test. */
export function memoryStorage(): Storage {
  const database = new DatabaseSync(':memory:')
  migrateSqlite(database, null)
  const connection = connectionOf(database)
  // One connection, so that a read waits for a running transaction.
  const db = writingKysely(connection)
  return sqliteStorage({
    writer: connection,
    writing: db,
    reading: db,
    scanning: db,
    changedAtMs: null,
    check: async () => {},
    close: async () => database.close(),
  })
}

/** Returns a connection to a database that is open on this thread. */
export function connectionOf(database: DatabaseSync): SqliteConnection {
  const session = createSqliteSession(database)
  return {
    run: async (statement) => session.run(statement),
    step: async (step) => session.step(step),
    post(step) {
      try {
        session.step(step)
      } catch {
        // The session remembers it.
      }
    },
  }
}
