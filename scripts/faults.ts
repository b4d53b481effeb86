/**
 * `npm run faults [-- --only R1,R19 --self-test]`: every fault of the matrix on real consoles, a
 * line for each. `--self-test` shows beside it that each check fails on a console that does
 * everything wrong.
 */
import { parseArgs } from 'node:util'
import { ensureBuild } from './ensure-build.ts'
import { ensureServer } from './ensure-server.ts'
import { type Outcome, type Row, runRow, toothless } from './faults/row.ts'
import { ROWS } from './faults/rows.ts'

const NAIVE = 'scripts/faults/naive-console.ts'

const { values } = parseArgs({
  options: { only: { type: 'string' }, 'self-test': { type: 'boolean', default: false } },
})
const wanted = values.only?.split(',')
const rows = ROWS.filter(
  ({ id }) => wanted?.some((one) => id === one || id.startsWith(one)) ?? true,
)
if (rows.length === 0) {
  console.error(`--only ${values.only}: the rows are ${ROWS.map(({ id }) => id).join(', ')}.`)
  process.exit(2)
}

await ensureBuild()
const OURS = await ensureServer()
const counts = { passed: 0, failed: 0, skipped: 0 }
for (const row of rows) {
  const ours = await runRow(row, OURS)
  const flaws = [...problems(ours)]
  if (values['self-test'] && ours.skipped === null) {
    const naive = await runRow(row, NAIVE)
    flaws.push(...toothless(ours, naive).map((what) => `cannot fail: ${what}`))
  }
  report(row, ours, flaws)
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed > 0 ? 1 : 0

function problems({ verdicts }: Outcome): string[] {
  return verdicts.filter(({ ok }) => !ok).map(({ what, seen }) => `${what}: ${seen}`)
}

function report({ id, fault, behaviour }: Row, outcome: Outcome, flaws: readonly string[]): void {
  const label = `${id.padEnd(5)} ${fault.padEnd(46)}`
  if (outcome.skipped !== null) {
    counts.skipped += 1
    console.log(`– ${label} skipped: ${outcome.skipped}`)
    return
  }
  const passed = outcome.verdicts.filter(({ ok }) => ok).length
  counts[flaws.length > 0 ? 'failed' : 'passed'] += 1
  const score = `${passed}/${outcome.verdicts.length}`.padStart(5)
  console.log(
    `${flaws.length > 0 ? '✗' : '✓'} ${label} ${score} ${outcome.seconds.toFixed(1).padStart(5)} s  ${behaviour}`,
  )
  for (const flaw of flaws) console.log(`      ${flaw.slice(0, 300)}`)
}
