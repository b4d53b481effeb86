import { setImmediate } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import type { Database, Tables } from './database.ts'

type Tx = Transaction<Tables>
type Work<T> = (transaction: Tx) => Promise<T>
type Waiting = {
  work: Work<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/** As much as may wait for one commit: more would keep the others waiting. */
const GROUP_MAX = 64

/**
 * Commits together what is to be written at the same time: the disk is waited for once, however
 * many sends there are. Each work is whole or not there at all, as in a transaction of its own, and
 * none is told of success before all is on the disk.
 * @param spoils whether an error ends the transaction for all who share it
 */
export function groupCommits(
  db: Database,
  spoils: (error: unknown) => boolean,
): <T>(work: Work<T>) => Promise<T> {
  let waiting: Waiting[] = []
  let running = false

  async function commitAll(): Promise<void> {
    running = true
    // Whoever else is about to write comes along, and is read from its socket between two commits.
    for (await setImmediate(); waiting.length > 0; await setImmediate()) {
      const group = waiting.slice(0, GROUP_MAX)
      waiting = waiting.slice(GROUP_MAX)
      await commit(group)
    }
    running = false
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
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

  /** @returns what its caller is told once all is committed */
  async function attempt(tx: Tx, { work, resolve, reject }: Waiting): Promise<() => void> {
    await sql`savepoint work`.execute(tx)
    try {
      const value = await work(tx)
      await sql`release work`.execute(tx)
      return () => resolve(value)
    } catch (error) {
      if (spoils(error)) throw error
      await sql`rollback to work`.execute(tx)
      await sql`release work`.execute(tx)
      return () => reject(error)
    }
  }

  return <T>(work: Work<T>) => {
    const written = new Promise<unknown>((resolve, reject) => {
      waiting.push({ work, resolve, reject })
    })
    if (!running) void commitAll()
    return written as Promise<T>
  }
}
