import { type PoolConfig, types } from 'pg'

const INT8 = 20

/** How to connect: every wait has an end, and numbers come as numbers. */
export function postgresConnection(url: string): PoolConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    statement_timeout: 10_000,
    keepAlive: true,
    application_name: 'follow-up-console',
    types: {
      getTypeParser: (oid, format) =>
        Number(oid) === INT8 && format !== 'binary' ? Number : types.getTypeParser(oid, format),
    },
  }
}
