import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { SqliteDialect } from 'kysely'

/** Lets Kysely speak to Node's own SQLite. */
export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  /** By their text: what is sent is written with the same few statements each time. */
  const prepared = new Map<string, Statement>()
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(text) {
        // A disk that is full ends the transaction by itself; ending it again would hide why.
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

/** More than the console has; a list of rows is asked for with as many question marks as it has rows. */
const PREPARED_MAX = 200

type Statement = ReturnType<typeof prepare>

function prepare(database: DatabaseSync, text: string) {
  const statement = database.prepare(text)
  return {
    reader: statement.columns().length > 0,
    all: (values: readonly unknown[]) => statement.all(...values.map(inputValue)),
    run: (values: readonly unknown[]) => statement.run(...values.map(inputValue)),
    // One of its own, as it may be left in the middle while the same is asked again.
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
  // Node hands every number over as a fraction, and the search index ignores a bound that is one.
  if (Number.isSafeInteger(value)) return BigInt(Number(value))
  if (value === null || typeof value === 'number' || typeof value === 'string') return value
  throw new TypeError(`SQLite is given numbers, texts and null only, not ${typeof value}`)
}
