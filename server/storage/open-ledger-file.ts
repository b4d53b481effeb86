import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileFlaw } from './file-flaw.ts'
import { migrateSqlite } from './migrate-sqlite.ts'
import { sqliteCode } from './sqlite-fault.ts'
import { StorageStartError } from './storage-start-error.ts'

/** Above this a full check at every start would keep people waiting; damage is found on the way then. */
const FULL_CHECK_BYTES = 64 * 1024 * 1024

/**
 * Opens `ledger.db` in a folder that is locked, with the newest schema.
 * @throws StorageStartError where the file is not a sound ledger; it is left as it is
 */
export function openLedgerFile(folder: string): DatabaseSync {
  const path = join(folder, 'ledger.db')
  if (!existsSync(path)) createLedgerFile(path)
  const small = statSync(path).size <= FULL_CHECK_BYTES
  const flaw = fileFlaw(path, { check: small ? 'every page' : 'header' })
  if (flaw) throw unusable(path, flaw)

  let database: DatabaseSync | undefined
  try {
    database = open(path)
    migrateSqlite(database, folder)
    return database
  } catch (error) {
    database?.close()
    throw sqliteCode(error) === null ? error : unusable(path, (error as Error).message)
  }
}

/** Made aside and moved into its place whole, so that an empty ledger.db is never one of ours. */
function createLedgerFile(path: string): void {
  if (existsSync(`${path}-wal`)) {
    throw unusable(path, 'the file is missing, but its write-ahead log ledger.db-wal is there')
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
  // FULL: a commit is on the disk when it returns, whatever happens to the machine then.
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma journal_size_limit = 67108864;
    pragma cache_size = -16384;
    pragma trusted_schema = off;
  `)
  return database
}

function unusable(path: string, why: string): StorageStartError {
  return new StorageStartError(
    `The ledger ${path} cannot be used: ${why}. Nothing was changed. Bring back a backup with "npm run restore -- FILE", or set DATA_DIR to another folder to start a new ledger.`,
  )
}

/** A new name is only safe from a power cut once its folder is on the disk. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
