import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { createGroupCommit } from './group-commit.ts'
import { sqliteSearchIndex } from './search-index.ts'
import { readingKysely, writingKysely } from './sqlite/dialect.ts'
import { type SqliteConnection, type SqliteThread, startSqliteThread } from './sqlite/thread.ts'
import { endsTransaction, fromSqliteError } from './sqlite-error.ts'
import { guardWrites, type Storage } from './storage.ts'

/** The commits between two checkpoints; they write about 1,000 pages. */
const CHECKPOINT_COMMITS = 100

/**
 * Opens the SQLite storage in a folder, which is created if it is missing and locked for this process.
 * Its threads keep queries and the disk off the event loop, and long queries out of the way of commits.
 * @throws StorageStartError if it cannot be used; nothing is changed then
 */
export async function openSqlite(folder: string): Promise<Storage> {
  const writer = startSqliteThread({ folder, role: 'writer' })
  const changedAtMs = await writer.opened.catch(async (error: unknown) => {
    await writer.close()
    throw error
  })
  /** Started with the first scan or checkpoint, because a thread takes 12 MB. */
  let scanner: SqliteThread | null = null
  function scanning(): SqliteThread {
    scanner ??= startSqliteThread({ folder, role: 'scanner' })
    return scanner
  }
  let closing = false
  let commits = 0
  const committing: SqliteConnection = {
    ...writer,
    async step(step) {
      await writer.step(step)
      if (step !== 'commit' || closing) return
      commits += 1
      if (commits % CHECKPOINT_COMMITS !== 0) return
      // If it fails, the writer makes it as soon as its log is too long.
      const made = scanning().checkpoint()
      made.catch(() => {})
    },
  }
  return sqliteStorage({
    writer,
    writing: writingKysely(committing),
    reading: readingKysely(writer),
    scanning: readingKysely({ run: (statement) => scanning().run(statement) }),
    changedAtMs,
    check: writer.check,
    async close() {
      closing = true
      await scanner?.close()
      // The last connection to close moves the write-ahead log into the ledger.
      await writer.close()
    },
  })
}

type SqliteParts = Pick<Storage, 'changedAtMs' | 'check' | 'close'> & {
  writer: SqliteConnection
  /** The query builder for transactions of the writer. */
  writing: Database
  reading: Database
  scanning: Database
}

/** The longest that a scan gives way to commits: a request waits for each of them. */
const GIVE_WAY_MS = 20

/** Creates a storage on connections to an open database with the newest schema. */
export function sqliteStorage(parts: SqliteParts): Storage {
  const { writer, writing, reading, scanning, changedAtMs, check } = parts
  const transact = createGroupCommit(writing, writer, endsTransaction)
  const { read, scan, write } = guardWrites(reading, fromSqliteError, transact, scanning)
  /** The newest commit that is under way. */
  let latest: Promise<void> | null = null
  let closing: Promise<void> | null = null
  return {
    kind: 'sqlite',
    changedAtMs,
    instance: randomUUID(),
    search: sqliteSearchIndex,
    read,
    async scan(work) {
      if (latest) await Promise.race([latest, new Promise((late) => setTimeout(late, GIVE_WAY_MS))])
      return scan(work)
    },
    write(work) {
      const result = write(work)
      const clear = () => {
        if (latest === ended) latest = null
      }
      const ended = result.then(clear, clear)
      latest = ended
      return result
    },
    check,
    // Sets the same number again: SQLite writes the page anyway.
    probe: () =>
      write(async (transaction) => {
        const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(
          transaction,
        )
        await sql.raw(`pragma user_version = ${Number(rows[0]?.user_version)}`).execute(transaction)
      }),
    // The folder is locked by this process, so every other console has ended.
    isGone: async () => true,
    close() {
      closing ??= parts.close()
      return closing
    },
  }
}
