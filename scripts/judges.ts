/**
 * `npm run judges [-- --quick --only sqlmap,ffuf]`: the built console and, beside it, a server with
 * every hole, before the same judges. A judge that misses the hole has proved nothing about ours.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { aptInstall, canUseApt } from './apt.ts'
import { startConsoleProcess } from './console-process.ts'
import { ensureBuild } from './ensure-build.ts'
import { ensureServer } from './ensure-server.ts'
import { FAST_CHECK } from './judges/fast-check.ts'
import { startHoledTarget } from './judges/holed-target.ts'
import type { Judge, Target } from './judges/judge.ts'
import { TOOLS } from './judges/tools.ts'
import { ZZUF } from './judges/zzuf.ts'

const JUDGES: readonly Judge[] = [FAST_CHECK, ZZUF, ...TOOLS]
/** Where a search, a filter or an id is taken from the address. */
const DOORS = [
  '/api/exchanges?query=a&profile=emulator&limit=5',
  '/api/templates?query=a',
  '/api/error-codes?endpoint=push_follow_up',
  '/api/emulator/state?profile=emulator',
]

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const only = values.only?.split(',')
const judges = JUDGES.filter(({ name }) => only?.includes(name) ?? true)
if (judges.length === 0) {
  console.error(
    `--only ${values.only}: the judges are ${JUDGES.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(2)
}

const isThere = (program: string) => spawnSync('which', [program]).status === 0
const absent = () =>
  judges.flatMap(({ program }) => (program && !isThere(program) ? [program] : []))
if (absent().length > 0 && canUseApt()) await aptInstall(absent())

await ensureBuild()
const folder = mkdtempSync(join(tmpdir(), 'follow-up-judges-'))
const house = await startConsoleProcess({}, [], { folder, main: await ensureServer() })
const ours: Target = { url: house.url, doors: DOORS.map((door) => house.url + door) }
const holed = await startHoledTarget()
let failed = false

console.log(
  `${'judge'.padEnd(14)}${'ours'.padStart(6)}${'holed'.padStart(7)}${'s'.padStart(6)}  looks for`,
)
try {
  for (const judge of judges) await hear(judge)
  const alive = await fetch(`${house.url}/api/health`).catch(() => null)
  if (alive?.status !== 200) throw new Error('The console is not well after it all.')
  // What it told its log is about what the judges did; a fault of its own would be among it.
  const faults = house
    .stderr()
    .split('\n')
    .filter((line) => /"request_failed"|\n +at /.test(line))
  if (faults.length > 0)
    throw new Error(`The console failed inside:\n${faults.slice(0, 3).join('\n')}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  failed = true
} finally {
  await house.stop()
  holed.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0

async function hear(judge: Judge): Promise<void> {
  const { name, program, looks } = judge
  if (program && !isThere(program)) {
    console.log(`– ${name.padEnd(12)} not run: ${program} is not installed`)
    return
  }
  const started = performance.now()
  const pace = { quick: values.quick, folder }
  const found = { ours: await judge.run(ours, pace), holed: await judge.run(holed, pace) }
  // What kept a judge from its work is no hole that it found.
  const caught = found.holed.filter(
    (line) => !/^(?:could not be run|did not come to an end)/.test(line),
  )
  const well = found.ours.length === 0 && caught.length > 0
  if (!well) failed = true
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  const [left, right] = [found.ours.length, caught.length]
  console.log(
    `${well ? '✓' : '✗'} ${name.padEnd(12)}${String(left).padStart(6)}${String(right).padStart(7)}${seconds.padStart(6)}  ${looks}`,
  )
  for (const line of found.ours.slice(0, 10)) console.log(`    ours: ${line.slice(0, 300)}`)
  if (caught.length === 0)
    console.log(`    missed the hole: ${found.holed.join('; ').slice(0, 300)}`)
}
