import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { Client, type Notification, type PoolConfig, types } from 'pg'
import { CHANNEL } from './migrations/0008-shared-consoles.ts'
import { type ConsoleBus, StorageError } from './storage.ts'

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

/** Whether the server, the database or the user has no connection left (`too_many_connections`). */
export function isServerFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '53300'
}

const FULL_RETRY_MS = 200
const FULL_PATIENCE_MS = 15_000

/** Opens a connection outside the pool; waits up to 15 s if the server has none left. */
export async function connectClient(options: PoolConfig): Promise<Client> {
  const until = performance.now() + FULL_PATIENCE_MS
  for (;;) {
    const client = new Client(options)
    // A lost connection fails its query; an unhandled error event would end the process.
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      client.end().catch(() => {})
      if (!isServerFull(error) || performance.now() > until) throw error
      await setTimeout(FULL_RETRY_MS)
    }
  }
}

export type InstanceLock = {
  /** False while other consoles may take this one for crashed. */
  isHeld(): boolean
  /** The other consoles, over the connection of the lock. */
  bus: ConsoleBus
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
  const listeners = new Map<string, Set<(data: string) => void>>()

  function receive({ payload = '' }: Notification): void {
    try {
      const { from, topic, data } = JSON.parse(payload)
      if (from === instance) return
      for (const listener of listeners.get(topic) ?? []) listener(data)
    } catch {
      // Not from a console: any user of the database may send notifications.
    }
  }

  async function connect(): Promise<void> {
    const next = await connectClient({
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
    next.on('notification', receive)
    try {
      await next.query('select pg_advisory_lock($1::bigint)', [instanceLockKey(instance)])
      await next.query(`listen ${CHANNEL}`)
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

  /** Resolves when the connection is free: it runs one statement at a time. */
  let free: Promise<unknown> = Promise.resolve()
  async function run<T>(text: string, values: readonly unknown[]): Promise<T[]> {
    if (client === null) throw new StorageError('unavailable', 'no connection to PostgreSQL')
    const { rows } = await client.query(text, [...values])
    return rows as T[]
  }

  const bus: ConsoleBus = {
    query<T>(text: string, values: readonly unknown[]) {
      const result = free.then(() => run<T>(text, values))
      free = result.catch(() => {})
      return result
    },
    async notify(topic, data) {
      const message = JSON.stringify({ from: instance, topic, data })
      await bus.query('select pg_notify($1, $2)', [CHANNEL, message]).catch(() => {})
    },
    subscribe(topic, listener) {
      const all = listeners.get(topic) ?? new Set()
      listeners.set(topic, all.add(listener))
      return () => void all.delete(listener)
    },
  }

  await connect()
  return {
    isHeld: () => client !== null,
    bus,
    async close() {
      closing = true
      const last = client
      client = null
      await last?.end()
    },
  }
}
