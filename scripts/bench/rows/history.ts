import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from '../../ensure-build.ts'
import { startConsole, startUpstream, withServers } from '../contestants.ts'
import type { Effort, Group, Report } from '../group.ts'
import { fillHistory, type Known } from '../history/fill.ts'
import { bytesOfHistory } from '../history/opened-page.ts'
import { questionsTo } from '../history/questions.ts'
import { pushTo } from '../push-request.ts'
import type { Row } from '../row.ts'
import type { ServerProcess } from '../server-process.ts'
import { percentile } from '../statistics.ts'

const ROWS = 1_000_000
const QUICK_ROWS = 10_000

const ASKED: Row = {
  name: 'history of 1,000,000 sends: p95 of search, filter and page',
  unit: 'ms',
  judge: 'ours',
  better: 'less',
  bar: 50,
  stretch: 5,
}
const OPENED: Row = {
  name: 'bytes to open the history page',
  unit: 'kB',
  judge: 'ours',
  better: 'less',
  bar: 60,
  stretch: 30,
  shortOf: 'fifty rows are 20 kB of it',
}
const MEMORY: Row = {
  name: 'memory with 1,000,000 sends on the disk, after the first answer',
  unit: 'MB',
  judge: 'ours',
  better: 'less',
  bar: 120,
  stretch: 90,
}

/** A long history, asked through the console as the page asks it. */
export const history: Group = {
  name: 'history',
  rows: [ASKED, OPENED, MEMORY],
  async measure(effort, report) {
    await ensureBuild()
    const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-bench-'))
    try {
      await measureHistory(folder, effort, report)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function measureHistory(folder: string, effort: Effort, report: Report): Promise<void> {
  const rows = effort.quick ? QUICK_ROWS : ROWS
  const known = await fillHistory(folder, rows)
  const size = statSync(join(folder, 'ledger.db')).size / 1e6
  const count = rows.toLocaleString('en')
  const filled = `a file of ${size.toFixed(0)} MB`
  const nameOf = ({ name }: Row) => name.replace('1,000,000', count)
  await withServers(async (add) => {
    const server = await add(startConsole(await add(startUpstream()), folder))
    const { url, path, body } = pushTo(server, 1, 0)
    const headers = { 'content-type': 'application/json' }
    await fetch(url + path.replace('*', 'memory'), { method: 'POST', headers, body })
    await (await fetch(`${url}/api/exchanges?limit=50`)).arrayBuffer()
    const rssMb = await server.rssMb()
    const { times, slowest } = await askAll(server, rows, known, effort.quick ? 5 : 25)
    report(ASKED, {
      name: nameOf(ASKED),
      ours: percentile(times, 0.95),
      note: `${filled}; p50 ${percentile(times, 0.5).toFixed(1)} ms; slowest: ${slowest}`,
    })
    report(MEMORY, {
      name: nameOf(MEMORY),
      ours: rssMb,
      // Garbage that the engine leaves lying as long as there is room: it is not pressed to collect.
      note: `with a page of the history; after ${times.length} questions ${(await server.rssMb()).toFixed(0)} MB`,
    })
    report(OPENED, { ours: (await bytesOfHistory(server.url)) / 1000 })
  })
}

async function askAll(
  { url }: ServerProcess,
  rows: number,
  known: readonly Known[],
  times: number,
): Promise<{ times: number[]; slowest: string }> {
  const byQuestion = new Map<string, number[]>()
  const questions = Object.entries(questionsTo(rows, known))
  // In turns, so that no question finds the answer of the one before in the cache.
  for (let turn = 0; turn < times; turn += 1) {
    for (const [name, question] of questions) {
      const address = `${url}/api/exchanges?${new URLSearchParams({ limit: '50', ...question() })}`
      const started = performance.now()
      const response = await fetch(address)
      await response.arrayBuffer()
      const ms = performance.now() - started
      if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`)
      byQuestion.set(name, [...(byQuestion.get(name) ?? []), ms])
    }
  }
  const slow = [...byQuestion].map(([name, ms]) => ({ name, p95: percentile(ms, 0.95) }))
  const [worst] = slow.sort((a, b) => b.p95 - a.p95)
  return {
    times: [...byQuestion.values()].flat(),
    slowest: `${worst?.name}, p95 ${worst?.p95.toFixed(1)} ms`,
  }
}
