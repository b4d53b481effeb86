import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Database, Tables } from '../database.ts'
import type { SqliteResult, SqliteStatement } from './session.ts'
import type { SqliteConnection } from './thread.ts'

/** Creates the query builder of a connection; its reads wait for a running transaction. */
export function writingKysely(connection: SqliteConnection): Database {
  let inTransaction = false
  const queries = queriesOn((statement) => connection.run({ ...statement, reads: !inTransaction }))
  return kyselyOn(new SqliteAdapter(), {
    ...driverOf(queries),
    async beginTransaction() {
      inTransaction = true
      connection.post('begin immediate')
    },
    async commitTransaction() {
      await connection.step('commit')
      inTransaction = false
    },
    async rollbackTransaction() {
      inTransaction = false
      await connection.step('rollback')
    },
  })
}

/** Creates a query builder that only reads, without waiting for anything. */
export function readingKysely(connection: Pick<SqliteConnection, 'run'>): Database {
  const queries = queriesOn((statement) => connection.run({ ...statement, reads: true }))
  return kyselyOn(new ConcurrentAdapter(), driverOf(queries))
}

/** Lets several queries be sent at once; the thread runs them in order. */
class ConcurrentAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

function kyselyOn(adapter: SqliteAdapter, driver: Driver): Database {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => adapter,
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createDriver: () => driver,
    },
  })
}

function queriesOn(
  run: (statement: Pick<SqliteStatement, 'text' | 'values'>) => Promise<SqliteResult>,
): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, changes } = await run({ text: sql, values: parameters })
      return { rows: rows as R[], numAffectedRows: BigInt(changes) }
    },
    streamQuery() {
      throw new Error('rows are read page by page')
    },
  }
}

function driverOf(queries: DatabaseConnection): Driver {
  const readsOnly = () => Promise.reject(new Error('this connection only reads'))
  return {
    init: async () => {},
    acquireConnection: async () => queries,
    beginTransaction: readsOnly,
    commitTransaction: readsOnly,
    rollbackTransaction: readsOnly,
    releaseConnection: async () => {},
    destroy: async () => {},
  }
}
