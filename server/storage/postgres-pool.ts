import { setTimeout } from 'node:timers/promises'
import { Pool, type PoolClient } from 'pg'
import { isServerFull, postgresConnection } from './postgres-connection.ts'
import { StorageError } from './storage.ts'

export type PoolFigures = {
  /** Connections that are open. */
  open: number
  /** How many may be open now: less than the size while the server has no more of them. */
  limit: number
  /** Requests that wait for a connection. */
  waiting: number
}

export type PostgresPool = {
  options: object
  /** Waits for a connection, in the order of the calls. @throws StorageError after 15 s */
  connect(): Promise<PoolClient>
  end(): Promise<void>
  figures(): PoolFigures
}

type PoolOptions = {
  url: string
  /** The most connections. */
  size: number
  /** Is given how long each connection was waited for, in milliseconds. */
  onWait?: ((ms: number) => void) | undefined
}

const LONGEST_WAIT_MS = 15_000
/** How often a refused connection is tried again if there is no open one to wait for. */
const RETRY_MS = 200
/** How long an idle connection is kept: other consoles may need it. */
const IDLE_MS = 2_000
/** How long after a refusal the pool tries to open one connection more. */
const GROW_MS = 5_000

/**
 * Creates a pool that waits for the connections it has when the server gives it no more. The pool of
 * `pg` fails the request that needed the further connection.
 */
export function createPostgresPool({ url, size, onWait = () => {} }: PoolOptions): PostgresPool {
  // One connection stays open: other consoles could take its place.
  const pool = new Pool({
    ...postgresConnection(url),
    max: size,
    min: 1,
    idleTimeoutMillis: IDLE_MS,
  })
  // A broken connection fails its query or is replaced for the next one; an unhandled error event
  // would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  const queue: (() => void)[] = []
  let taken = 0
  let limit = size
  let grownAt = Number.NEGATIVE_INFINITY

  function advance(): void {
    const now = performance.now()
    if (limit < size && queue.length > 0 && now - grownAt > GROW_MS) {
      limit += 1
      grownAt = now
    }
    while (taken < limit && queue.length > 0) {
      taken += 1
      queue.shift()?.()
    }
  }

  /** Resolves when this request may use a connection; a refused one is the next. */
  function takeTurn(until: number, refused: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = globalThis.setTimeout(() => {
        queue.splice(queue.indexOf(grant), 1)
        reject(new StorageError('unavailable', `no free connection in ${LONGEST_WAIT_MS} ms`))
      }, until - performance.now())
      const grant = (): void => {
        clearTimeout(late)
        resolve()
      }
      if (refused) queue.unshift(grant)
      else queue.push(grant)
      advance()
    })
  }

  function giveBack(): void {
    taken -= 1
    advance()
  }

  /** Opens or reuses a connection; null if the server has none left. */
  async function tryToConnect(): Promise<PoolClient | null> {
    try {
      return await pool.connect()
    } catch (error) {
      if (!isServerFull(error)) throw error
      limit = Math.max(1, pool.totalCount)
      grownAt = performance.now()
      return null
    }
  }

  return {
    options: pool.options,
    async connect() {
      const asked = performance.now()
      const until = asked + LONGEST_WAIT_MS
      for (let refused = false; ; refused = true) {
        await takeTurn(until, refused)
        const client = await tryToConnect().catch((error: unknown) => {
          giveBack()
          throw error
        })
        if (client !== null) {
          onWait(performance.now() - asked)
          const release = client.release.bind(client)
          client.release = (error) => {
            release(error)
            giveBack()
          }
          return client
        }
        if (pool.totalCount === 0) await setTimeout(RETRY_MS)
        giveBack()
        if (performance.now() >= until) {
          throw new StorageError('unavailable', 'PostgreSQL has no connection left')
        }
      }
    },
    async end() {
      if (!pool.ending) await pool.end()
    },
    figures: () => ({ open: pool.totalCount, limit, waiting: queue.length }),
  }
}
