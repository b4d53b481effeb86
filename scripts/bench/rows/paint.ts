import { chromium } from '@playwright/test'
import { launchOptions } from '../../browser.ts'
import { startConsoleProcess } from '../../console-process.ts'
import { ensureBuild } from '../../ensure-build.ts'
import { withServers } from '../contestants.ts'
import type { Group } from '../group.ts'
import { type Lighthouse, runLighthouse } from '../pages/lighthouse.ts'
import { scalarPages, swaggerPages } from '../pages/rivals.ts'
import { servePages } from '../pages/serve-pages.ts'
import { staticPageOf } from '../pages/static-page.ts'
import type { Row } from '../row.ts'
import { median } from '../statistics.ts'

const paintTime = { unit: 'ms', judge: 'ratio', better: 'less' } as const
const STATIC: Row = {
  name: 'largest paint on a phone ÷ static page, same text',
  ...paintTime,
  bar: 2,
  stretch: 1.3,
  shortOf:
    'before it come the styles and the script of the theme, where the static page is one file',
}
const SWAGGER: Row = {
  name: 'largest paint on a phone ÷ Swagger UI',
  ...paintTime,
  bar: 0.32,
  stretch: 0.2,
  shortOf: 'before it come the styles and the script of the theme',
}
const SCALAR: Row = {
  name: 'largest paint on a phone ÷ Scalar',
  ...paintTime,
  bar: 0.16,
  stretch: 0.1,
  shortOf: 'before it come the styles and the script of the theme',
}

/** Lighthouse on its simulated phone; the pages take turns. */
export const paint: Group = {
  name: 'paint',
  rows: [STATIC, SWAGGER, SCALAR],
  async measure({ quick }, report) {
    await ensureBuild()
    await withServers(async (add) => {
      const console = await add(startConsoleProcess())
      const browser = await chromium.launch(launchOptions())
      const text = await staticPageOf(browser, console.url)
      await browser.close()
      const still = await add(servePages({ '/': text }))
      const rounds = quick ? 1 : 3
      const [ours, other] = await inTurns(rounds, [console.url, still.url])
      const note = `score ${median(ours.map(({ performance }) => performance))}`
      report(STATIC, { ...compare(ours, other), note })
      if (quick) return
      for (const [row, pages] of [
        [SWAGGER, swaggerPages],
        [SCALAR, scalarPages],
      ] as const) {
        const rival = await add(servePages(pages()))
        const [again, theirs] = await inTurns(rounds, [console.url, rival.url])
        report(row, compare(again, theirs))
      }
    })
  },
}

async function inTurns(
  rounds: number,
  [first, second]: readonly [string, string],
): Promise<[Lighthouse[], Lighthouse[]]> {
  const results: [Lighthouse[], Lighthouse[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    results[0].push(await runLighthouse(first))
    results[1].push(await runLighthouse(second))
  }
  return results
}

function compare(ours: readonly Lighthouse[], other: readonly Lighthouse[]) {
  return {
    ours: median(ours.map(({ lcpMs }) => lcpMs)),
    other: median(other.map(({ lcpMs }) => lcpMs)),
  }
}
