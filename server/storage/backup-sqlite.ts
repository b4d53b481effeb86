import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'

/**
 * Writes a snapshot of a database into a new file that only its owner may read, also while others
 * write to the database. The file is complete or absent.
 * @throws Error if the file exists or cannot be written
 */
export function backupSqlite(database: DatabaseSync, path: string): void {
  // Reserves the name, so that nothing is overwritten and others can never read the content.
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
