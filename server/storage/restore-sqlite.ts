import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { findFileProblem, lockFolder, syncFolder } from './ledger-file.ts'
import { StorageStartError } from './storage.ts'

/**
 * Replaces a folder's ledger by a backup. The existing ledger is moved into `backups/`, never removed.
 * @returns the new folder of the existing ledger; null if there was none
 * @throws StorageStartError if a console is running on the folder or the backup is not valid; nothing
 *   is changed then
 */
export function restoreSqlite(folder: string, backup: string): string | null {
  const unlock = lockFolder(folder)
  try {
    rejectDamaged(backup)
    const path = join(folder, 'ledger.db')
    const draft = `${path}.new`
    rmSync(draft, { force: true })
    closeSync(openSync(draft, 'wx', 0o600))
    copyFileSync(backup, draft)
    rejectDamaged(draft)
    syncFile(draft)

    const before = moveAside(folder)
    renameSync(draft, path)
    syncFolder(folder)
    return before
  } finally {
    unlock()
  }
}

function moveAside(folder: string): string | null {
  const files = ['ledger.db', 'ledger.db-wal', 'ledger.db-shm'].map((name) => join(folder, name))
  const present = files.filter((file) => existsSync(file))
  if (present.length === 0) return null
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const aside = join(folder, 'backups', `before-restore-${time}`)
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  // The ledger is moved first: if this is interrupted, the next start finds its log alone and fails.
  for (const file of present) renameSync(file, join(aside, basename(file)))
  return aside
}

function rejectDamaged(path: string): void {
  const problem = findFileProblem(path, { check: 'every page' })
  if (problem === null) return
  throw new StorageStartError(`${path} cannot be restored: ${problem}. Nothing was changed.`)
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}
