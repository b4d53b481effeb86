import { StorageError, type StorageFault } from './storage.ts'

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

/** The shared memory file could not grow, because the disk is full. */
const SHARED_MEMORY_FULL = 4874

/** Returns the extended result code of an SQLite error; null for any other error. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null
  return typeof error.errcode === 'number' ? error.errcode : null
}

/** Translates an SQLite error; returns any other error unchanged. */
export function fromSqliteError(error: unknown): unknown {
  const code = sqliteCode(error)
  if (code === null || !(error instanceof Error)) return error
  const fault = code === SHARED_MEMORY_FULL ? 'full' : (FAULTS[code & 0xff] ?? 'other')
  return new StorageError(fault, `SQLite ${code}`)
}

const CONSTRAINT = 19

/** Whether an error may have ended the whole transaction, e.g. a full disk or a crashed thread, not just one statement. */
export function endsTransaction(error: unknown): boolean {
  if (error instanceof StorageError) return true
  const code = sqliteCode(error)
  return code !== null && (code & 0xff) !== CONSTRAINT
}
