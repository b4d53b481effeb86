import { openSqlite } from './open-sqlite.ts'
import type { Storage } from './storage.ts'

/** Where the console keeps what it must not lose. */
export type StoragePlace =
  | { kind: 'sqlite'; folder: string }
  /** The address holds a password: it is never shown. */
  | { kind: 'postgres'; url: string }

/** @throws StorageStartError with one line that says what to do */
export async function openStorage(place: StoragePlace): Promise<Storage> {
  if (place.kind === 'sqlite') return openSqlite(place.folder)
  // Loaded here alone: a console on SQLite starts without it.
  const { openPostgres } = await import('./open-postgres.ts')
  return openPostgres(place.url)
}
