import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'

/**
 * Writes a database as it is at this moment into a new file that only its owner may read, while
 * others go on writing to it. The file is there whole or not at all.
 * @throws Error where the file exists or cannot be written
 */
export function backupSqlite(database: DatabaseSync, path: string): void {
  // Takes the name, so that nothing is overwritten and the content is never readable by others.
  closeSync(openSync(path, 'wx', 0o600))
  const draft = `${path}.part`
  try {
    closeSync(openSync(draft, 'wx', 0o600))
    database.prepare('vacuum into ?').run(draft)
    const file = openSync(draft, 'r+')
    fsyncSync(file)
    closeSync(file)
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    rmSync(path, { force: true })
    throw error
  }
}
