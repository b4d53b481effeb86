import type { StoragePlace } from '../storage/open-storage.ts'
import { keyFile } from './key-file.ts'

/** Where the key is that secrets are sealed with; never in the database. */
export type KeySource = {
  /** As it is named to a person. */
  place: string
  /** @throws StorageStartError where it is there and cannot be used */
  read(): Buffer | null
  /** Makes a new one; `null` where there is no place for it. */
  make(): Buffer | null
}

/** The key of the settings, or the one in the data folder; a database alone has no place for one. */
export function keySource(consoleKey: Buffer | null, storage: StoragePlace): KeySource {
  if (consoleKey) return { place: 'CONSOLE_KEY', read: () => consoleKey, make: () => null }
  if (storage.kind === 'sqlite') return keyFile(storage.folder)
  return { place: 'CONSOLE_KEY', read: () => null, make: () => null }
}
