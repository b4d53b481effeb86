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
import { fileFlaw } from './file-flaw.ts'
import { lockFolder } from './lock-folder.ts'
import { syncFolder } from './open-ledger-file.ts'
import { StorageStartError } from './storage-start-error.ts'

/**
 * Puts a backup in the place of a folder's ledger. What was there, sound or not, is moved into
 * `backups/` and never removed.
 * @returns where the ledger of before is now; `null` where there was none
 * @throws StorageStartError where a console is running on the folder or the backup is not sound;
 *   nothing has been changed then
 */
export function restoreSqlite(folder: string, backup: string): string | null {
  const unlock = lockFolder(folder)
  try {
    refuseFlaw(backup)
    const path = join(folder, 'ledger.db')
    const draft = `${path}.new`
    rmSync(draft, { force: true })
    closeSync(openSync(draft, 'wx', 0o600))
    copyFileSync(backup, draft)
    refuseFlaw(draft)
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
  // The ledger goes first: broken off here, the next start finds its log without it and refuses.
  for (const file of present) renameSync(file, join(aside, basename(file)))
  return aside
}

function refuseFlaw(path: string): void {
  const flaw = fileFlaw(path, { check: 'every page' })
  if (flaw === null) return
  throw new StorageStartError(`${path} cannot be restored: ${flaw}. Nothing was changed.`)
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}
