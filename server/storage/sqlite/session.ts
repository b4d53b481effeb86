import type { DatabaseSync, SQLInputValue } from 'node:sqlite'

/** A statement of the running transaction, or one that reads outside of it. */
export type SqliteStatement = { text: string; values: readonly unknown[]; reads?: boolean }

export type SqliteResult = { rows: unknown[]; changes: number }

/** The steps of a transaction. A write is a savepoint in it, so that it can fail alone. */
export type TransactionStep =
  | 'begin immediate'
  | 'savepoint work'
  | 'release work'
  | 'rollback to work'
  | 'commit'
  | 'rollback'

/** Runs statements on an open database, one after another. */
export type SqliteSession = {
  /** @throws the error of SQLite, or of an earlier step that ended the transaction */
  run(statement: SqliteStatement): SqliteResult
  /** @throws the error of SQLite, or of an earlier step that ended the transaction */
  step(step: TransactionStep): void
  close(): void
}

/** More than the console has, except for statements with lists, whose text depends on their length. */
const PREPARED_MAX = 200

/**
 * Creates a session on a database. Steps and statements may be sent without waiting for the results of
 * earlier ones: after a step has failed, nothing runs until the next transaction, least of all outside
 * of one, where it would be committed alone.
 * @param check called right before and after each commit; throws if the database must not be written
 */
export function createSqliteSession(database: DatabaseSync, check = () => {}): SqliteSession {
  /** Prepared statements by text: sends use the same few statements each time. */
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  /** Why the running transaction cannot be continued. */
  let ended: unknown = null

  function prepare(text: string) {
    const known = prepared.get(text)
    if (known) return known
    const statement = database.prepare(text)
    if (prepared.size === PREPARED_MAX) prepared.clear()
    prepared.set(text, statement)
    return statement
  }

  function execute({ text, values }: SqliteStatement): SqliteResult {
    const statement = prepare(text)
    const inputs = values.map(inputValue)
    if (statement.columns().length > 0) return { rows: statement.all(...inputs), changes: 0 }
    return { rows: [], changes: Number(statement.run(...inputs).changes) }
  }

  function takeStep(step: TransactionStep): void {
    if (step === 'begin immediate' || step === 'commit') check()
    prepare(step).run()
    // Only now is it certain that the committed rows can be found again.
    if (step === 'commit') check()
  }

  return {
    run(statement) {
      if (statement.reads) return execute(statement)
      if (ended !== null) throw ended
      if (!database.isTransaction) throw new Error('a write needs a transaction')
      try {
        return execute(statement)
      } catch (error) {
        // A full disk, for example, ends the whole transaction.
        if (!database.isTransaction) ended = error
        throw error
      }
    },
    step(step) {
      if (step === 'rollback') {
        if (database.isTransaction) takeStep(step)
        return
      }
      if (step === 'begin immediate') ended = null
      if (ended !== null) throw ended
      try {
        takeStep(step)
      } catch (error) {
        ended = error
        throw error
      }
    },
    close: () => database.close(),
  }
}

function inputValue(value: unknown): SQLInputValue {
  // Node passes every number as a float, and the search index ignores a bound that is a float.
  if (Number.isSafeInteger(value)) return BigInt(Number(value))
  if (value === null || typeof value === 'number' || typeof value === 'string') return value
  throw new TypeError(`SQLite accepts numbers, strings and null only, not ${typeof value}`)
}
