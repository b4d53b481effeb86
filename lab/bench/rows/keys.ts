import { deflateSync } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'
import { ensurePage } from '../../../scripts/build.ts'
import { startConsoleProcess } from '../../../server/testing/console-process.ts'
import { type KeyTimes, watchKeys } from '../pages/key-watch.ts'
import { servePages } from '../pages/page-server.ts'
import { LARGE_DRAFT, PLAIN_FORM } from '../pages/plain-form.ts'
import type { BenchEffort, BenchGroup, BenchRow, ReportFigures } from '../row.ts'
import { withServers } from '../servers.ts'
import { median, percentile } from '../statistics.ts'

const perKey = { unit: 'ms', basis: 'ratio' } as const
const WORK: BenchRow = {
  name: 'a key to the changed preview, slow CPU ÷ hand-written page',
  ...perKey,
  target: 2.2,
  stretch: 1.3,
  missedBecause:
    'about half of it is script, some 3 ms at full speed; the rest is style and layout of a larger page',
}
const PAINT: BenchRow = {
  name: 'a key to its frame (p95), slow CPU ÷ hand-written page',
  ...perKey,
  target: 1.6,
  stretch: 1.1,
}
const LONG: BenchRow = {
  name: 'tasks over 50 ms while typing at full speed',
  unit: 'tasks',
  basis: 'ours',
  target: 0,
  stretch: 0,
}
const SLOWDOWN = 4

/** Typing into a draft of three bubbles in 16 languages. */
export const keys: BenchGroup = {
  name: 'keys',
  rows: [WORK, PAINT, LONG],
  async measure(effort, report) {
    await ensurePage()
    await withServers(async ({ add, browser }) => {
      const console = await add(startConsoleProcess())
      const plain = await add(servePages(PLAIN_FORM))
      await measureKeys(await browser(), console.url, plain.url, effort, report)
    })
  },
}

type TypeKeys = (keys: number, pauseMs: number) => Promise<KeyTimes>

async function measureKeys(
  browser: Browser,
  oursUrl: string,
  plainUrl: string,
  { quick }: BenchEffort,
  report: ReportFigures,
): Promise<void> {
  const ours = await openConsole(browser, oursUrl)
  const plain = await openPlain(browser, plainUrl)
  const [count, rounds] = quick ? [12, 1] : [25, 4]

  await ours.type(count, 60)
  await plain.type(count, 60)
  const fast = await ours.type(count * 2, 60)

  for (const { page } of [ours, plain]) {
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  }
  const slow: Record<'ours' | 'other', KeyTimes[]> = { ours: [], other: [] }
  for (let round = 0; round < rounds; round += 1) {
    slow.ours.push(await ours.type(count, 150))
    slow.other.push(await plain.type(count, 150))
    slow.other.push(await plain.type(count, 150))
    slow.ours.push(await ours.type(count, 150))
  }
  const all = (side: 'ours' | 'other', what: 'work' | 'paint') => slow[side].flatMap((k) => k[what])
  report(WORK, { ours: median(all('ours', 'work')), other: median(all('other', 'work')) })
  report(PAINT, {
    ours: percentile(all('ours', 'paint'), 0.95),
    other: percentile(all('other', 'paint'), 0.95),
  })
  const worst = percentile(fast.work, 1).toFixed(1)
  report(LONG, { ours: fast.longTasks, note: `slowest of ${count * 2} keys: ${worst} ms of work` })
}

async function openConsole(browser: Browser, url: string): Promise<{ page: Page; type: TypeKeys }> {
  const page = await newPage(browser)
  const shared = deflateSync(JSON.stringify({ follow_ups: LARGE_DRAFT })).toString('base64url')
  await page.goto(`${url}/#share=${shared}`)
  const field = page.getByRole('textbox', { name: 'Bubble 1, English', exact: true })
  // The preview follows the row of the caret.
  await field.click()
  const preview = page.getByRole('region', { name: 'Preview' }).getByRole('list').first()
  await preview.getByText('Bubble 1 in en_us').waitFor()
  return {
    page,
    type: (keys, pauseMs) => watchKeys(page, { field, preview, keys, pauseMs }),
  }
}

async function openPlain(browser: Browser, url: string): Promise<{ page: Page; type: TypeKeys }> {
  const page = await newPage(browser)
  await page.goto(url)
  const field = page.getByRole('group').first().getByRole('textbox', { name: 'en_us' })
  const preview = page.getByRole('list', { name: 'Bubbles' })
  return {
    page,
    type: (keys, pauseMs) => watchKeys(page, { field, preview, keys, pauseMs }),
  }
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
  })
  return context.newPage()
}
