/**
 * `npm run faults [-- --only R1,R19 --self-test]`: produces every fault of the matrix on real consoles
 * and prints a line for each. With `--self-test`, each check must also fail on a console that does
 * everything wrong.
 */
import { parseArgs } from 'node:util'
import { ensurePage, ensureServer } from '../../scripts/build.ts'
import { type FaultCase, type FaultResult, findIneffectiveChecks, runFault } from './fault.ts'
import { FAULT_MATRIX } from './matrix.ts'

const NAIVE = 'lab/faults/naive-console.ts'

const { values } = parseArgs({
  options: { only: { type: 'string' }, 'self-test': { type: 'boolean', default: false } },
})
const only = values.only?.split(',')
const faults = FAULT_MATRIX.filter(
  ({ id }) => only?.some((prefix) => id.startsWith(prefix)) ?? true,
)
if (faults.length === 0) {
  const ids = FAULT_MATRIX.map(({ id }) => id).join(', ')
  console.error(`--only ${values.only}: the faults are ${ids}.`)
  process.exit(2)
}

await ensurePage()
const OURS = await ensureServer()
const counts = { passed: 0, failed: 0, skipped: 0 }
for (const fault of faults) {
  const ours = await runFault(fault, OURS)
  const failures = ours.checks
    .filter(({ ok }) => !ok)
    .map(({ what, actual }) => `${what}: ${actual}`)
  if (values['self-test'] && ours.skipped === null) {
    const naive = await runFault(fault, NAIVE)
    failures.push(...findIneffectiveChecks(ours, naive).map((what) => `cannot fail: ${what}`))
  }
  report(fault, ours, failures)
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed > 0 ? 1 : 0

function report(
  { id, fault, behaviour }: FaultCase,
  result: FaultResult,
  failures: readonly string[],
): void {
  const label = `${id.padEnd(5)} ${fault.padEnd(46)}`
  if (result.skipped !== null) {
    counts.skipped += 1
    console.log(`– ${label} skipped: ${result.skipped}`)
    return
  }
  const failed = failures.length > 0
  counts[failed ? 'failed' : 'passed'] += 1
  const passed = result.checks.filter(({ ok }) => ok).length
  const score = `${passed}/${result.checks.length}`.padStart(5)
  const seconds = result.seconds.toFixed(1).padStart(5)
  console.log(`${failed ? '✗' : '✓'} ${label} ${score} ${seconds} s  ${behaviour}`)
  for (const failure of failures) console.log(`      ${failure.slice(0, 300)}`)
}
