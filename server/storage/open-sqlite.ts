import { randomUUID } from 'node:crypto'
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { Kysely, SqliteDialect, sql } from 'kysely'
import type { Tables } from './database.ts'
import { createGroupCommit } from './group-commit.ts'
import { lockFolder, openLedgerFile } from './ledger-file.ts'
import { sqliteSearchIndex } from './search-index.ts'
import { endsTransaction, fromSqliteError } from './sqlite-error.ts'
import { guardWrites, type Storage } from './storage.ts'

/**
 * Opens the SQLite storage in a folder, which is created if it is missing and locked for this process.
 * @throws StorageStartError if it cannot be used; nothing is changed then
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

/** Creates a storage on an open database with the newest schema. */
export function sqliteStorage(database: DatabaseSync, afterClose = () => {}): Storage {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database) })
  const transact = createGroupCommit(db, endsTransaction)
  const { read, write } = guardWrites(db, fromSqliteError, transact)
  let closed = false
  return {
    kind: 'sqlite',
    instance: randomUUID(),
    search: sqliteSearchIndex,
    read,
    write,
    // Sets the same number again: SQLite writes the page anyway.
    probe: () =>
      write(async (transaction) => {
        const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(
          transaction,
        )
        await sql.raw(`pragma user_version = ${Number(rows[0]?.user_version)}`).execute(transaction)
      }),
    // The folder is locked by this process, so every other console has ended.
    isGone: async () => true,
    async close() {
      if (closed) return
      closed = true
      await db.destroy()
      // Kysely closes only a connection that it has used.
      if (database.isOpen) database.close()
      afterClose()
    },
  }
}

/** Returns a Kysely dialect for Node's built-in SQLite. */
export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  /** Prepared statements by text: sends use the same few statements each time. */
  const prepared = new Map<string, PreparedStatement>()
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(text) {
        // A full disk ends the transaction; rolling it back again would hide the cause.
        if (text === 'rollback' && !database.isTransaction) return NOTHING
        const known = prepared.get(text)
        if (known) return known
        const statement = prepare(database, text)
        if (prepared.size === PREPARED_MAX) prepared.clear()
        prepared.set(text, statement)
        return statement
      },
    },
  })
}

/** More than the console has, except for statements with lists, whose text depends on their length. */
const PREPARED_MAX = 200

type PreparedStatement = ReturnType<typeof prepare>

function prepare(database: DatabaseSync, text: string) {
  const statement = database.prepare(text)
  return {
    reader: statement.columns().length > 0,
    all: (values: readonly unknown[]) => statement.all(...values.map(inputValue)),
    run: (values: readonly unknown[]) => statement.run(...values.map(inputValue)),
    // A separate statement, because it may be iterated while the same query runs again.
    iterate: (values: readonly unknown[]) =>
      database.prepare(text).iterate(...values.map(inputValue)),
  }
}

const NOTHING = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
}

function inputValue(value: unknown): SQLInputValue {
  // Node passes every number as a float, and the search index ignores a bound that is a float.
  if (Number.isSafeInteger(value)) return BigInt(Number(value))
  if (value === null || typeof value === 'number' || typeof value === 'string') return value
  throw new TypeError(`SQLite accepts numbers, strings and null only, not ${typeof value}`)
}
