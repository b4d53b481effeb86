import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { APPLICATION_ID, migrateSqlite } from './migrate-sqlite.ts'
import { sqliteCode } from './sqlite-error.ts'
import { StorageError, StorageStartError } from './storage.ts'

/** A larger file is not checked completely at every start; damage is found when it is read. */
const FULL_CHECK_BYTES = 64 * 1024 * 1024

/**
 * Opens `ledger.db` in a locked folder and migrates it to the newest schema.
 * @throws StorageStartError if the file is not a valid ledger; the file stays unchanged
 */
export function openLedgerFile(folder: string): DatabaseSync {
  const path = join(folder, 'ledger.db')
  if (!existsSync(path)) createLedgerFile(path)
  const small = statSync(path).size <= FULL_CHECK_BYTES
  const problem = findFileProblem(path, { check: small ? 'every page' : 'header' })
  if (problem) throw unusableLedger(path, problem)

  let database: DatabaseSync | undefined
  try {
    database = open(path)
    migrateSqlite(database, folder)
    // What a savepoint may have to undo. In a temporary file, each commit would need a free handle and
    // another disk; a migration may need too much memory.
    database.exec('pragma temp_store = memory')
    return database
  } catch (error) {
    database?.close()
    throw sqliteCode(error) === null ? error : unusableLedger(path, (error as Error).message)
  }
}

/** Creates the file under another name and renames it, so that ledger.db is never incomplete. */
function createLedgerFile(path: string): void {
  if (existsSync(`${path}-wal`)) {
    throw unusableLedger(
      path,
      'the file is missing, but its write-ahead log ledger.db-wal is there',
    )
  }
  const draft = `${path}.new`
  for (const name of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(name, { force: true })
  try {
    closeSync(openSync(draft, 'wx', 0o600))
    const database = open(draft)
    migrateSqlite(database, null)
    database.close()
    renameSync(draft, path)
    syncFolder(join(path, '..'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StorageStartError(
      `The ledger ${path} cannot be created (${why}): check the disk, or set DATA_DIR to another folder.`,
    )
  }
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 2000, enableForeignKeyConstraints: true })
  // FULL: a commit is on the disk when it returns, even if the machine loses power then.
  // The next one waits for a checkpoint only if none was made for 64 MB.
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma wal_autocheckpoint = 16384;
    pragma journal_size_limit = 67108864;
    pragma cache_size = -16384;
    pragma trusted_schema = off;
  `)
  return database
}

function unusableLedger(path: string, why: string): StorageStartError {
  return new StorageStartError(
    `The ledger ${path} cannot be used: ${why}. Nothing was changed. Restore a backup with "npm run restore -- FILE", or set DATA_DIR to another folder to start a new ledger.`,
  )
}

/** Flushes a folder to the disk; without it, a power cut can lose a new or renamed file. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** What has to stay in place while the ledger is open. */
const OPEN_FILES = ['ledger.db', 'ledger.db-wal', 'ledger.db-shm', 'ledger.lock'] as const

/**
 * Returns a function that checks whether the files in a folder are still the ones that are open now,
 * by device and inode. An open file keeps its inode, so no other file can have the same.
 */
export function watchLedgerFiles(folder: string): () => void {
  const paths = OPEN_FILES.map((name) => join(folder, name))
  const opened = paths.map(identityOf)
  return () => {
    const changed = OPEN_FILES.filter((_, i) => identityOf(paths[i] ?? '') !== opened[i])
    if (changed.length === 0) return
    const names = changed.join(', ')
    throw new StorageError('moved', `${names} in the data folder is not what this console opened`)
  }
}

function identityOf(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return null
  }
}

/** Returns when the ledger of a folder was last written, in milliseconds since 1970; null if there is none. */
export function ledgerChangedAt(folder: string): number | null {
  const times = ['ledger.db', 'ledger.db-wal'].map(
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  )
  return Math.max(...times) || null
}

const BUSY = 5

/**
 * Throws if another process has the ledger open, although its lock is gone, for example because
 * `ledger.lock` was removed. An open ledger in WAL mode keeps a shared lock, which this excludes.
 */
function rejectOpenLedger(folder: string): void {
  const path = join(folder, 'ledger.db')
  if (findFileProblem(path, { check: 'header' }) !== null) return
  let database: DatabaseSync | undefined
  try {
    // A backup has the ledger open for a moment.
    database = new DatabaseSync(path, { timeout: 5000 })
    database.exec('pragma locking_mode = exclusive')
    database.prepare('select count(*) from sqlite_schema').get()
  } catch (error) {
    // Other problems are reported when it is opened.
    if (sqliteCode(error) !== BUSY) return
    throw new StorageStartError(
      `The ledger ${path} is open in another program, such as a console whose ledger.lock was removed or a backup: stop it, or set DATA_DIR to another folder.`,
    )
  } finally {
    database?.close()
  }
}

/**
 * Locks a folder for this process and creates it if it is missing.
 *
 * The lock is an operating system lock on a separate file: it ends with the process, however that
 * ends, and a backup can read the ledger meanwhile.
 * @returns a function that releases the lock
 * @throws StorageStartError if another process has the lock or the folder cannot be written
 */
export function lockFolder(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StorageStartError(
      `The data folder ${folder} cannot be written (${reason(error)}): fix its permissions or set DATA_DIR to another one.`,
    )
  }

  let lock: DatabaseSync | undefined
  try {
    const path = join(folder, 'ledger.lock')
    // Only if it is missing: closing a file releases the locks that this process has on it.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
    lock = new DatabaseSync(path)
    lock.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    lock?.close()
    if (sqliteCode(error) === BUSY) {
      throw new StorageStartError(
        `The data folder ${folder} is in use by another console: stop that one, or set DATA_DIR to another folder.`,
      )
    }
    throw new StorageStartError(
      `The data folder ${folder} cannot be locked (${reason(error)}): fix its permissions or set DATA_DIR to another one.`,
    )
  }
  const held = lock
  try {
    rejectOpenLedger(folder)
  } catch (error) {
    held.close()
    throw error
  }
  return () => held.close()
}

function reason(error: unknown): string {
  if (error instanceof Error && 'errcode' in error) return error.message
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

const MAGIC = 'SQLite format 3\0'

/** Returns why a file is not a valid ledger, as the end of a sentence; null if it is. */
export function findFileProblem(
  path: string,
  { check }: { check: 'header' | 'every page' },
): string | null {
  if (!existsSync(path)) return 'there is no such file'
  if (!statSync(path).isFile()) return 'it is not a file'
  const start = Buffer.alloc(MAGIC.length)
  const file = openSync(path, 'r')
  const length = readSync(file, start)
  closeSync(file)
  if (length === 0) return 'the file is empty'
  if (start.toString('latin1') !== MAGIC) return 'the file is not a database'
  return check === 'header' ? null : findPageProblem(path)
}

function findPageProblem(path: string): string | null {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 2000 })
    const [id] = database.prepare('pragma application_id').all()
    if (id?.application_id !== APPLICATION_ID) return 'it is the database of another program'
    const [first] = database.prepare('pragma quick_check(1)').all()
    return first?.quick_check === 'ok' ? null : 'it is damaged'
  } catch (error) {
    if (sqliteCode(error) === null || !(error instanceof Error)) throw error
    return error.message
  } finally {
    database?.close()
  }
}
