/**
 * `npm run verify-audit`: checks that no event of the audit was changed or removed, also while the
 * console runs. `-- FILE` compares it with an earlier export (NDJSON) too, which shows a chain that was
 * written anew as a whole.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { auditEventSchema } from '#contract/audit/audit'
import { openReadOnly } from '../storage/open-read-only.ts'
import { parseStorageLocation } from '../storage-location.ts'
import { checkChain, everyAuditRow } from './audit-chain.ts'

const INVALID_USE = 2
const WHY = { changed: 'was changed', missing: 'is missing', end: 'is missing at the end' }

const [file, ...more] = process.argv.slice(2)
if (more.length > 0) fail('Usage: npm run verify-audit [-- EXPORT.ndjson]', INVALID_USE)
const exported = file === undefined ? [] : readExport(file)
const location = parseStorageLocation(process.env)
if (typeof location === 'string') fail(location, INVALID_USE)

try {
  const { db, close } = await openReadOnly(location)
  // Read before the events: one that is added meanwhile is after it.
  const head = await db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow()
  const rows = everyAuditRow((work) => work(db))
  const { count, hash, broken } = await checkChain(rows, [...exported, head])
  await close()
  if (broken) fail(`Event ${broken.seq} ${WHY[broken.why]}; the ${count} before it are whole.`)
  const compared = file === undefined ? '' : `, and they match ${file}`
  console.log(`${count} events, none changed or removed${compared}.`)
  if (hash) console.log(`Keep this outside of the console: event ${count} has the hash ${hash}`)
} catch (error) {
  fail(`The audit cannot be read: ${error instanceof Error ? error.message : error}`)
}

/** Returns the numbers and hashes of an export. */
function readExport(name: string): { seq: number; hash: string }[] {
  try {
    const text = readFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), name), 'utf8')
    const lines = text.split('\n').filter(Boolean)
    return lines.map((line) => auditEventSchema.parse(JSON.parse(line)))
  } catch {
    return fail(`${name} is not an export of the audit as NDJSON.`, INVALID_USE)
  }
}

/** Exits with one line on stderr. */
function fail(line: string, code = 1): never {
  console.error(line)
  process.exit(code)
}
