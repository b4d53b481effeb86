import type { Browser, Page } from '@playwright/test'
import { ensurePage } from '../../../scripts/build.ts'
import { servePages } from '../pages/page-server.ts'
import { scalarPages, swaggerPages } from '../pages/rivals.ts'
import { type SendTime, timeSend, watchSends } from '../pages/send-watch.ts'
import type { BenchEffort, BenchGroup, BenchRow } from '../row.ts'
import type { ServerProcess } from '../server-process.ts'
import type { UpstreamCounts } from '../servers/upstream.ts'
import { startCompared, startConsole, startUpstream, withServers } from '../servers.ts'
import { median, percentile } from '../statistics.ts'

const time = { unit: 'ms' } as const
const MEDIAN: BenchRow = {
  name: 'press of Send to the frame with the response, median',
  ...time,
  basis: 'ours',
  target: 33,
  stretch: 16.7,
}
const P95: BenchRow = {
  name: 'press of Send to the frame with the response, p95',
  ...time,
  basis: 'ours',
  target: 50,
  stretch: 16.7,
}
const PLAIN: BenchRow = {
  name: 'the same ÷ hand-written page and server, same two commits',
  ...time,
  basis: 'ratio',
  target: 1.5,
  stretch: 1,
}
const SWAGGER: BenchRow = {
  name: 'the same ÷ Swagger UI, which records nothing',
  ...time,
  basis: 'ratio',
  target: 1,
  stretch: 0.5,
}
const SCALAR: BenchRow = { ...SWAGGER, name: 'the same ÷ Scalar, which records nothing' }

/** A page on which Send can be pressed again and again. */
type SendPage = {
  page: Page
  /** Prepares the next send, outside the measurement. */
  prepare: () => Promise<void>
  press: () => Promise<void>
}

/**
 * What a person waits for after Send, minus the time of the upstream itself. The console writes its
 * durable ledger; the hand-written page commits as often.
 */
export const send: BenchGroup = {
  name: 'send',
  rows: [MEDIAN, P95, PLAIN, SWAGGER, SCALAR],
  async measure(effort, report) {
    await ensurePage()
    await withServers(async ({ add, browser: launch, folder }) => {
      const upstream = await add(startUpstream())
      await upstream.ask({ numbered: true })
      const console = await add(startConsole(upstream, folder()))
      const plain = await add(startCompared('plain-console', upstream))
      const browser = await launch()
      const ourPage = await openConsole(browser, console.url)
      const plainPage = await openPlain(browser, plain.url)
      const [ours, other] = await takeTurns(ourPage, plainPage, effort)
      const upstreamMs = await meanUpstreamMs(upstream)
      const ourTimes = ours.map(({ toFrame }) => toFrame - upstreamMs)
      const plainTimes = other.map(({ toFrame }) => toFrame - upstreamMs)
      const afterResponse = median(ours.map((one) => one.afterResponse)).toFixed(1)
      const figures = { ours: median(ourTimes), other: median(plainTimes) }
      report(MEDIAN, {
        ...figures,
        note: `${ours.length} sends; ${afterResponse} ms of it after the response had arrived`,
      })
      const p95 = (times: readonly number[]) => percentile(times, 0.95)
      report(P95, { ours: p95(ourTimes), other: p95(plainTimes) })
      report(PLAIN, figures)

      for (const [row, pages, open] of [
        [SWAGGER, swaggerPages, openSwagger],
        [SCALAR, scalarPages, openScalar],
      ] as const) {
        const rival = await open(browser, (await add(servePages(pages()))).url)
        const [again, theirs] = await takeTurns(ourPage, rival, effort)
        report(row, {
          ours: median(again.map(({ toFrame }) => toFrame)) - upstreamMs,
          other: median(theirs.map(({ toFrame }) => toFrame)),
        })
        await rival.page.close()
      }
    })
  },
}

/** Sends from both pages in turns of five, after some sends that are not counted. */
async function takeTurns(
  ours: SendPage,
  other: SendPage,
  { quick }: BenchEffort,
): Promise<[SendTime[], SendTime[]]> {
  const times: [SendTime[], SendTime[]] = [[], []]
  const rounds = quick ? 4 : 20
  for (let round = -1; round < rounds; round += 1) {
    for (const [side, { page, prepare, press }] of [ours, other].entries()) {
      for (let send = 0; send < 5; send += 1) {
        await page.bringToFront()
        await prepare()
        const time = await timeSend(page, press)
        if (round >= 0) times[side]?.push(time)
      }
    }
  }
  return times
}

async function meanUpstreamMs(upstream: ServerProcess): Promise<number> {
  const { pushes, pushMs } = await upstream.ask<UpstreamCounts>({})
  return pushMs / pushes
}

let messages = 0
function nextMessageId(): string {
  messages += 1
  return `om_bench${messages}`
}

async function openConsole(browser: Browser, url: string): Promise<SendPage> {
  const page = await newPage(browser, url)
  const chooseMessage = async () => {
    const messageId = nextMessageId()
    await page.locator('#bar-message-button').click()
    const field = page.getByRole('textbox', { name: 'Message ID', exact: true })
    await field.fill(messageId)
    await field.press('Enter')
    await page.keyboard.press('Escape')
    await page.locator(`#bar-message-button code[title=${messageId}]`).waitFor()
  }
  await chooseMessage()
  for (const [n, text] of ['查看物流进度', '联系人工客服', '申请退款'].entries()) {
    const cell = page.getByRole('textbox', { name: `Bubble ${n + 1}, Default`, exact: true })
    if ((await cell.count()) === 0) await page.getByRole('button', { name: 'Add bubble' }).click()
    await cell.fill(text)
  }
  const region = page.getByRole('region', { name: /^(?:Answer|Response)$/ })
  await region.evaluate((element) => element.setAttribute('data-bench', 'response'))
  await watchSends(page, '[data-bench=response]', '/push_follow_up')
  const button = page.getByRole('button', { name: 'Send', exact: true })
  return {
    page,
    async prepare() {
      await chooseMessage()
      // The pre-check of the new message must not run during the send.
      await page.waitForTimeout(1_000)
    },
    press: () => button.click(),
  }
}

async function openPlain(browser: Browser, url: string): Promise<SendPage> {
  const page = await newPage(browser, url)
  await watchSends(page, 'section', '/push_follow_up')
  const messageId = page.getByRole('textbox', { name: 'Message' })
  const button = page.getByRole('button', { name: 'Send' })
  return {
    page,
    prepare: async () => {
      await messageId.fill(nextMessageId())
      await page.waitForTimeout(200)
    },
    press: () => button.click(),
  }
}

async function openSwagger(browser: Browser, url: string): Promise<SendPage> {
  const page = await newPage(browser, url)
  await page.locator('.opblock-summary').first().click()
  await page.locator('.try-out__btn').click()
  await page.locator('tr[data-param-name=message_id] input').fill('om_bench1')
  await watchSends(page, '.live-responses-table', '/push_follow_up')
  const button = page.locator('button.execute')
  return { page, prepare: () => page.waitForTimeout(200), press: () => button.click() }
}

async function openScalar(browser: Browser, url: string): Promise<SendPage> {
  const page = await newPage(browser, url)
  await page
    .getByRole('button', { name: /Test Request/ })
    .first()
    .click()
  const button = page.getByRole('button', { name: /^Send/ }).first()
  await button.waitFor()
  await watchSends(page, '.response-section-content', '/push_follow_up')
  return { page, prepare: () => page.waitForTimeout(200), press: () => button.click() }
}

async function newPage(browser: Browser, url: string): Promise<Page> {
  const viewport = { width: 1440, height: 900 }
  const context = await browser.newContext({ locale: 'en-US', viewport })
  const page = await context.newPage()
  await page.goto(url)
  await page.waitForLoadState('networkidle')
  return page
}
