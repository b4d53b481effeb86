import { setImmediate } from 'node:timers/promises'
import type { Database, Tx } from './database.ts'
import type { SqliteConnection } from './sqlite/thread.ts'

type WriteWork<T> = (transaction: Tx) => Promise<T>
type QueuedWrite = {
  work: WriteWork<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/** The most writes in one commit: more would delay the others. */
const GROUP_MAX = 64

/**
 * Returns a write function that commits concurrent writes together, so that they wait for the disk
 * once. Each write is atomic, as in its own transaction, and resolves when it is on the disk.
 * @param db the query builder of the connection
 * @param endsTransaction whether an error ends the transaction for all writes in it
 */
export function createGroupCommit(
  db: Database,
  connection: Pick<SqliteConnection, 'post'>,
  endsTransaction: (error: unknown) => boolean,
): <T>(work: WriteWork<T>) => Promise<T> {
  let waiting: QueuedWrite[] = []
  let running = false

  async function commitAll(): Promise<void> {
    running = true
    // Waiting one turn lets other requests be read from their sockets and join this commit.
    for (await setImmediate(); waiting.length > 0; await setImmediate()) {
      const group = waiting.slice(0, GROUP_MAX)
      waiting = waiting.slice(GROUP_MAX)
      await commit(group)
    }
    running = false
  }

  async function commit(group: readonly QueuedWrite[]): Promise<void> {
    const ends: (() => void)[] = []
    try {
      await db.transaction().execute(async (tx) => {
        for (const one of group) ends.push(await attempt(tx, one))
      })
    } catch (error) {
      for (const { reject } of group) reject(error)
      return
    }
    for (const end of ends) end()
  }

  /** @returns a function that settles the caller's promise once all is committed */
  async function attempt(tx: Tx, { work, resolve, reject }: QueuedWrite): Promise<() => void> {
    connection.post('savepoint work')
    try {
      const value = await work(tx)
      connection.post('release work')
      return () => resolve(value)
    } catch (error) {
      if (endsTransaction(error)) throw error
      connection.post('rollback to work')
      connection.post('release work')
      return () => reject(error)
    }
  }

  return <T>(work: WriteWork<T>) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    waiting.push({ work, resolve, reject })
    if (!running) void commitAll()
    return promise as Promise<T>
  }
}
