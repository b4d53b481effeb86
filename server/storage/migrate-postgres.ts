import type { Migration } from './database.ts'
import { MIGRATIONS } from './migrations.ts'
import { connectClient, postgresConnection } from './postgres-connection.ts'
import { StorageStartError } from './storage.ts'

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
