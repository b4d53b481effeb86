import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ScenarioInput } from '#contract/emulator-scenario'
import { freePort } from '../../../server/testing/free-port.ts'
import { withServers } from '../contestants.ts'
import type { Effort, Group, Report } from '../group.ts'
import { startLoad } from '../load.ts'
import { OPENAPI } from '../pages/openapi.ts'
import { measurePair, type Side, throughput } from '../pair.ts'
import { PUSH_BODY } from '../push-request.ts'
import type { Row } from '../row.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import type { Slice } from '../servers/load-generator.ts'
import { installTool } from '../tool.ts'

const STUB: Row = {
  name: 'emulator ÷ bare node:http stub, pushes 64 at once',
  unit: '/s',
  judge: 'ratio',
  better: 'more',
  bar: 0.5,
  stretch: 1,
  shortOf:
    'each call is judged by a schema and every rule, gets an id and a date of its own, and leaves bubbles behind: the collector alone takes a fifth of its time',
}
const PRISM: Row = {
  name: 'emulator ÷ Prism mocking the same call, 64 at once',
  unit: '/s',
  judge: 'ratio',
  better: 'more',
  bar: 1,
  stretch: 4,
}
const PRISM_PACKAGE = '@stoplight/prism-cli@5.16.0'
const CHATS = 20_000
const QUICK_CHATS = 4_000
const APP = { app_id: 'cli_bench', app_secret: 'secret-of-the-bench' }

/** The emulator with all its state and rules, beside servers that have none. */
export const emulator: Group = {
  name: 'emulator',
  rows: [STUB, PRISM],
  async measure(effort, report) {
    const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-bench-'))
    try {
      await measureEmulator(folder, effort, report)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function measureEmulator(folder: string, effort: Effort, report: Report): Promise<void> {
  return withServers(async (add) => {
    const chats = effort.quick ? QUICK_CHATS : CHATS
    const seed = join(folder, 'seed.json')
    writeFileSync(seed, JSON.stringify(manyChats(chats)))
    const load = await add(startLoad())
    const ours = await add(
      startServer('server/emulator/main.ts', {
        args: ['--port', '0', '--seed', seed],
        side: 'measured',
      }),
    )
    const token = await tokenFrom(ours)
    const pushes = (server: ServerProcess): Slice => ({
      url: server.url,
      path: '/open-apis/im/v1/messages/om_bench*/push_follow_up',
      // A message takes bubbles once: a slice ends with the last of them.
      cycle: chats,
      requests: chats,
      headers: { Authorization: `Bearer ${token}` },
      body: PUSH_BODY,
      connections: 64,
      ms: effort.sliceMs,
      expect: '"code":0',
    })
    const side: Side = {
      server: ours,
      slice: pushes(ours),
      // Gives every message a new chance.
      prepare: () => post(ours, '/_emulator/reset', {}),
    }
    const stub = await add(startServer(here('../servers/http-stub.ts'), { side: 'measured' }))
    const bare = await measurePair(load, side, { server: stub, slice: pushes(stub) }, effort)
    report(STUB, throughput(bare))

    const openapi = join(folder, 'openapi.json')
    writeFileSync(openapi, JSON.stringify(OPENAPI))
    const cli = join(installTool(PRISM_PACKAGE), 'dist/index.js')
    const args = ['mock', openapi, '--host', '127.0.0.1', '--port', String(await freePort())]
    const prism = await add(startServer(cli, { args, side: 'measured' }))
    const mock = await measurePair(load, side, { server: prism, slice: pushes(prism) }, effort)
    report(PRISM, throughput(mock))
  })
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
  const answer = await post(server, '/open-apis/auth/v3/tenant_access_token/internal', APP)
  return (answer as { tenant_access_token: string }).tenant_access_token
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
