import { randomUUID } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Pool } from 'pg'
import type { Tables } from './database.ts'
import { guardWrites } from './guard-writes.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { postgresConnection } from './postgres-connection.ts'
import { postgresFault } from './postgres-fault.ts'
import { lifeLock, proveLife } from './proof-of-life.ts'
import { postgresSearchIndex } from './search-index.ts'
import type { Storage } from './storage.ts'
import { StorageError } from './storage-error.ts'
import { StorageStartError } from './storage-start-error.ts'

/**
 * Opens a PostgreSQL database, which several consoles may share. The connection must last (no
 * pooler that changes it between transactions): the lock that tells the living from the gone hangs on it.
 * @param url with the password; it appears in no message
 * @throws StorageStartError where the database cannot be used
 */
export async function openPostgres(url: string): Promise<Storage> {
  const instance = randomUUID()
  const pool = new Pool({ ...postgresConnection(url), max: 8 })
  // A connection that breaks fails the query that needs it, or is replaced for the next one; an
  // error that nobody listens to would end the process instead.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })

  const life = await (async () => {
    await migratePostgres(url)
    return proveLife(url, instance)
  })().catch(async (error: unknown) => {
    await pool.end()
    if (error instanceof StorageStartError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no connection'
    throw new StorageStartError(
      `The database of DATABASE_URL cannot be used (${code}): check that PostgreSQL runs, and the address, user, password and rights.`,
    )
  })

  const guarded = guardWrites(db, postgresFault)
  const write: Storage['write'] = async (work) => {
    if (!life.holds()) throw new StorageError('unavailable', 'the lock of this console is lost')
    return guarded.write(work)
  }
  return {
    kind: 'postgres',
    instance,
    search: postgresSearchIndex,
    read: guarded.read,
    write,
    probe: () =>
      write(async (transaction) => {
        await sql`update console_schema set at = at`.execute(transaction)
      }),
    async isGone(transaction, other) {
      const { rows } = await sql<{ gone: boolean }>`
        select pg_try_advisory_xact_lock(${lifeLock(other)}::bigint) as gone`.execute(transaction)
      return rows[0]?.gone === true
    },
    async close() {
      if (pool.ending) return
      await life.close()
      await db.destroy()
      if (!pool.ended) await pool.end()
    },
  }
}
