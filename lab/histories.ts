/**
 * `npm run histories [-- --count 10000 --seed 2]`: checks the results of bubbles in random histories of
 * chats (after every step the kinds sum to all pushes and agree with what happened), the emulator against its
 * model in as many, and the pre-check in a hundredth: it predicts the code of a push. Takes half an hour.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { run } from '../scripts/run.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now()) },
  },
})
if (![values.count, values.seed].every((text) => /^[1-9]\d{0,14}$/.test(text))) {
  console.error('--count and --seed take whole numbers, e.g. --count 10000 --seed 2.')
  process.exit(2)
}
console.log(`${values.count} histories, seed ${values.seed}`)
const TESTS = [
  'server/results/histories',
  'server/emulator/calls/model',
  'server/preflight/prediction',
]
const args = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...TESTS]
process.exitCode = await run(process.execPath, [...args, '--testTimeout=7200000'], {
  cwd: ROOT,
  env: {
    ...process.env,
    RESULT_HISTORIES: values.count,
    RESULT_SEED: values.seed,
    EMULATOR_HISTORIES: values.count,
    PREDICTION_HISTORIES: String(Math.ceil(Number(values.count) / 100)),
  },
})
