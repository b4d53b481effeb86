import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, lstatSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder } from '../storage/ledger-file.ts'
import type { StorageLocation } from '../storage/open-storage.ts'
import { StorageStartError } from '../storage/storage.ts'
import { KEY_BYTES, parseKey } from './seal.ts'

/** Where the key that seals secrets is stored; never in the database. */
export type KeySource = {
  /** Names the location in error messages. */
  location: string
  /**
   * Returns null if there is no key.
   * @throws StorageStartError if the key exists and cannot be used
   */
  read(): Buffer | null
  /** Creates a new key; null if it cannot be stored. */
  create(): Buffer | null
}

/** Returns the key of CONSOLE_KEY or of the data folder; PostgreSQL alone cannot store one. */
export function keySource(consoleKey: Buffer | null, storage: StorageLocation): KeySource {
  if (consoleKey) return { location: 'CONSOLE_KEY', read: () => consoleKey, create: () => null }
  if (storage.kind === 'sqlite') return keyFile(storage.folder)
  return { location: 'CONSOLE_KEY', read: () => null, create: () => null }
}

/** A key file that only its owner may read, created when it is first needed. */
export function keyFile(folder: string): KeySource {
  const path = join(folder, 'secret.key')
  const unusable = (why: string) =>
    new StorageStartError(`The key file ${path} cannot be used: ${why}. Nothing was changed.`)

  return {
    location: path,
    read() {
      const found = lstatSync(path, { throwIfNoEntry: false })
      if (!found) return null
      if (!found.isFile()) throw unusable('it is not a file')
      if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
        throw unusable(`others may read it, so run "chmod 600 ${path}"`)
      }
      const key = parseKey(readFileSync(path, 'latin1').trim())
      if (!key) throw unusable(`it does not hold ${KEY_BYTES} bytes in base64 or hex`)
      return key
    },
    create() {
      const key = randomBytes(KEY_BYTES)
      const file = openSync(path, 'wx', 0o600)
      try {
        writeSync(file, `${key.toString('base64')}\n`)
        fsyncSync(file)
      } catch (error) {
        rmSync(path, { force: true })
        throw error
      } finally {
        closeSync(file)
      }
      syncFolder(folder)
      return key
    },
  }
}
