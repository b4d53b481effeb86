import { deflateSync } from 'node:zlib'
import { type Browser, chromium, type Page } from '@playwright/test'
import { launchOptions } from '../../browser.ts'
import { startConsoleProcess } from '../../console-process.ts'
import { ensureBuild } from '../../ensure-build.ts'
import { withServers } from '../contestants.ts'
import type { Effort, Group, Report } from '../group.ts'
import { type Keys, watchKeys } from '../pages/key-watch.ts'
import { LARGE_DRAFT } from '../pages/large-draft.ts'
import { PLAIN_FORM } from '../pages/plain-form.ts'
import { servePages } from '../pages/serve-pages.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'

const perKey = { unit: 'ms', judge: 'ratio', better: 'less' } as const
const WORK: Row = {
  name: 'a key to the changed preview, slow CPU ÷ hand-written page',
  ...perKey,
  bar: 2.2,
  stretch: 1.3,
  shortOf:
    'about half of it is script, some 3 ms at full speed; the rest is style and layout of a page with far more in it than the hand-written one',
}
const PAINT: Row = {
  name: 'a key to its frame (p95), slow CPU ÷ hand-written page',
  ...perKey,
  bar: 1.6,
  stretch: 1.1,
}
const LONG: Row = {
  name: 'tasks over 50 ms while typing at full speed',
  unit: 'tasks',
  judge: 'ours',
  better: 'less',
  bar: 0,
  stretch: 0,
}
const SLOWDOWN = 4

/** Typing with three bubbles in 16 languages on the screen. */
export const keys: Group = {
  name: 'keys',
  rows: [WORK, PAINT, LONG],
  async measure(effort, report) {
    await ensureBuild()
    await withServers(async (add) => {
      const console = await add(startConsoleProcess())
      const plain = await add(servePages(PLAIN_FORM))
      const browser = await chromium.launch(launchOptions())
      await add(Promise.resolve({ stop: () => browser.close() }))
      await measureKeys(browser, console.url, plain.url, effort, report)
    })
  },
}

type Typist = (keys: number, pauseMs: number) => Promise<Keys>

async function measureKeys(
  browser: Browser,
  oursUrl: string,
  plainUrl: string,
  { quick }: Effort,
  report: Report,
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
  const slow: Record<'ours' | 'other', Keys[]> = { ours: [], other: [] }
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

async function openConsole(browser: Browser, url: string): Promise<{ page: Page; type: Typist }> {
  const page = await newPage(browser)
  const shared = deflateSync(JSON.stringify({ follow_ups: LARGE_DRAFT })).toString('base64url')
  await page.goto(`${url}/#share=${shared}`)
  const bubble = page.getByRole('group', { name: 'Bubble 1', exact: true })
  const field = bubble.getByRole('textbox', { name: 'Text in English' })
  const preview = page.getByRole('region', { name: 'Preview' }).getByRole('list').first()
  await preview.getByText('Bubble 1 in en_us').waitFor()
  return {
    page,
    type: (keys, pauseMs) => watchKeys(page, { field, preview, keys, pauseMs }),
  }
}

async function openPlain(browser: Browser, url: string): Promise<{ page: Page; type: Typist }> {
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
