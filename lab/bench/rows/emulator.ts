import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ScenarioInput } from '#contract/emulator/scenario'
import { ensureServer } from '../../../scripts/build.ts'
import { freePort } from '../../../server/testing/free-port.ts'
import {
  measurePair,
  type PairSide,
  PUSH_BODY,
  startLoadGenerator,
  throughputFigures,
} from '../load.ts'
import { installPackage } from '../npm-packages.ts'
import { OPENAPI } from '../pages/rivals.ts'
import type { BenchEffort, BenchGroup, BenchRow, ReportFigures } from '../row.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import type { LoadSlice } from '../servers/load-generator.ts'
import { type BenchSetup, withServers } from '../servers.ts'
import { median } from '../statistics.ts'
import { emptyNode } from './start.ts'

const STUB: BenchRow = {
  name: 'emulator ÷ bare node:http stub, pushes 64 at once',
  unit: '/s',
  basis: 'ratio',
  target: 0.5,
  stretch: 1,
  missedBecause:
    'on top of the HTTP that both pay for, each call is read by a schema (a fifth), checked by all rules, has its own headers and log ID, and stores bubbles in a tenant of 20,000 chats (garbage collection: a fifth)',
}
const START: BenchRow = {
  name: 'emulator, start to its address (other: node -e "")',
  unit: 'ms',
  basis: 'ours',
  target: 150,
  stretch: 100,
}
const PRISM: BenchRow = {
  name: 'emulator ÷ Prism mocking the same call, 64 at once',
  unit: '/s',
  basis: 'ratio',
  target: 1,
  stretch: 4,
}
const PRISM_PACKAGE = '@stoplight/prism-cli@5.16.0'
const CHATS = 20_000
const QUICK_CHATS = 4_000
const COMMAND = 'build/follow-up-console.js'
const APP = { app_id: 'cli_bench', app_secret: 'secret-of-the-bench' }

/** The emulator with its state and rules beside servers without any. */
export const emulator: BenchGroup = {
  name: 'emulator',
  rows: [STUB, PRISM, START],
  measure: (effort, report) => withServers((setup) => measureEmulator(setup, effort, report)),
}

async function measureEmulator(
  { add, folder }: BenchSetup,
  effort: BenchEffort,
  report: ReportFigures,
): Promise<void> {
  const files = folder()
  const chats = effort.quick ? QUICK_CHATS : CHATS
  const seed = join(files, 'seed.json')
  writeFileSync(seed, JSON.stringify(manyChats(chats)))
  const load = await add(startLoadGenerator())
  const ours = await add(
    startServer('server/emulator/main.ts', {
      args: ['--port', '0', '--seed', seed],
      side: 'measured',
    }),
  )
  const token = await tokenFrom(ours)
  const pushes = (server: ServerProcess): LoadSlice => ({
    url: server.url,
    path: '/open-apis/im/v1/messages/om_bench*/push_follow_up',
    // A message accepts bubbles once, so a slice ends after the last message.
    cycle: chats,
    requests: chats,
    headers: { Authorization: `Bearer ${token}` },
    body: PUSH_BODY,
    connections: 64,
    ms: effort.sliceMs,
    expect: '"code":0',
  })
  const side: PairSide = {
    server: ours,
    slice: pushes(ours),
    // Removes the bubbles from all messages.
    prepare: () => post(ours, '/_emulator/reset', {}),
  }
  const stub = await add(startServer(here('../servers/http-stub.ts'), { side: 'measured' }))
  const bare = await measurePair(load, side, { server: stub, slice: pushes(stub) }, effort)
  report(STUB, throughputFigures(bare))

  const starts = await measureStarts(effort.quick ? 5 : 15)
  report(START, { ours: median(starts.ours), other: median(starts.empty) })

  const openapi = join(files, 'openapi.json')
  writeFileSync(openapi, JSON.stringify(OPENAPI))
  const cli = join(installPackage(PRISM_PACKAGE), 'dist/index.js')
  const args = ['mock', openapi, '--host', '127.0.0.1', '--port', String(await freePort())]
  const prism = await add(startServer(cli, { args, side: 'measured' }))
  const mock = await measurePair(load, side, { server: prism, slice: pushes(prism) }, effort)
  report(PRISM, throughputFigures(mock))
}

/** How long the built emulator and an empty Node take, in milliseconds, in turns. */
async function measureStarts(rounds: number): Promise<{ ours: number[]; empty: number[] }> {
  const ours: number[] = []
  const empty: number[] = []
  await ensureServer()
  const options = { args: ['emulator', '--port', '0'], channel: false } as const
  for (let round = -1; round < rounds; round += 1) {
    const started = performance.now()
    const server = await startServer(COMMAND, options)
    // The first start fills the compile cache when it stops.
    if (round >= 0) ours.push(performance.now() - started)
    await server.stop(round < 0 ? 'SIGTERM' : 'SIGKILL')
    if (round >= 0) empty.push(emptyNode())
  }
  return { ours, empty }
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

async function post({ url }: ServerProcess, path: string, body: object): Promise<unknown> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status} ${await response.text()}`)
  return response.json()
}

async function tokenFrom(server: ServerProcess): Promise<string> {
  const response = await post(server, '/open-apis/auth/v3/tenant_access_token/internal', APP)
  return (response as { tenant_access_token: string }).tenant_access_token
}

function manyChats(count: number): ScenarioInput {
  const numbers = Array.from({ length: count }, (_, i) => i)
  return {
    version: 1,
    apps: [{ ...APP, name: 'Bench' }],
    users: numbers.map((i) => ({ open_id: `ou_${i}`, name: `User ${i}` })),
    chats: numbers.map((i) => ({
      chat_id: `oc_${i}`,
      chat_mode: 'p2p',
      name: `Chat ${i}`,
      app_ids: [APP.app_id],
      open_ids: [`ou_${i}`],
      messages: [{ message_id: `om_bench${i}`, from: APP.app_id, text: 'Hello', age_ms: 0 }],
    })),
    assumptions: { rate_limiter: 'off' },
  }
}
