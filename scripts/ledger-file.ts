/**
 * `npm run backup -- FILE`: copies the ledger, also while the console runs.
 * `npm run restore -- FILE`: replaces the ledger with a backup; the console must be stopped.
 */
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { backupSqlite } from '../server/storage/backup-sqlite.ts'
import { findFileProblem } from '../server/storage/ledger-file.ts'
import { restoreSqlite } from '../server/storage/restore-sqlite.ts'
import { StorageStartError } from '../server/storage/storage.ts'
import { parseStorageLocation } from '../server/storage-location.ts'

/** The exit code of a wrong command line or setting. */
const INVALID_USE = 2

const POSTGRES_HINT = {
  backup: 'back it up with pg_dump, for example "pg_dump -Fc -f FILE".',
  restore: 'restore it with pg_restore, into a database of its own.',
}

const [command, argument, ...more] = process.argv.slice(2)
if (command !== 'backup' && command !== 'restore') {
  fail('Usage: ledger-file.ts backup|restore FILE', INVALID_USE)
}
if (!argument || more.length > 0) fail(`Usage: npm run ${command} -- FILE`, INVALID_USE)
const file = resolve(process.env.INIT_CWD ?? process.cwd(), argument)
const location = parseStorageLocation(process.env)
if (typeof location === 'string') fail(location, INVALID_USE)
if (location.kind === 'postgres') fail(`The ledger is in PostgreSQL: ${POSTGRES_HINT[command]}`)
if (command === 'backup') backup(location.folder)
else restore(location.folder)

function backup(folder: string): void {
  const path = join(folder, 'ledger.db')
  const issue = findFileProblem(path, { check: 'header' })
  if (issue) fail(`${path} cannot be backed up: ${issue}.`)
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 })
    backupSqlite(database, file)
    const [row] = database.prepare('select count(*) as sends from intents').all()
    database.close()
    console.log(
      `${file} holds about ${row?.sends} sends: keep it safe. The secrets of apps are encrypted in it, and their key (secret.key or CONSOLE_KEY) is not: keep that too, elsewhere.`,
    )
  } catch (error) {
    fail(`${file} was not written: ${error instanceof Error ? error.message : error}`)
  }
}

function restore(folder: string): void {
  try {
    const previous = restoreSqlite(folder, file)
    console.log(`${folder} holds the ledger of ${file} now.`)
    if (previous) console.log(`What was there before is in ${previous}.`)
  } catch (error) {
    if (!(error instanceof StorageStartError)) throw error
    fail(error.message)
  }
}

/** Exits with one line on stderr. */
function fail(line: string, code = 1): never {
  console.error(line)
  process.exit(code)
}
