import { execFile, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ensureServer } from '../../../scripts/build.ts'
import { PUSH_BODY, pushOnce } from '../load.ts'
import type { BenchEffort, BenchGroup, BenchRow, ReportFigures } from '../row.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import {
  type BenchSetup,
  consoleSettings,
  startCompared,
  startUpstream,
  withServers,
} from '../servers.ts'
import { median } from '../statistics.ts'

const START: BenchRow = {
  name: 'start to the first answered push ÷ node -e ""',
  unit: 'ms',
  basis: 'ratio',
  target: 3.5,
  stretch: 1.6,
  missedBecause:
    'loading HTTP, TLS, crypto and its own modules takes twice as long as starting Node, and the thread of SQLite as long again beside it; the first push adds a token call and two commits',
}
const MEMORY: BenchRow = {
  name: 'memory after the first answer (other: Hono on the official SDK)',
  unit: 'MB',
  basis: 'ours',
  target: 100,
  stretch: 60,
  missedBecause:
    'Node with HTTP and fetch takes 59 MB of it, and a thread with SQLite 15 MB; the runs are between 99.7 and 100.4 MB',
}

/** The time and memory of a start with one push. */
export const start: BenchGroup = {
  name: 'start',
  rows: [START, MEMORY],
  measure: (effort, report) => withServers((setup) => measureStarts(setup, effort, report)),
}

async function measureStarts(
  { add, folder }: BenchSetup,
  effort: BenchEffort,
  report: ReportFigures,
): Promise<void> {
  const upstream = await add(startUpstream())
  const file = await ensureServer()
  const env = consoleSettings(upstream, folder())
  const startOurs = (end?: NodeJS.Signals) =>
    firstAnswer(() => startServer(file, { env, channel: false }), end)
  // The first start creates the ledger and fills the compile cache when it stops.
  await startOurs('SIGTERM')
  const ours: First[] = []
  const empty: number[] = []
  for (let round = 0; round < (effort.quick ? 5 : 15); round += 1) {
    ours.push(await startOurs())
    empty.push(emptyNode())
  }
  const ratios = ours.map(({ ms }, i) => ms / (empty[i] ?? Number.NaN))
  report(START, {
    ours: median(ours.map(({ ms }) => ms)),
    other: median(empty),
    ratio: median(ratios),
  })
  const sdk = await firstAnswer(() => startCompared('hono-sdk', upstream))
  report(MEMORY, { ours: median(ours.map(({ rssMb }) => rssMb)), other: sdk.rssMb })
}

type First = { ms: number; rssMb: number }

async function firstAnswer(
  startIt: () => Promise<ServerProcess>,
  end?: NodeJS.Signals,
): Promise<First> {
  const started = performance.now()
  const server = await startIt()
  const text = await pushOnce(server, Math.ceil(started))
  const ms = performance.now() - started
  const rssMb = await server.rssMb()
  await server.stop(end)
  if (!text.includes('"code":0')) throw new Error(`the response to the first push was ${text}`)
  return { ms, rssMb }
}

/** How long an empty Node takes from its start to its end, in milliseconds. */
export function emptyNode(): number {
  const started = performance.now()
  spawnSync(process.execPath, ['-e', ''], { stdio: 'ignore' })
  return performance.now() - started
}

const ONCE: BenchRow = {
  name: 'one push from the command line ÷ the official SDK, whole process',
  unit: 'ms',
  basis: 'ratio',
  target: 0.35,
  stretch: 0.2,
}
const SDK_ONCE = fileURLToPath(new URL('../servers/sdk-once.ts', import.meta.url))
const MESSAGE_ID = 'om_bench'

/** `follow-up-console push` of an installed package, including the process start. */
export const cli: BenchGroup = {
  name: 'cli',
  rows: [ONCE],
  async measure(effort, report) {
    const bin = await ensureServer()
    await withServers((setup) => measureCommand(bin, setup, effort, report))
  },
}

async function measureCommand(
  bin: string,
  { add, folder }: BenchSetup,
  effort: BenchEffort,
  report: ReportFigures,
): Promise<void> {
  const upstream = await add(startUpstream())
  const data = folder()
  const file = join(data, 'bubbles.json')
  writeFileSync(file, PUSH_BODY)
  const env = {
    PATH: process.env.PATH,
    SystemRoot: process.env.SystemRoot,
    ...consoleSettings(upstream, data),
    UPSTREAM: upstream.url,
  }
  const commands = [
    [bin, 'push', '--message-id', MESSAGE_ID, '--file', file],
    [SDK_ONCE, MESSAGE_ID, file],
  ]
  // The first run fills the compile cache.
  for (const command of commands) await timeOf(command, env)
  const times: number[][] = [[], []]
  for (let round = 0; round < (effort.quick ? 4 : 15); round += 1) {
    for (const [which, command] of commands.entries()) {
      times[which]?.push(await timeOf(command, env))
    }
  }
  const [ours = [], other = []] = times
  report(ONCE, {
    ours: median(ours),
    other: median(other),
    ratio: median(ours.map((ms, i) => ms / (other[i] ?? Number.NaN))),
  })
}

async function timeOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now()
  await promisify(execFile)(process.execPath, args, { env })
  return performance.now() - started
}
