import { chromium } from '@playwright/test'
import { launchOptions } from '../../browser.ts'
import { startConsoleProcess } from '../../console-process.ts'
import { ensureBuild } from '../../ensure-build.ts'
import { withServers } from '../contestants.ts'
import type { Group } from '../group.ts'
import { type Lighthouse, runLighthouse } from '../pages/lighthouse.ts'
import { scalarPages, swaggerPages } from '../pages/rivals.ts'
import { scriptKilobytes } from '../pages/scripts-of.ts'
import { servePages } from '../pages/serve-pages.ts'
import type { Row } from '../row.ts'
import { median } from '../statistics.ts'

const size = { unit: 'kB', better: 'less' } as const
const SCRIPT: Row = {
  name: 'script of the first screen, gzipped',
  ...size,
  judge: 'ours',
  bar: 130,
  stretch: 100,
  shortOf: 'React DOM, the form library and the query cache alone are 90 kB of it',
}
const SWAGGER: Row = {
  name: 'script of the first screen ÷ Swagger UI',
  ...size,
  judge: 'ratio',
  // What 130 kB are of it.
  bar: 0.284,
  stretch: 0.22,
  shortOf: 'React DOM, the form library and the query cache alone are 0.2 of it',
}
const SCALAR: Row = {
  name: 'script of the first screen ÷ Scalar',
  ...size,
  judge: 'ratio',
  bar: 0.13,
  stretch: 0.1,
}

const SCORES = ['performance', 'accessibility', 'bestPractices'] as const
const SCORED = [
  { path: '/', rows: scoresOf('console') },
  { path: '/history', rows: scoresOf('history') },
  { path: '/support', rows: scoresOf('support page') },
]

/** What has to be loaded before a bubble can be typed, and what Lighthouse thinks of the pages. */
export const page: Group = {
  name: 'page',
  rows: [SCRIPT, SWAGGER, SCALAR, ...SCORED.flatMap(({ rows }) => Object.values(rows))],
  async measure({ quick }, report) {
    await ensureBuild()
    await withServers(async (add) => {
      const browser = await chromium.launch(launchOptions())
      await add(Promise.resolve({ stop: () => browser.close() }))
      const console = await add(startConsoleProcess())
      const ours = await scriptKilobytes(browser, console.url)
      report(SCRIPT, { ours })
      const swagger = await add(servePages(swaggerPages()))
      report(SWAGGER, { ours, other: await scriptKilobytes(browser, swagger.url) })
      const scalar = await add(servePages(scalarPages()))
      report(SCALAR, { ours, other: await scriptKilobytes(browser, scalar.url) })
      if (quick) return
      for (const { path, rows } of SCORED) {
        const runs: Lighthouse[] = []
        for (let run = 0; run < 3; run += 1) {
          runs.push(await runLighthouse(console.url + path))
        }
        for (const score of SCORES) {
          report(rows[score], { ours: median(runs.map((run) => run[score])) })
        }
      }
    })
  },
}

function scoresOf(name: string): Record<(typeof SCORES)[number], Row> {
  const score = { unit: 'points', judge: 'ours', better: 'more', stretch: 100 } as const
  return {
    performance: { name: `Lighthouse performance on a phone, ${name}`, ...score, bar: 95 },
    accessibility: { name: `Lighthouse accessibility, ${name}`, ...score, bar: 100 },
    bestPractices: { name: `Lighthouse best practices, ${name}`, ...score, bar: 100 },
  }
}
