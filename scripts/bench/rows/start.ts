import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureServer } from '../../ensure-server.ts'
import { consoleSettings, startContestant, startUpstream, withServers } from '../contestants.ts'
import type { Effort, Group, Report } from '../group.ts'
import { pushTo } from '../push-request.ts'
import type { Row } from '../row.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { median } from '../statistics.ts'

const START: Row = {
  name: 'start to the first answered push ÷ node -e ""',
  unit: 'ms',
  judge: 'ratio',
  better: 'less',
  bar: 3.5,
  stretch: 1.6,
  shortOf:
    'to load the parts of Node that it needs (HTTP, TLS, crypto, SQLite) and its own modules takes twice as long as starting Node; the first push adds a token call and its commits',
}
const MEMORY: Row = {
  name: 'memory after the first answer (other: Hono on the official SDK)',
  unit: 'MB',
  judge: 'ours',
  better: 'less',
  bar: 100,
  stretch: 60,
}

/** What a person waits for, and pays for, before anything has been done. */
export const start: Group = {
  name: 'start',
  rows: [START, MEMORY],
  measure: (effort, report) =>
    withServers(async (add) => measureStarts(await add(startUpstream()), effort, report)),
}

async function measureStarts(
  upstream: ServerProcess,
  effort: Effort,
  report: Report,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-bench-'))
  const file = await ensureServer()
  const startOurs = (end?: NodeJS.Signals) =>
    firstAnswer(
      () => startServer(file, { env: consoleSettings(upstream, folder), channel: false }),
      end,
    )
  // The first makes the ledger and, at its end, fills the caches, as the first one ever does.
  await startOurs('SIGTERM')
  const ours: First[] = []
  const empty: number[] = []
  for (let round = 0; round < (effort.quick ? 5 : 15); round += 1) {
    ours.push(await startOurs())
    empty.push(await emptyNode())
  }
  rmSync(folder, { recursive: true, force: true })
  const ratios = ours.map(({ ms }, i) => ms / (empty[i] ?? Number.NaN))
  report(START, {
    ours: median(ours.map(({ ms }) => ms)),
    other: median(empty),
    ratio: median(ratios),
  })
  const sdk = await firstAnswer(() => startContestant('hono-sdk', upstream))
  report(MEMORY, { ours: median(ours.map(({ rssMb }) => rssMb)), other: sdk.rssMb })
}

type First = { ms: number; rssMb: number }

async function firstAnswer(
  startIt: () => Promise<ServerProcess>,
  end?: NodeJS.Signals,
): Promise<First> {
  const started = performance.now()
  const server = await startIt()
  const { url, path, body } = pushTo(server, 1, 0)
  const response = await fetch(url + path.replace('*', String(Math.ceil(started))), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const text = await response.text()
  const ms = performance.now() - started
  const rssMb = await server.rssMb()
  await server.stop(end)
  if (!text.includes('"code":0')) throw new Error(`the first push was answered ${text}`)
  return { ms, rssMb }
}

function emptyNode(): Promise<number> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    spawn(process.execPath, ['-e', ''], { stdio: 'ignore' })
      .once('error', reject)
      .once('exit', () => resolve(performance.now() - started))
  })
}
