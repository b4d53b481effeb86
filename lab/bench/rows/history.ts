import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { ensurePage } from '../../../scripts/build.ts'
import { fillHistory, historyQueries, type SampledSend } from '../fill-history.ts'
import { pushOnce } from '../load.ts'
import type { BenchEffort, BenchGroup, BenchRow, ReportFigures } from '../row.ts'
import type { ServerProcess } from '../server-process.ts'
import { type BenchSetup, startConsole, startUpstream, withServers } from '../servers.ts'
import { percentile } from '../statistics.ts'

const ROWS = 1_000_000
const QUICK_ROWS = 10_000

const QUERIES: BenchRow = {
  name: 'history of 1,000,000 sends: p95 of search, filter and page',
  unit: 'ms',
  basis: 'ours',
  target: 50,
  stretch: 5,
}
const PAGE_BYTES: BenchRow = {
  name: 'bytes to open the history page',
  unit: 'kB',
  basis: 'ours',
  target: 60,
  stretch: 30,
  missedBecause: '20 kB of it are fifty rows',
}
const MEMORY: BenchRow = {
  name: 'memory with 1,000,000 sends on the disk, after the first answer',
  unit: 'MB',
  basis: 'ours',
  target: 120,
  stretch: 90,
}

/** Queries of a long history through the API, as the page makes them. */
export const history: BenchGroup = {
  name: 'history',
  rows: [QUERIES, PAGE_BYTES, MEMORY],
  async measure(effort, report) {
    await ensurePage()
    await withServers((setup) => measureHistory(setup, effort, report))
  },
}

async function measureHistory(
  { add, browser, folder }: BenchSetup,
  effort: BenchEffort,
  report: ReportFigures,
): Promise<void> {
  const rows = effort.quick ? QUICK_ROWS : ROWS
  const data = folder()
  const known = await fillHistory(data, rows)
  const size = statSync(join(data, 'ledger.db')).size / 1e6
  const count = rows.toLocaleString('en')
  const fileSize = `a file of ${size.toFixed(0)} MB`
  const nameOf = ({ name }: BenchRow) => name.replace('1,000,000', count)
  const server = await add(startConsole(await add(startUpstream()), data))
  await pushOnce(server, 0)
  await (await fetch(`${server.url}/api/history?limit=50`)).arrayBuffer()
  const rssMb = await server.rssMb()
  const { times, slowest } = await runQueries(server, rows, known, effort.quick ? 5 : 25)
  report(QUERIES, {
    name: nameOf(QUERIES),
    ours: percentile(times, 0.95),
    note: `${fileSize}; p50 ${percentile(times, 0.5).toFixed(1)} ms; slowest: ${slowest}`,
  })
  report(MEMORY, {
    name: nameOf(MEMORY),
    ours: rssMb,
    // The later figure includes garbage that V8 has had no reason to collect.
    note: `with a page of the history; after ${times.length} queries ${(await server.rssMb()).toFixed(0)} MB`,
  })
  report(PAGE_BYTES, { ours: (await bytesOfHistory(await browser(), server.url)) / 1000 })
}

async function runQueries(
  { url }: ServerProcess,
  rows: number,
  known: readonly SampledSend[],
  times: number,
): Promise<{ times: number[]; slowest: string }> {
  const byQuery = new Map<string, number[]>()
  const queries = Object.entries(historyQueries(rows, known))
  // In turns, so that no query benefits from the cache of the previous one.
  for (let turn = 0; turn < times; turn += 1) {
    for (const [name, query] of queries) {
      const address = `${url}/api/history?${new URLSearchParams({ limit: '50', ...query() })}`
      const started = performance.now()
      const response = await fetch(address)
      await response.arrayBuffer()
      const ms = performance.now() - started
      if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`)
      byQuery.set(name, [...(byQuery.get(name) ?? []), ms])
    }
  }
  const slow = [...byQuery].map(([name, ms]) => ({ name, p95: percentile(ms, 0.95) }))
  const [worst] = slow.sort((a, b) => b.p95 - a.p95)
  return {
    times: [...byQuery.values()].flat(),
    slowest: `${worst?.name}, p95 ${worst?.p95.toFixed(1)} ms`,
  }
}

/** Bytes on the wire when an open console goes to the history: its lazy script and its first rows. */
async function bytesOfHistory(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage()
  await page.goto(url)
  // Prerendered content has no roles, so this waits until the script runs.
  await page.getByRole('main').waitFor()
  await page.waitForLoadState('networkidle')
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.locator('a[href="/history"]').first().click()
  await page.waitForURL(/\/history/)
  await page.waitForLoadState('networkidle')
  await page.getByRole('main').getByRole('listitem').or(page.getByRole('row')).first().waitFor()
  return bytes
}
