import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureServer } from '../../ensure-server.ts'
import { startUpstream, withServers } from '../contestants.ts'
import type { Effort, Group, Report } from '../group.ts'
import { PUSH_BODY } from '../push-request.ts'
import type { Row } from '../row.ts'
import { median } from '../statistics.ts'

const ONCE: Row = {
  name: 'one push from the command line ÷ the official SDK, whole process',
  unit: 'ms',
  judge: 'ratio',
  better: 'less',
  bar: 0.35,
  stretch: 0.2,
}
const SDK_ONCE = fileURLToPath(new URL('../servers/sdk-once.ts', import.meta.url))
const MESSAGE_ID = 'om_bench'

/** `follow-up-console push` as an installed package runs it, process start included. */
export const cli: Group = {
  name: 'cli',
  rows: [ONCE],
  async measure(effort, report) {
    const bin = await ensureServer()
    const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-bench-'))
    try {
      await measureCommand(bin, folder, effort, report)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function measureCommand(
  bin: string,
  folder: string,
  effort: Effort,
  report: Report,
): Promise<void> {
  return withServers(async (add) => {
    const upstream = await add(startUpstream())
    const file = join(folder, 'bubbles.json')
    writeFileSync(file, PUSH_BODY)
    const env = {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      DATA_DIR: folder,
      EMULATOR_PORT: new URL(upstream.url).port,
      FEISHU_BASE_URL: upstream.url,
      FEISHU_APP_ID: 'cli_bench',
      FEISHU_APP_SECRET: 'secret-of-the-bench',
      UPSTREAM: upstream.url,
    }
    const commands = [
      [bin, 'push', '--message-id', MESSAGE_ID, '--file', file],
      [SDK_ONCE, MESSAGE_ID, file],
    ]
    // The first fills the caches, as the first command ever does.
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
  })
}

function timeOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said += text
      })
    }
    child.once('error', reject).once('close', (code) => {
      if (code === 0) resolve(performance.now() - started)
      else reject(new Error(`${basename(args[0] ?? '')} ended with ${code}: ${said.trim()}`))
    })
  })
}
