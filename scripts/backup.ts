/** `npm run backup -- FILE`: copies the ledger as it is at this moment, also while the console runs. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { storagePlace } from '../server/env.ts'
import { backupSqlite } from '../server/storage/backup-sqlite.ts'
import { fileFlaw } from '../server/storage/file-flaw.ts'
import { fail, onlyFile } from './ledger-command.ts'

const file = onlyFile('backup')
const place = storagePlace(process.env)
if (typeof place === 'string') fail(place)
if (place.kind === 'postgres') {
  fail('The ledger is in PostgreSQL: back it up with pg_dump, for example "pg_dump -Fc -f FILE".')
}

const path = join(place.folder, 'ledger.db')
const flaw = fileFlaw(path, { check: 'header' })
if (flaw) fail(`${path} cannot be backed up: ${flaw}.`)
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
