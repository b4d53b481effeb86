import { spawn } from 'node:child_process'
import { get } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { ensureServer } from '../../../scripts/build.ts'
import { SEED_USERS } from '../../../server/emulator/tenant/seed-data.ts'
import { freePort } from '../../../server/testing/free-port.ts'
import { fillHistory } from '../fill-history.ts'
import { pushTo, startLoadGenerator } from '../load.ts'
import type { BenchEffort, BenchGroup, BenchRow, ReportFigures } from '../row.ts'
import { startServer } from '../server-process.ts'
import { type BenchSetup, startConsole, startUpstream, withServers } from '../servers.ts'
import { median } from '../statistics.ts'

const ROWS = 1_000_000
const QUICK_ROWS = 50_000
const SENDS_PER_SECOND = 15
const FSYNC_MS = 150

const EXPORT: BenchRow = {
  name: 'p99 of sends while 1,000,000 requests are exported to a fast reader',
  unit: 'ms',
  basis: 'ours',
  target: 100,
  stretch: 30,
}
const SLOW_SENDS: BenchRow = {
  name: `p99 of sends, ${SENDS_PER_SECOND} per second, if each fsync takes ${FSYNC_MS} ms longer`,
  unit: 'ms',
  basis: 'ours',
  target: 1_000,
  stretch: 700,
}
const SLOW_EMULATOR: BenchRow = {
  name: 'p99 of the responses of its emulator meanwhile',
  unit: 'ms',
  basis: 'ours',
  target: 100,
  stretch: 20,
}

/** What the disk does to requests that do not wait for it. Every send must be answered with code 0. */
export const disk: BenchGroup = {
  name: 'disk',
  rows: [EXPORT, SLOW_SENDS, SLOW_EMULATOR],
  async measure(effort, report) {
    await withServers((setup) => measureExport(setup, effort, report))
    await withServers((setup) => measureSlowDisk(setup, effort, report))
  },
}

async function measureExport(
  { add, folder }: BenchSetup,
  { quick }: BenchEffort,
  report: ReportFigures,
): Promise<void> {
  const rows = quick ? QUICK_ROWS : ROWS
  const data = folder()
  await fillHistory(data, rows)
  const load = await add(startLoadGenerator())
  const server = await add(startConsole(await add(startUpstream()), data))
  const sends = (ms: number) => load.run({ ...pushTo(server, 32, ms), perSecond: SENDS_PER_SECOND })
  await sends(2_000)
  const exported = download(`${server.url}/api/exchanges/export?format=json`)
  const { p50, p99, answered } = await sends(quick ? 2_000 : 20_000)
  if (exported.bytesRead() === 0) throw new Error('the export did not begin')
  const seconds = await exported.seconds
  report(EXPORT, {
    name: EXPORT.name.replace('1,000,000', rows.toLocaleString('en')),
    ours: p99,
    note: `p50 ${p50.toFixed(1)} ms, ${answered} sends; the export took ${seconds.toFixed(0)} s for ${(exported.bytesRead() / 1e6).toFixed(0)} MB`,
  })
}

/** Reads a response as fast as it comes. */
function download(url: string): { bytesRead: () => number; seconds: Promise<number> } {
  let bytes = 0
  const started = performance.now()
  const seconds = new Promise<number>((resolve, reject) => {
    get(url, (response) => {
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.once('end', () => resolve((performance.now() - started) / 1000))
      response.once('error', reject)
    }).once('error', reject)
  })
  return { bytesRead: () => bytes, seconds }
}

/** The app of the emulator, and users of it: each takes 5 messages a second. */
const APP = JSON.stringify({ app_id: 'cli_0123456789abcdef', app_secret: 'emulator-secret' })
const { xiaoyu, fang, emma, lukas, camila } = SEED_USERS
const MESSAGES = [xiaoyu, fang, emma, lukas, camila].map(({ open_id }) =>
  JSON.stringify({ receive_id_type: 'open_id', receive_id: open_id, text: '您好' }),
)

async function measureSlowDisk(
  { add, folder }: BenchSetup,
  { quick }: BenchEffort,
  report: ReportFigures,
): Promise<void> {
  const emulatorPort = String(await freePort())
  const env = { PORT: '0', EMULATOR_PORT: emulatorPort, DATA_DIR: folder(), RATE_BUDGET: 'off' }
  const server = await add(startServer(await ensureServer(), { env, side: 'measured' }))
  const load = await add(startLoadGenerator())
  const duration = quick ? 10_000 : 30_000
  const perSecond = SENDS_PER_SECOND / MESSAGES.length
  const sends = (ms: number) =>
    Promise.all(
      MESSAGES.map((body) =>
        load.run({
          ...{ url: server.url, path: '/api/messages', body, expect: '"code":0' },
          ...{ connections: 8, ms, perSecond },
        }),
      ),
    )
  const tokens = () =>
    load.run({
      url: `http://127.0.0.1:${emulatorPort}`,
      path: '/open-apis/auth/v3/tenant_access_token/internal',
      ...{ body: APP, expect: '"code":0', connections: 4, ms: duration, perSecond: 20 },
    })
  await sends(2_000)
  await add(slowFsync(server.pid))
  const [sent, emulated] = await Promise.all([sends(duration), tokens()])
  report(SLOW_SENDS, {
    ours: Math.max(...sent.map(({ p99 }) => p99)),
    note: `p50 ${median(sent.map(({ p50 }) => p50)).toFixed(0)} ms, ${duration / 1000} s, two commits each`,
  })
  report(SLOW_EMULATOR, { ours: emulated.p99, note: `${emulated.answered} responses` })
}

/** Delays the return of every fsync of a process. @throws Error if strace cannot attach to it */
async function slowFsync(pid: number): Promise<{ stop: () => Promise<void> }> {
  const inject = `inject=fsync,fdatasync:delay_exit=${FSYNC_MS * 1000}`
  const args = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', inject]
  const strace = spawn('strace', [...args, '-p', String(pid)], { stdio: 'ignore' })
  const ended = new Promise<string>((resolve) => {
    strace.once('error', ({ message }) => resolve(message))
    strace.once('exit', () => resolve('strace cannot attach to a process'))
  })
  const failed = await Promise.race([ended, setTimeout(1_500, null)])
  if (failed !== null) throw new Error(failed)
  return {
    async stop() {
      strace.kill('SIGINT')
      await ended
    },
  }
}
