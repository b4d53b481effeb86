import { chromium } from '@playwright/test'
import { launchOptions } from '../../browser.ts'
import { startConsoleProcess } from '../../console-process.ts'
import { ensureBuild } from '../../ensure-build.ts'
import { withServers } from '../contestants.ts'
import type { Group } from '../group.ts'
import { scalarPages, swaggerPages } from '../pages/rivals.ts'
import { scriptKilobytes } from '../pages/scripts-of.ts'
import { servePages } from '../pages/serve-pages.ts'
import type { Row } from '../row.ts'

const size = { unit: 'kB', better: 'less' } as const
const SCRIPT: Row = {
  name: 'script of the first screen, gzipped',
  ...size,
  judge: 'ours',
  bar: 130,
  stretch: 100,
  shortOf: 'the first screen loads the whole composer, preview and answer before anything is typed',
}
const SWAGGER: Row = {
  name: 'script of the first screen ÷ Swagger UI',
  ...size,
  judge: 'ratio',
  bar: 0.28,
  stretch: 0.22,
}
const SCALAR: Row = {
  name: 'script of the first screen ÷ Scalar',
  ...size,
  judge: 'ratio',
  bar: 0.13,
  stretch: 0.1,
}

/** What has to be loaded before a bubble can be typed. */
export const page: Group = {
  name: 'page',
  rows: [SCRIPT, SWAGGER, SCALAR],
  async measure(_, report) {
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
    })
  },
}
