import { spawn } from 'node:child_process'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { member, parseJson } from '#contract/json'
import { fillHistory } from '../../bench/fill-history.ts'
import { type FaultCase, needs } from '../fault.ts'
import type { FaultFixture } from '../fixture.ts'

const YEAR_MS = 365 * 86_400_000
const HISTORY = 30_000
const FSYNC_MS = 150
/** A send that takes longer has waited for something else than its commits. */
const SLOW_MS = 1_400

function moved(id: string, fault: string, move: (folder: string) => void): FaultCase {
  return {
    id,
    fault,
    behaviour: '503, nothing sent, health and log say it; clean after a restart',
    async run(fixture, check) {
      const DATA_DIR = join(fixture.folder(), 'data')
      mkdirSync(DATA_DIR)
      const upstream = await fixture.startUpstream()
      const console = await fixture.startConsole(upstream, { DATA_DIR })
      await console.send('om_before')
      const calls = upstream.calls().length
      move(DATA_DIR)
      for (const message of ['om_first', 'om_second']) {
        const result = await console.send(message)
        check('refusal', [result.status, result.error], [503, 'not_recorded'])
      }
      check('no call', upstream.calls().length - calls, 0)
      check('health', await console.health(), 503)
      const logged = () => console.stderr().split('"ledger_moved"').length - 1
      for (let i = 0; i < 50 && logged() === 0; i += 1) await setTimeout(100)
      check('log, once', logged(), 1)
      await console.stop()
      const again = await fixture.startConsole(upstream, { DATA_DIR })
      check('after a restart', (await again.send('om_after')).code, 0)
    },
  }
}

/** Starts a console with another clock; `health` is the response, not its status. */
async function startAt(fixture: FaultFixture, DATA_DIR: string, offset: number) {
  const preload = join(import.meta.dirname, '../preload/clock-offset.mjs')
  const upstream = await fixture.startUpstream()
  const console = await fixture.startConsole(upstream, {
    ...{ DATA_DIR, RETENTION_DAYS: '30', CLOCK_OFFSET_MS: String(offset) },
    NODE_OPTIONS: `--import ${preload}`,
  })
  async function clock(): Promise<unknown> {
    const response = await fetch(`${console.url}/api/health`)
    return member(parseJson(await response.text()), 'clock')
  }
  /** Waits until the first run of the cleanup has logged this. */
  async function logs(event: string): Promise<boolean> {
    for (let i = 0; i < 50 && !console.stderr().includes(event); i += 1) await setTimeout(100)
    return console.stderr().includes(event)
  }
  return { ...console, upstream, clock, logs }
}

/** R36 to R39: long queries, moved files, a wrong clock and a slow disk. */
export const LEDGER_FOLDER_FAULTS: readonly FaultCase[] = [
  {
    id: 'R36',
    fault: `an export of ${HISTORY} requests during sends`,
    behaviour: 'every send is answered at once, the export is complete',
    async run(fixture, check) {
      const DATA_DIR = fixture.folder()
      await fillHistory(DATA_DIR, HISTORY)
      const upstream = await fixture.startUpstream()
      const console = await fixture.startConsole(upstream, { DATA_DIR })
      await console.send('om_before')
      const exported = fetch(`${console.url}/api/exchanges/export?format=json`).then((response) =>
        response.text(),
      )
      const results = []
      for (let i = 0; i < 20; i += 1) results.push(await console.send(`om_during${i}`))
      const codes = new Set(results.map(({ code }) => code))
      check('codes', [...codes], [0])
      const slowest = Math.max(...results.map(({ ms }) => ms))
      check('at once', codes.has(0) && slowest < SLOW_MS, true)
      const rows = (await exported).split('\n').filter((line) => line.startsWith('{"id"')).length
      check('complete', rows >= HISTORY, true)
    },
  },
  moved('R37a', 'rm -r of the data folder while running', (folder) =>
    rmSync(folder, { recursive: true }),
  ),
  moved('R37b', 'rm ledger.db* while running', (folder) => {
    for (const name of ['ledger.db', 'ledger.db-wal', 'ledger.db-shm']) {
      rmSync(join(folder, name), { force: true })
    }
  }),
  moved('R37c', 'mv of the data folder while running', (folder) =>
    renameSync(folder, `${folder}-elsewhere`),
  ),
  moved('R37d', 'rm ledger.lock while running', (folder) =>
    rmSync(join(folder, 'ledger.lock'), { force: true }),
  ),
  {
    id: 'R37e',
    fault: 'rm ledger.lock, then a second console',
    behaviour: 'the second one refuses to start, in one line',
    async run(fixture, check) {
      const DATA_DIR = fixture.folder()
      await fixture.startConsole(await fixture.startUpstream(), { DATA_DIR })
      rmSync(join(DATA_DIR, 'ledger.lock'), { force: true })
      const stderr = await fixture.startRejected({ DATA_DIR })
      check('refused', /^The ledger .* is open in another program.*\n$/.test(stderr ?? ''), true)
    },
  },
  {
    id: 'R38a',
    fault: 'a start with the clock 10 years ahead, RETENTION_DAYS=30',
    behaviour: 'nothing is removed, health and log say it; the same key sends once',
    async run(fixture, check) {
      const DATA_DIR = fixture.folder()
      const first = await startAt(fixture, DATA_DIR, 0)
      await first.send('om_before', { key: 'once' })
      await first.stop()
      const ahead = await startAt(fixture, DATA_DIR, 10 * YEAR_MS)
      check('log', await ahead.logs('"retention_held"'), true)
      check('health', await ahead.clock(), 'ahead')
      check('kept', await ahead.states(), ['om_before answered'])
      await ahead.stop()
      const after = await startAt(fixture, DATA_DIR, 0)
      await after.send('om_before', { key: 'once' })
      check('not sent again', after.upstream.calls().length, 0)
    },
  },
  {
    id: 'R38b',
    fault: 'a send with the clock a year ahead, then a right clock',
    behaviour: 'nothing is removed, health and log say it',
    async run(fixture, check) {
      const DATA_DIR = fixture.folder()
      const ahead = await startAt(fixture, DATA_DIR, YEAR_MS)
      await ahead.send('om_ahead')
      await ahead.stop()
      const right = await startAt(fixture, DATA_DIR, 0)
      check('log', await right.logs('"clock_checked"'), true)
      check('health', await right.clock(), 'behind')
      await right.send('om_right')
      check('kept', await right.states(), ['om_right answered', 'om_ahead answered'])
    },
  },
  {
    id: 'R39',
    fault: `each fsync takes ${FSYNC_MS} ms longer`,
    behaviour: 'sends wait for their own commits, and nothing else waits',
    missing: needs('strace'),
    async run(fixture, check) {
      const upstream = await fixture.startUpstream()
      const console = await fixture.startConsole(upstream)
      await console.send('om_before')
      const inject = `inject=fsync,fdatasync:delay_exit=${FSYNC_MS * 1000}`
      const args = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', inject]
      const strace = spawn('strace', [...args, '-p', String(console.pid)], { stdio: 'ignore' })
      fixture.onClose(() => strace.kill('SIGINT'))
      await setTimeout(1_000)
      const sending = Array.from({ length: 30 }, (_, i) => console.send(`om_during${i}`))
      const reads: number[] = []
      let done = false
      const results = Promise.all(sending).finally(() => {
        done = true
      })
      while (!done) {
        const started = performance.now()
        await fetch(`${console.url}/api/error-codes`).then((response) => response.text())
        reads.push(performance.now() - started)
        await setTimeout(20)
      }
      const sent = await results
      const codes = [...new Set(sent.map(({ code }) => code))]
      check('codes', codes, [0])
      const slowest = Math.max(...sent.map(({ ms }) => ms))
      check('two commits each', codes[0] === 0 && slowest < SLOW_MS, true)
      const median = reads.sort((a, b) => a - b)[Math.floor(reads.length / 2)] ?? SLOW_MS
      check('other requests', codes[0] === 0 && median < 100, true)
    },
  },
]
