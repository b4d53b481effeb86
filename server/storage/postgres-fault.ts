import { StorageError, type StorageFault } from './storage-error.ts'

// Classes of SQLSTATE. https://www.postgresql.org/docs/current/errcodes-appendix.html
const CLASSES: Record<string, StorageFault> = {
  '08': 'unavailable', // connection exception
  '25': 'read_only', // 25006: a standby, or set to read only
  '28': 'unavailable', // not let in
  '40': 'unavailable', // deadlock, serialisation
  '53': 'unavailable', // insufficient resources
  '55': 'unavailable', // lock not available
  '57': 'unavailable', // being shut down
  '58': 'damaged', // system error
  XX: 'damaged', // internal error, data corrupted
}
const DISK_FULL = '53100'

/** What an error of PostgreSQL or of the way to it means; a mistake of our own comes back as it is. */
export function postgresFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StorageError) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === DISK_FULL) return new StorageError('full', `PostgreSQL ${code}`)
  if (/^[0-9A-Z]{5}$/.test(code)) {
    return new StorageError(CLASSES[code.slice(0, 2)] ?? 'other', `PostgreSQL ${code}`)
  }
  if (/^E[A-Z]+$/.test(code)) return new StorageError('unavailable', code)
  // pg's own words for a connection that broke or never came about bear no code.
  return error.name === 'Error' && /connection|timeout|client/i.test(error.message)
    ? new StorageError('unavailable', 'no connection to PostgreSQL')
    : error
}
