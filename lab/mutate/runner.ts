/**
 * Runs tests on one mutant after the other, in one long-lived Vitest. The changed source is only in
 * memory: the file on the disk stays as it is. Started by main.ts, which sends the mutants.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createVitest } from 'vitest/node'
import { type Mutant, mutate } from './operators.ts'

export type RunnerRequest = { mutant: Mutant; tests: readonly string[] }
export type RunnerResponse = {
  /** The test file that failed; null if all passed. */
  killedBy: string | null
  /** Tests that fail without a mutant too. */
  broken: readonly string[]
}

/** How many test files run before the first result is looked at, and then. */
const BATCHES = [1, 2, 4, 9]
const CONFIRMED_FROM = 4

const root = process.cwd()
type Change = { path: string; code: string }
let active: Change | null = null
const vitest = await createVitest(
  'test',
  {
    watch: false,
    // It would hold the unchanged modules.
    fsModuleCache: false,
    reporters: [{}],
    silent: true,
    maxWorkers: 1,
    bail: 1,
    pool: 'threads',
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id) => (active && id.split('?')[0] === active.path ? active.code : null),
      },
    ],
  },
)
const specifications = new Map(
  (await vitest.globTestSpecifications(['server/'])).map((one) => [one.moduleId, one] as const),
)
/** Whether a test passes without a mutant. */
const passes = new Map<string, boolean>()

function setActive(change: Change | null): void {
  for (const one of [active, change]) if (one) vitest.invalidateFile(one.path)
  active = change
}

/** Returns the test file that fails, if any. */
async function runTests(tests: readonly string[]): Promise<string | null> {
  const chosen = tests.flatMap((test) => specifications.get(join(root, test)) ?? [])
  if (chosen.length === 0) return null
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen, false)
  // Vitest returns the modules of earlier runs too, with their old results.
  const failed = testModules.find(
    (module) => !module.ok() && chosen.some(({ moduleId }) => moduleId === module.moduleId),
  )
  if (!failed && unhandledErrors.length > 0) return tests[0] ?? null
  return failed?.moduleId.slice(root.length + 1) ?? null
}

/** Runs a batch on a mutant; a test that fails without the mutant too does not count. */
async function runBatch(batch: readonly string[]): Promise<string | null> {
  const change = active
  const rest = batch.filter((test) => passes.get(test) !== false)
  const failed = rest.length === 0 ? null : await runTests(rest)
  if (failed === null || passes.get(failed)) return failed
  setActive(null)
  passes.set(failed, (await runTests([failed])) === null)
  setActive(change)
  return passes.get(failed) ? failed : runBatch(rest)
}

async function testMutant({ mutant, tests }: RunnerRequest): Promise<RunnerResponse> {
  const path = join(root, mutant.file)
  setActive({ path, code: mutate(readFileSync(path, 'utf8'), mutant) })
  let killedBy: string | null = null
  let from = 0
  for (const size of BATCHES) {
    if (killedBy !== null || from >= tests.length) break
    killedBy = await runBatch(tests.slice(from, from + size))
    // Among so many tests that are far from the change, one may have failed for another reason.
    if (killedBy !== null && size > CONFIRMED_FROM) killedBy = await runTests([killedBy])
    from += size
  }
  setActive(null)
  return { killedBy, broken: tests.filter((test) => passes.get(test) === false) }
}

process.on('message', async (request: RunnerRequest) => {
  process.send?.(await testMutant(request))
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
