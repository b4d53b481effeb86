import { StorageError, type StorageFault } from './storage-error.ts'

// The primary result codes of SQLite. https://www.sqlite.org/rescode.html
const FAULTS: Record<number, StorageFault> = {
  5: 'unavailable', // BUSY
  6: 'unavailable', // LOCKED
  8: 'read_only', // READONLY
  10: 'damaged', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full', // FULL
  14: 'read_only', // CANTOPEN
  26: 'damaged', // NOTADB
}

/** The memory that readers share could not grow: a full disk in another guise. */
const SHARED_MEMORY_FULL = 4874

/** The result code of an error of SQLite, with its extension; `null` for any other error. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null
  return typeof error.errcode === 'number' ? error.errcode : null
}

/** What an error of SQLite means; any other error comes back as it is. */
export function sqliteFault(error: unknown): unknown {
  const code = sqliteCode(error)
  if (code === null || !(error instanceof Error)) return error
  const fault = code === SHARED_MEMORY_FULL ? 'full' : (FAULTS[code & 0xff] ?? 'other')
  return new StorageError(fault, `SQLite ${code}`)
}

const CONSTRAINT = 19

/** Whether SQLite may have given up the whole transaction, as it does for a full disk, and not only one statement. */
export function endsTransaction(error: unknown): boolean {
  const code = sqliteCode(error)
  return code !== null && (code & 0xff) !== CONSTRAINT
}
