import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { APPLICATION_ID } from './migrate-sqlite.ts'
import { sqliteCode } from './sqlite-fault.ts'

const MAGIC = 'SQLite format 3\0'

/** What is wrong with a file that should be a ledger, as the end of a sentence; `null` where nothing is. */
export function fileFlaw(
  path: string,
  { check }: { check: 'header' | 'every page' },
): string | null {
  if (!existsSync(path)) return 'there is no such file'
  if (!statSync(path).isFile()) return 'it is not a file'
  const start = Buffer.alloc(MAGIC.length)
  const file = openSync(path, 'r')
  const length = readSync(file, start)
  closeSync(file)
  if (length === 0) return 'the file is empty'
  if (start.toString('latin1') !== MAGIC) return 'the file is not a database'
  return check === 'header' ? null : pageFlaw(path)
}

function pageFlaw(path: string): string | null {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 2000 })
    const [id] = database.prepare('pragma application_id').all()
    if (id?.application_id !== APPLICATION_ID) return 'it is the database of another program'
    const [first] = database.prepare('pragma quick_check(1)').all()
    return first?.quick_check === 'ok' ? null : 'it is damaged'
  } catch (error) {
    if (sqliteCode(error) === null || !(error instanceof Error)) throw error
    return error.message
  } finally {
    database?.close()
  }
}
