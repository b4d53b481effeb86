import { randomUUID } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Pool } from 'pg'
import type { Tables } from './database.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { holdInstanceLock, instanceLockKey, postgresConnection } from './postgres-connection.ts'
import { postgresSearchIndex } from './search-index.ts'
import {
  guardWrites,
  type Storage,
  StorageError,
  type StorageFault,
  StorageStartError,
} from './storage.ts'

/**
 * Opens a PostgreSQL database, which several consoles may share. A pooler must not change the
 * connection between transactions: it holds the lock that shows that this console is running.
 * @param url may contain a password; it appears in no message
 * @throws StorageStartError if the database cannot be used
 */
export async function openPostgres(url: string): Promise<Storage> {
  const instance = randomUUID()
  const pool = new Pool({ ...postgresConnection(url), max: 8 })
  // A broken connection fails its query or is replaced for the next one; an unhandled error event
  // would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })

  const lock = await (async () => {
    await migratePostgres(url)
    return holdInstanceLock(url, instance)
  })().catch(async (error: unknown) => {
    await pool.end()
    if (error instanceof StorageStartError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no connection'
    throw new StorageStartError(
      `The database of DATABASE_URL cannot be used (${code}): check that PostgreSQL runs, and the address, user, password and rights.`,
    )
  })

  const guarded = guardWrites(db, fromPostgresError)
  const write: Storage['write'] = async (work) => {
    if (!lock.isHeld()) throw new StorageError('unavailable', 'the lock of this console is lost')
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
        select pg_try_advisory_xact_lock(${instanceLockKey(other)}::bigint) as gone`.execute(
        transaction,
      )
      return rows[0]?.gone === true
    },
    async close() {
      if (pool.ending) return
      await lock.close()
      await db.destroy()
      if (!pool.ended) await pool.end()
    },
  }
}

// Classes of SQLSTATE. https://www.postgresql.org/docs/current/errcodes-appendix.html
const CLASSES: Record<string, StorageFault> = {
  '08': 'unavailable', // connection exception
  '25': 'read_only', // 25006: a standby, or set to read only
  '28': 'unavailable', // not let in
  '40': 'unavailable', // deadlock, serialisation
  '53': 'unavailable', // insufficient resources
  '55': 'unavailable', // lock not available
  '57': 'unavailable', // being shut down
  '58': 'damaged', // system error
  XX: 'damaged', // internal error, data corrupted
}

const DISK_FULL = '53100'

/** Translates an error of PostgreSQL or its connection; returns any other error unchanged. */
export function fromPostgresError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StorageError) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === DISK_FULL) return new StorageError('full', `PostgreSQL ${code}`)
  if (/^[0-9A-Z]{5}$/.test(code)) {
    return new StorageError(CLASSES[code.slice(0, 2)] ?? 'other', `PostgreSQL ${code}`)
  }
  if (/^E[A-Z]+$/.test(code)) return new StorageError('unavailable', code)
  // pg's own connection errors have no code.
  return error.name === 'Error' && /connection|timeout|client/i.test(error.message)
    ? new StorageError('unavailable', 'no connection to PostgreSQL')
    : error
}
