import { openSqlite } from './open-sqlite.ts'
import type { Storage } from './storage.ts'

/** Where the console stores its data. */
export type StorageLocation =
  | { kind: 'sqlite'; folder: string }
  /** The URL contains a password and is never shown; `connections` limits the pool. */
  | { kind: 'postgres'; url: string; connections?: number | undefined }

/**
 * Opens the storage.
 * @param onWait is given how long each connection to the database server was waited for, in milliseconds
 * @throws StorageStartError if it cannot be used
 */
export async function openStorage(
  location: StorageLocation,
  onWait?: (ms: number) => void,
): Promise<Storage> {
  if (location.kind === 'sqlite') return openSqlite(location.folder)
  // Loaded on demand: a console on SQLite starts faster without it.
  const { openPostgres } = await import('./open-postgres.ts')
  return openPostgres(location.url, { connections: location.connections, onWait })
}
