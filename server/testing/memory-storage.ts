import { DatabaseSync } from 'node:sqlite'
import { migrateSqlite } from '../storage/migrate-sqlite.ts'
import { sqliteStorage } from '../storage/open-sqlite.ts'
import { writingKysely } from '../storage/sqlite/dialect.ts'
import { createSqliteSession } from '../storage/sqlite/session.ts'
import type { SqliteConnection } from '../storage/sqlite/thread.ts'
import type { Storage } from '../storage/storage.ts'

const migrated = new DatabaseSync(':memory:')
migrateSqlite(migrated, null)
/** A database with the newest schema. To copy it takes a tenth of the time of the migrations. */
const EMPTY = migrated.serialize()

export function memoryDatabase(): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  database.deserialize(EMPTY)
  return database
}

/** A storage kept in memory only. */
export const memoryStorage = (): Storage => storageOn(memoryDatabase())

/** A storage on the thread of the test, whose start costs less than that of a thread. */
export function storageOn(database: DatabaseSync): Storage {
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
