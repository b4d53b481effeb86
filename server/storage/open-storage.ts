import { openSqlite } from './open-sqlite.ts'
import type { Storage } from './storage.ts'

/** Where the console stores its data. */
export type StorageLocation =
  | { kind: 'sqlite'; folder: string }
  /** The URL contains a password and is never shown. */
  | { kind: 'postgres'; url: string }

/** Opens the storage. @throws StorageStartError if it cannot be used */
export async function openStorage(location: StorageLocation): Promise<Storage> {
  if (location.kind === 'sqlite') return openSqlite(location.folder)
  // Loaded on demand: a console on SQLite starts faster without it.
  const { openPostgres } = await import('./open-postgres.ts')
  return openPostgres(location.url)
}
