import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteCode } from './sqlite-fault.ts'
import { StorageStartError } from './storage-start-error.ts'

const BUSY = 5

/**
 * Takes a folder, made where it is missing, for this process alone.
 *
 * The lock stands on a file of its own and is the system's, so it goes with the process however
 * that ends, and a backup may read the ledger while the console holds it.
 * @returns gives the folder back
 * @throws StorageStartError where another process has it or it cannot be written
 */
export function lockFolder(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StorageStartError(
      `The data folder ${folder} cannot be written (${reason(error)}): mend its permissions or set DATA_DIR to another one.`,
    )
  }

  let lock: DatabaseSync | undefined
  try {
    const path = join(folder, 'ledger.lock')
    // Only where it is missing: to close a file gives up the locks that this process has on it.
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
      `The data folder ${folder} cannot be locked (${reason(error)}): mend its permissions or set DATA_DIR to another one.`,
    )
  }
  const held = lock
  return () => held.close()
}

function reason(error: unknown): string {
  if (error instanceof Error && 'errcode' in error) return error.message
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
