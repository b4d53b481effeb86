import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { SqliteDialect } from 'kysely'

/** Lets Kysely speak to Node's own SQLite. */
export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(text) {
        // A disk that is full ends the transaction by itself; ending it again would hide why.
        if (text === 'rollback' && !database.isTransaction) return NOTHING
        const statement = database.prepare(text)
        return {
          reader: statement.columns().length > 0,
          all: (values) => statement.all(...values.map(inputValue)),
          run: (values) => statement.run(...values.map(inputValue)),
          iterate: (values) => statement.iterate(...values.map(inputValue)),
        }
      },
    },
  })
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
