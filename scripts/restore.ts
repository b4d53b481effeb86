/** `npm run restore -- FILE`: puts a backup in the place of the ledger; the console has to be stopped. */
import { storagePlace } from '../server/env.ts'
import { restoreSqlite } from '../server/storage/restore-sqlite.ts'
import { StorageStartError } from '../server/storage/storage-start-error.ts'
import { fail, onlyFile } from './ledger-command.ts'

const file = onlyFile('restore')
const place = storagePlace(process.env)
if (typeof place === 'string') fail(place)
if (place.kind === 'postgres') {
  fail('The ledger is in PostgreSQL: bring it back with pg_restore, into a database of its own.')
}
try {
  const before = restoreSqlite(place.folder, file)
  console.log(`${place.folder} holds the ledger of ${file} now.`)
  if (before) console.log(`What was there before is in ${before}.`)
} catch (error) {
  if (!(error instanceof StorageStartError)) throw error
  fail(error.message)
}
