import { randomUUID } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Tables } from './database.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { holdInstanceLock, instanceLockKey, isServerFull } from './postgres-connection.ts'
import { createPostgresPool } from './postgres-pool.ts'
import { postgresSearchIndex } from './search-index.ts'
import {
  guardWrites,
  type Storage,
  StorageError,
  type StorageFault,
  StorageStartError,
} from './storage.ts'

export type PostgresOptions = {
  /** The most connections for requests, one for the lock comes on top; chosen by default. */
  connections?: number | undefined
  /** Is given how long each connection was waited for, in milliseconds. */
  onWait?: ((ms: number) => void) | undefined
}

/** By default; fewer if the server has few. */
const CONNECTIONS = 8

/**
 * Opens a PostgreSQL database, which several consoles may share. A pooler must not change the
 * connection between transactions: it holds the lock that shows that this console is running.
 * @param url may contain a password; it appears in no message
 * @throws StorageStartError if the database cannot be used
 */
export async function openPostgres(
  url: string,
  { connections, onWait }: PostgresOptions = {},
): Promise<Storage> {
  const instance = randomUUID()
  const { lock, pool } = await (async () => {
    const free = await migratePostgres(url)
    const held = await holdInstanceLock(url, instance)
    const size = connections ?? Math.max(1, Math.min(CONNECTIONS, Math.floor(free / 4)))
    const created = createPostgresPool({ url, size, onWait })
    // Takes the one connection that it keeps, before another console has them all.
    ;(await created.connect()).release()
    return { lock: held, pool: created }
  })().catch((error: unknown) => {
    if (error instanceof StorageStartError) throw error
    if (isServerFull(error)) {
      throw new StorageStartError(
        'The database of DATABASE_URL has no connection left: a console needs two. Raise max_connections, or set a smaller DATABASE_POOL_SIZE for the other consoles.',
      )
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no connection'
    throw new StorageStartError(
      `The database of DATABASE_URL cannot be used (${code}): check that PostgreSQL runs, and the address, user, password and rights.`,
    )
  })

  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const guarded = guardWrites(db, fromPostgresError)
  const write: Storage['write'] = async (work) => {
    if (!lock.isHeld()) throw new StorageError('unavailable', 'the lock of this console is lost')
    return guarded.write(work)
  }
  return {
    kind: 'postgres',
    changedAtMs: null,
    instance,
    search: postgresSearchIndex,
    read: guarded.read,
    scan: guarded.scan,
    write,
    async check() {
      if (!lock.isHeld()) throw new StorageError('unavailable', 'the lock of this console is lost')
    },
    probe: () =>
      write(async (transaction) => {
        await sql`update console_schema set at = at`.execute(transaction)
      }),
    bus: lock.bus,
    connections: pool.figures,
    async isGone(transaction, other) {
      const { rows } = await sql<{ gone: boolean }>`
        select pg_try_advisory_xact_lock(${instanceLockKey(other)}::bigint) as gone`.execute(
        transaction,
      )
      return rows[0]?.gone === true
    },
    async close() {
      await lock.close()
      await db.destroy()
      await pool.end()
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
