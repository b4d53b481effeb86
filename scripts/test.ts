/**
 * `npm test [-- --only unit,e2e]`: runs all checks of the project in order, up to the first failure.
 * The unit tests fill the third of the time in which the tests in the browser wait.
 */
import type { StdioOptions } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { firefox, webkit } from '@playwright/test'
import { stockFirefox } from '../e2e/firefox/launch-firefox.ts'
import { ensurePage, ensureServer } from './build.ts'
import { ensureBrowser, ensureFonts, ensurePostgres } from './prerequisites.ts'
import { run } from './run.mjs'
import { runSteps, type Step } from './run-steps.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const UNIT_REPORT = join(ROOT, '.cache/unit.json')
const UNIT_OUTPUT = join(ROOT, '.cache/unit.txt')
/** The end-to-end tests' configuration names the same file. */
const E2E_REPORT = join(ROOT, '.cache/e2e.json')

const STAGES: Step[][] = [
  [{ name: 'browser', run: findBrowserAndFonts }],
  [
    { name: 'check', run: () => script('check') },
    { name: 'build', run: build },
  ],
  [
    { name: 'e2e', run: () => script('e2e'), report: E2E_REPORT, leftOut: otherBrowsers },
    { name: 'unit', run: unit, report: UNIT_REPORT },
  ],
]

/** Only the last step needs them, but a missing browser should be reported early. */
async function findBrowserAndFonts(): Promise<void> {
  console.log((await ensureBrowser()) ?? 'Playwright’s own Chromium')
  await ensureFonts()
}

/** Both kinds of tests start the built console. */
async function build(): Promise<void> {
  await ensurePage()
  await ensureServer()
}

async function unit(): Promise<void> {
  await ensurePostgres()
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`]
  mkdirSync(dirname(UNIT_OUTPUT), { recursive: true })
  const output = openSync(UNIT_OUTPUT, 'w')
  try {
    // Printed at the end, so that it does not mix with what the tests in the browser print.
    await script('unit', reporters, ['ignore', output, output])
  } finally {
    closeSync(output)
    process.stdout.write(readFileSync(UNIT_OUTPUT))
  }
}

/** @throws Error if the script of package.json fails */
async function script(
  name: string,
  args: readonly string[] = [],
  stdio: StdioOptions = 'inherit',
): Promise<void> {
  const code = await run(process.execPath, ['--run', name, '--', ...args], { cwd: ROOT, stdio })
  if (code !== 0) throw new Error(`npm run ${name} exited with ${code}.`)
}

function chooseSteps(only: string | undefined): Step[][] {
  if (only === undefined) return STAGES
  const names = only.split(',')
  const known = STAGES.flat().map(({ name }) => name)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    console.error(`--only ${unknown}: the steps are ${known.join(', ')}.`)
    process.exit(2)
  }
  if (names.includes('e2e')) names.push('browser')
  return STAGES.map((stage) => stage.filter(({ name }) => names.includes(name))).filter(
    ({ length }) => length > 0,
  )
}

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const steps = chooseSteps(values.only)
for (const report of [UNIT_REPORT, E2E_REPORT]) rmSync(report, { force: true })
process.exitCode = (await runSteps(steps, console.log)) ? 0 : 1

/** The browsers that `npm test` does not use, each with the reason and the command that uses it. */
function otherBrowsers(): string[] {
  return [firefox, webkit].map((browser) => {
    const name = browser.name()
    const here =
      existsSync(browser.executablePath()) || (name === 'firefox' && stockFirefox() !== null)
    const why = here
      ? 'is here, and the tests run in Chromium'
      : `is not here (npx playwright install ${name})`
    return `${name} ${why}; to test in it: npm run e2e -- --browser ${name}`
  })
}
