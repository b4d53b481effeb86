/** `npm run crash [-- --kills 500 --seed 1 --database postgres://…]`: see drive.ts. */
import { parseArgs } from 'node:util'
import { runCrashTest } from './drive.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    database: { type: 'string' },
  },
})
const [kills, seed] = [Number(values.kills), Number(values.seed)]
if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed)) {
  console.error('Usage: npm run crash [-- --kills 500 --seed 1 --database postgres://…]')
  process.exit(2)
}

console.log(`seed ${seed}`)
const started = performance.now()
const options = { kills, seed, databaseUrl: values.database, print: console.log }
const { findings, deliveryFindings, listFindings, auditFindings, fileIssue, ...totals } =
  await runCrashTest(options)
console.log(totals)
const found = [
  ...Object.entries(findings),
  ...Object.entries(deliveryFindings).map(([name, keys]) => [`deliveries: ${name}`, keys] as const),
  ...Object.entries(listFindings).map(([name, keys]) => [`lists: ${name}`, keys] as const),
  ['changes that the audit does not know', auditFindings] as const,
]
for (const [name, keys] of found) {
  const mark = keys.length === 0 ? '✓' : '✗'
  console.log(`${mark} ${keys.length} ${name} ${keys.slice(0, 5).join(' ')}`)
}
console.log(
  fileIssue === null ? '✓ the database file is intact' : `✗ the database file: ${fileIssue}`,
)
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`)
const failed = fileIssue !== null || found.some(([, keys]) => keys.length > 0)
process.exitCode = failed ? 1 : 0
