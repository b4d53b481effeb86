import { randomUUID } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Migration, Tables } from './database.ts'
import { MIGRATIONS } from './migrations.ts'
import {
  connectClient,
  holdInstanceLock,
  instanceLockKey,
  isServerFull,
  postgresConnection,
} from './postgres-connection.ts'
import { createPostgresPool } from './postgres-pool.ts'
import { postgresSearchIndex } from './search-index.ts'
import {
  guardWrites,
  type Storage,
  StorageError,
  type StorageFault,
  StorageStartError,
} from './storage.ts'

type PostgresOptions = {
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

/** An arbitrary number, the same in every console. */
const MIGRATION_LOCK = 0x466f6c55

/**
 * Migrates a database to the newest schema, each step in its own transaction. If several consoles
 * start at once, one migrates and the others wait.
 * @returns how many connections the server has for all its users
 * @throws StorageStartError if the schema is newer than this console
 */
export async function migratePostgres(
  url: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<number> {
  const newest = migrations.at(-1)?.version ?? 0
  const connection = postgresConnection(url)
  // A step on a long history, or waiting for another console, may take long.
  const client = await connectClient({ ...connection, query_timeout: 0, statement_timeout: 0 })
  try {
    for (let done = false; !done; ) {
      await client.query('begin')
      await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
      await client.query(
        'create table if not exists console_schema (version bigint primary key, at timestamptz not null default now())',
      )
      const { rows } = await client.query('select max(version) as version from console_schema')
      const current = Number(rows[0]?.version ?? 0)
      if (current > newest) {
        throw new StorageStartError(
          `The database has schema ${current}, newer than this console's ${newest}: start the newer console.`,
        )
      }
      const next = migrations.find(({ version }) => version > current)
      for (const statement of next?.statements.postgres ?? []) await client.query(statement)
      if (next) {
        await client.query('insert into console_schema (version) values ($1)', [next.version])
      }
      await client.query('commit')
      done = next === undefined
    }
    const { rows } = await client.query(
      `select current_setting('max_connections')::int
        - current_setting('superuser_reserved_connections')::int as free`,
    )
    return Number(rows[0]?.free)
  } finally {
    // Rolls back an uncommitted step.
    await client.end()
  }
}
