import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, lstatSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder } from '../storage/open-ledger-file.ts'
import { StorageStartError } from '../storage/storage-start-error.ts'
import type { KeySource } from './key-source.ts'
import { parseKey } from './parse-key.ts'
import { KEY_BYTES } from './seal.ts'

/** The key in a file of its own, which only its owner may read; made when it is first needed. */
export function keyFile(folder: string): KeySource {
  const path = join(folder, 'secret.key')
  const refused = (why: string) =>
    new StorageStartError(`The key file ${path} cannot be used: ${why}. Nothing was changed.`)

  return {
    place: path,
    read() {
      const found = lstatSync(path, { throwIfNoEntry: false })
      if (!found) return null
      if (!found.isFile()) throw refused('it is not a file')
      if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
        throw refused(`others may read it, so run "chmod 600 ${path}"`)
      }
      const key = parseKey(readFileSync(path, 'latin1').trim())
      if (!key) throw refused(`it does not hold ${KEY_BYTES} bytes in base64 or hex`)
      return key
    },
    make() {
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
