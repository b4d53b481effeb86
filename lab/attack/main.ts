/**
 * `npm run attack [-- --tries 10000 --seed 1]`: generated tries against the sign-in, the sessions, the
 * roles and the approvals. None may pass; of consoles that leave out one check each, every one has to be found.
 */
import { parseArgs } from 'node:util'
import { runTries } from './run-tries.ts'
import { HOLES } from './target.ts'

const { values } = parseArgs({
  options: { tries: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
})
const [tries, seed] = [Number(values.tries), Number(values.seed)]
const tally = await runTries(tries, seed)
let failed = 0
console.log(
  `${'try'.padEnd(18)}${'tries'.padStart(7)}${'passed'.padStart(8)}  without the check found after`,
)
for (const hole of HOLES) {
  const { tries: made, passed } = tally[hole]
  const found = (await runTries(2000, seed, hole))[hole]
  const isFound = found.passed.length > 0
  failed += passed.length + (isFound ? 0 : 1)
  const after = isFound ? `${found.tries} tries` : 'NOT FOUND'
  console.log(
    `${hole.padEnd(18)}${String(made).padStart(7)}${String(passed.length).padStart(8)}  ${after}`,
  )
  for (const one of passed.slice(0, 5)) console.log(`  ${one}`)
}
console.log(failed === 0 ? 'No try passed.' : `${failed} problems.`)
process.exitCode = failed === 0 ? 0 : 1
