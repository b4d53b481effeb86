import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'
import { findBrowser, launchOptions } from '../../../scripts/browser.ts'
import { ensurePage } from '../../../scripts/build.ts'
import { startConsoleProcess } from '../../../server/testing/console-process.ts'
import { installPackage } from '../npm-packages.ts'
import { scriptKilobytes, servePages, staticPageOf } from '../pages/page-server.ts'
import { scalarPages, swaggerPages } from '../pages/rivals.ts'
import type { BenchGroup, BenchRow } from '../row.ts'
import { withServers } from '../servers.ts'
import { median } from '../statistics.ts'

type Lighthouse = {
  /** Largest contentful paint on the simulated phone, in milliseconds. */
  lcpMs: number
  /** 0 to 100 each. */
  performance: number
  accessibility: number
  bestPractices: number
}

const LIGHTHOUSE = 'lighthouse@13.5.0'
const CATEGORIES = 'performance,accessibility,best-practices'

/**
 * Runs Lighthouse with its defaults: a simulated slow phone on a slow network.
 * @throws Error if Lighthouse cannot be installed
 */
async function runLighthouse(url: string): Promise<Lighthouse> {
  const cli = join(installPackage(LIGHTHOUSE), 'cli/index.js')
  // The first navigation sometimes fails in the browser.
  return runOnce(cli, url).catch(() => runOnce(cli, url))
}

async function runOnce(cli: string, url: string): Promise<Lighthouse> {
  const output = join(tmpdir(), `lighthouse-${process.pid}-${performance.now()}.json`)
  const flags = ['--headless=new', '--no-sandbox', ...launchOptions().args].join(' ')
  const args = ['--quiet', '--output=json', `--output-path=${output}`, `--chrome-flags=${flags}`]
  const command = [cli, url, ...args, `--only-categories=${CATEGORIES}`]
  const env = { ...process.env, CHROME_PATH: findBrowser() ?? chromium.executablePath() }
  await promisify(execFile)(process.execPath, command, { env, timeout: 120_000 }).catch((error) => {
    throw new Error(`Lighthouse failed: ${error.stderr.slice(-300)}`)
  })
  const { audits, categories } = JSON.parse(readFileSync(output, 'utf8'))
  rmSync(output)
  return {
    lcpMs: audits['largest-contentful-paint'].numericValue,
    performance: categories.performance.score * 100,
    accessibility: categories.accessibility.score * 100,
    bestPractices: categories['best-practices'].score * 100,
  }
}

const size = { unit: 'kB' } as const
const SCRIPT: BenchRow = {
  name: 'script of the first screen, gzipped',
  ...size,
  basis: 'ours',
  target: 130,
  stretch: 100,
  missedBecause: '90 kB of it are React DOM and the query cache',
}
const SWAGGER: BenchRow = {
  name: 'script of the first screen ÷ Swagger UI',
  ...size,
  basis: 'ratio',
  // 130 kB divided by its size.
  target: 0.284,
  stretch: 0.22,
  missedBecause: 'React DOM and the query cache alone are 0.2',
}
const SCALAR: BenchRow = {
  name: 'script of the first screen ÷ Scalar',
  ...size,
  basis: 'ratio',
  target: 0.13,
  stretch: 0.1,
}

const SCORES = ['performance', 'accessibility', 'bestPractices'] as const
const SCORED = [
  { path: '/', rows: scoresOf('console') },
  { path: '/history', rows: scoresOf('history') },
  { path: '/support', rows: scoresOf('support page') },
]

/** The size of the first screen and the Lighthouse scores of the pages. */
export const page: BenchGroup = {
  name: 'page',
  rows: [SCRIPT, SWAGGER, SCALAR, ...SCORED.flatMap(({ rows }) => Object.values(rows))],
  async measure({ quick }, report) {
    await ensurePage()
    await withServers(async ({ add, browser: launch }) => {
      const browser = await launch()
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
        for (let run = 0; run < 3; run += 1) runs.push(await runLighthouse(console.url + path))
        for (const score of SCORES) {
          report(rows[score], { ours: median(runs.map((run) => run[score])) })
        }
      }
    })
  },
}

function scoresOf(name: string): Record<(typeof SCORES)[number], BenchRow> {
  const score = { unit: 'points', basis: 'ours', stretch: 100 } as const
  return {
    performance: { name: `Lighthouse performance on a phone, ${name}`, ...score, target: 95 },
    accessibility: { name: `Lighthouse accessibility, ${name}`, ...score, target: 100 },
    bestPractices: { name: `Lighthouse best practices, ${name}`, ...score, target: 100 },
  }
}

const paintTime = { unit: 'ms', basis: 'ratio' } as const
const PAINT_STATIC: BenchRow = {
  name: 'largest paint on a phone ÷ static page, same text',
  ...paintTime,
  target: 2,
  stretch: 1.3,
  missedBecause: 'the styles and the theme script load before it; the static page is one file',
}
const PAINT_SWAGGER: BenchRow = {
  name: 'largest paint on a phone ÷ Swagger UI',
  ...paintTime,
  target: 0.32,
  stretch: 0.2,
  missedBecause: 'the styles and the theme script load before it',
}
const PAINT_SCALAR: BenchRow = {
  name: 'largest paint on a phone ÷ Scalar',
  ...paintTime,
  target: 0.16,
  stretch: 0.1,
  missedBecause: 'the styles and the theme script load before it',
}

/** The largest contentful paint on the simulated phone of Lighthouse; the pages take turns. */
export const paint: BenchGroup = {
  name: 'paint',
  rows: [PAINT_STATIC, PAINT_SWAGGER, PAINT_SCALAR],
  async measure({ quick }, report) {
    await ensurePage()
    await withServers(async ({ add, browser }) => {
      const console = await add(startConsoleProcess())
      const text = await staticPageOf(await browser(), console.url)
      const still = await add(servePages({ '/': text }))
      const rounds = quick ? 1 : 3
      const [ours, other] = await takeLighthouseTurns(rounds, [console.url, still.url])
      const note = `score ${median(ours.map(({ performance }) => performance))}`
      report(PAINT_STATIC, { ...compare(ours, other), note })
      if (quick) return
      for (const [row, pages] of [
        [PAINT_SWAGGER, swaggerPages],
        [PAINT_SCALAR, scalarPages],
      ] as const) {
        const rival = await add(servePages(pages()))
        const [again, theirs] = await takeLighthouseTurns(rounds, [console.url, rival.url])
        report(row, compare(again, theirs))
      }
    })
  },
}

async function takeLighthouseTurns(
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
