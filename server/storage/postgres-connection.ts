import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { Client, type PoolConfig, types } from 'pg'

const INT8 = 20

/** Returns the connection options: every wait has a timeout, and int8 is parsed as a number. */
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

export type InstanceLock = {
  /** False while other consoles may take this one for crashed. */
  isHeld(): boolean
  close(): Promise<void>
}

const RETRY_MS = 1_000

/** Returns the key of the advisory lock of one run of a console. */
export function instanceLockKey(instance: string): string {
  return createHash('sha256').update(instance).digest().readBigInt64BE(0).toString()
}

/**
 * Holds this console's lock on a separate connection. The database releases it when the connection
 * ends, however that happens.
 *
 * After a lost connection it reconnects; until then the console must not send, because another one may
 * have ended its running sends as `unknown`.
 */
export async function holdInstanceLock(url: string, instance: string): Promise<InstanceLock> {
  let client: Client | null = null
  let closing = false

  async function connect(): Promise<void> {
    const next = new Client({
      ...postgresConnection(url),
      // Without keepalives, the lock of a machine that lost power would stay for hours.
      options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
    })
    const lost = (): void => {
      if (client !== next) return
      client = null
      void reconnect()
    }
    next.on('error', lost)
    next.on('end', lost)
    try {
      await next.connect()
      await next.query('select pg_advisory_lock($1::bigint)', [instanceLockKey(instance)])
    } catch (error) {
      next.end().catch(() => {})
      throw error
    }
    client = next
  }

  async function reconnect(): Promise<void> {
    while (!closing && client === null) {
      await setTimeout(RETRY_MS, undefined, { ref: false })
      await connect().catch(() => {})
    }
  }

  await connect()
  return {
    isHeld: () => client !== null,
    async close() {
      closing = true
      const last = client
      client = null
      await last?.end()
    },
  }
}
