import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import { postgresConnection } from './postgres-connection.ts'

export type ProofOfLife = {
  /** False while the others may take this console for gone. */
  holds(): boolean
  close(): Promise<void>
}

const RETRY_MS = 1_000

/** The advisory lock that stands for one run of a console. */
export function lifeLock(instance: string): string {
  return createHash('sha256').update(instance).digest().readBigInt64BE(0).toString()
}

/**
 * Holds this console's lock on a connection of its own for as long as the process lives. The
 * database itself lets it go when the connection ends, however that happens.
 *
 * Where the connection is lost it is made anew; until then the console must not send, because
 * another one may already have ended its running sends as `unknown`.
 */
export async function proveLife(url: string, instance: string): Promise<ProofOfLife> {
  let client: Client | null = null
  let closing = false

  async function connect(): Promise<void> {
    const next = new Client({
      ...postgresConnection(url),
      // A machine that lost its power says nothing: ask, so that its lock does not stay for hours.
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
      await next.query('select pg_advisory_lock($1::bigint)', [lifeLock(instance)])
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
    holds: () => client !== null,
    async close() {
      closing = true
      const last = client
      client = null
      await last?.end()
    },
  }
}
