/**
 * `npm run mutate [-- --sample 1000 --seed 1 --only server/ledger --processes 2 --planted]`: changes one
 * thing in the source at a time and checks that a test fails. Prints the survivors with the reason why
 * each is accepted, and fails if less than 90 % are noticed. Nothing is changed on the disk.
 * `--planted` takes the changes that once went unnoticed.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { seededRandom } from '../seeded-random.ts'
import { findMutants, isValid, type Mutant } from './operators.ts'
import { PLANTED } from './planted.ts'
import { findRelatedTests } from './related-tests.ts'
import type { RunnerResponse } from './runner.ts'

const ROOT = join(import.meta.dirname, '../..')
const RUNNER = join(import.meta.dirname, 'runner.ts')

/** What is mutated: the rules, the ledger, redaction, guards, snippets, imports, the pre-check, the contract. */
const TARGETS = [
  'server/emulator/{calls,faults,http}/*.ts',
  'server/ledger/*.ts',
  'server/feishu/*.ts',
  'server/http/*.ts',
  'server/logging/*.ts',
  'server/snippets/**/*.ts',
  'server/imports/**/*.ts',
  'server/preflight/**/*.ts',
  'server/contract/**/*.ts',
]
/** Texts, documentation, and what only runs with a socket, a database or a development server. */
const LEFT_OUT =
  /\.test\.ts$|\/testing\/|catalogue\/(?:rows|texts\/)|\/openapi|control-api|reasons\.ts$/

const GOAL = 0.9
/** An endless loop must be ended. */
const LONGEST_MS = 180_000
/** A process keeps the results of all its runs. */
const MUTANTS_PER_PROCESS = 120

type MutantResult = { mutant: Mutant; killedBy: string | null; timedOut: boolean }

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string', default: '' },
    processes: { type: 'string', default: String(availableParallelism()) },
    planted: { type: 'boolean', default: false },
  },
})

/** The reasons why a survivor is accepted, by file and change. */
const ACCEPTED: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'accepted.json'), 'utf8'),
)
const reasonOf = ({ file, before, after }: Mutant): string | undefined => {
  const key = `${file}: ${before} → ${after}`
  return Object.hasOwn(ACCEPTED, key) ? ACCEPTED[key] : undefined
}

const sources = TARGETS.flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
  .filter((file) => !LEFT_OUT.test(file) && file.startsWith(values.only))
  .sort()
const sourceOf = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const all = values.planted
  ? readPlanted()
  : sources.flatMap((file) => findMutants(file, sourceOf(file)))
const chosen = choose(all, Number(values.sample), Number(values.seed))
const testsOf = findRelatedTests(ROOT)
console.log(
  `${chosen.length} of ${all.length} mutants in ${sources.length} files; seed ${values.seed}, ${values.processes} processes`,
)

const started = performance.now()
const results: MutantResult[] = []
const broken = new Set<string>()
const queue = [...chosen]
await Promise.all(Array.from({ length: Number(values.processes) }, runQueue))
report()

/** A reproducible sample without repetition, in the order of the files. */
function choose(mutants: readonly Mutant[], size: number, seed: number): Mutant[] {
  const random = seededRandom(seed)
  const rest = [...mutants]
  const sample: Mutant[] = []
  while (sample.length < size && rest.length > 0) {
    const at = random.below(rest.length)
    const [taken] = rest.splice(at, 1, rest.at(-1) as Mutant)
    rest.pop()
    if (taken && isValid(sourceOf(taken.file), taken)) sample.push(taken)
  }
  return sample.sort((a, b) => a.file.localeCompare(b.file) || a.start - b.start)
}

/** The changes that once went unnoticed. */
function readPlanted(): Mutant[] {
  return PLANTED.map(({ file, before, after }) => {
    const source = sourceOf(file)
    const start = source.indexOf(before)
    if (start < 0) throw new Error(`${file} does not contain ${before}`)
    const line = source.slice(0, start).split('\n').length
    return { file, line, start, end: start + before.length, before, after }
  })
}

type Runner = { process: ChildProcess; ended: Promise<null> }

async function startRunner(): Promise<Runner> {
  const process = fork(RUNNER, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(process, 'exit').then(() => null)
  await once(process, 'message')
  return { process, ended }
}

/** Returns null if the tests do not end, or if the mutant ends the whole process. */
async function runTests(runner: Runner, mutant: Mutant): Promise<RunnerResponse | null> {
  const late = new AbortController()
  const { signal } = late
  runner.process.send({ mutant, tests: testsOf(mutant.file) })
  try {
    return await Promise.race([
      once(runner.process, 'message', { signal }).then(([message]) => message as RunnerResponse),
      runner.ended,
      setTimeout(LONGEST_MS, null, { ref: false, signal }),
    ])
  } finally {
    late.abort()
  }
}

async function runQueue(): Promise<void> {
  let runner: Runner | null = null
  for (let count = 0; ; count += 1) {
    const mutant = queue.shift()
    if (!mutant) break
    if (count % MUTANTS_PER_PROCESS === 0) {
      runner?.process.kill('SIGKILL')
      runner = null
    }
    runner ??= await startRunner()
    const response = await runTests(runner, mutant)
    if (response === null) {
      runner.process.kill('SIGKILL')
      runner = null
    }
    for (const test of response?.broken ?? []) broken.add(test)
    const result = { mutant, killedBy: response?.killedBy ?? null, timedOut: response === null }
    results.push(result)
    if (!isKilled(result)) console.log(`  survived: ${describe(mutant)}`)
    if (results.length % 50 === 0) console.log(`${results.length} of ${chosen.length}`)
  }
  runner?.process.kill('SIGKILL')
}

function isKilled({ killedBy, timedOut }: MutantResult): boolean {
  return killedBy !== null || timedOut
}

function describe({ file, line, before, after }: Mutant): string {
  const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 90)
  return `${file}:${line}  ${short(before)} → ${short(after) || '(nothing)'}`
}

function report(): void {
  const survivors = results.filter((one) => !isKilled(one)).map(({ mutant }) => mutant)
  const folders = Map.groupBy(results, ({ mutant }) => mutant.file.split('/').slice(0, 2).join('/'))
  for (const [folder, ours] of folders) {
    const killed = ours.filter(isKilled).length
    console.log(`${folder.padEnd(20)} ${killed} of ${ours.length}`)
  }
  console.log('\nSurvivors:')
  for (const mutant of survivors) {
    console.log(`${describe(mutant)}\n    ${reasonOf(mutant) ?? 'no reason given'}`)
  }
  for (const test of broken) console.log(`Not used, because it fails without a mutant: ${test}`)
  const counted = results.length - survivors.filter(reasonOf).length
  const killed = results.length - survivors.length
  const score = counted === 0 ? 1 : killed / counted
  const minutes = (performance.now() - started) / 60_000
  const slow = results.filter(({ timedOut }) => timedOut).length
  if (slow > 0)
    console.log(`${slow} were noticed because their tests did not end, or ended the process.`)
  console.log(
    `\n${(score * 100).toFixed(1)} % noticed: ${killed} of ${counted}, and ${results.length - counted} accepted; seed ${values.seed}, ${minutes.toFixed(1)} min`,
  )
  process.exitCode = score >= GOAL ? 0 : 1
}
