/**
 * `npm test [-- --only unit,e2e]`: runs all checks of the project in order, up to the first failure.
 */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { firefox, webkit } from '@playwright/test'
import { stockFirefox } from '../e2e/firefox/launch-firefox.ts'
import { ensurePage } from './build.ts'
import { ensureBrowser, ensureFonts, ensurePostgres } from './prerequisites.ts'
import { run } from './run.mjs'
import { runSteps, type Step } from './run-steps.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const UNIT_REPORT = join(ROOT, '.cache/unit.json')
/** The end-to-end tests' configuration names the same file. */
const E2E_REPORT = join(ROOT, '.cache/e2e.json')

const STEPS: Step[] = [
  { name: 'browser', run: findBrowserAndFonts },
  { name: 'check', run: () => script('check') },
  { name: 'unit', run: unit, report: UNIT_REPORT },
  { name: 'build', run: () => ensurePage() },
  { name: 'e2e', run: () => script('e2e'), report: E2E_REPORT, leftOut: otherBrowsers },
]

/** Only the last step needs them, but a missing browser should be reported early. */
async function findBrowserAndFonts(): Promise<void> {
  console.log((await ensureBrowser()) ?? 'Playwright’s own Chromium')
  await ensureFonts()
}

async function unit(): Promise<void> {
  await ensurePostgres()
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`]
  return script('unit', reporters)
}

/** @throws Error if the script of package.json fails */
async function script(name: string, args: readonly string[] = []): Promise<void> {
  const code = await run(process.execPath, ['--run', name, '--', ...args], { cwd: ROOT })
  if (code !== 0) throw new Error(`npm run ${name} exited with ${code}.`)
}

function chooseSteps(only: string | undefined): Step[] {
  if (only === undefined) return STEPS
  const names = only.split(',')
  const unknown = names.find((name) => !STEPS.some((step) => step.name === name))
  if (unknown !== undefined) {
    console.error(`--only ${unknown}: the steps are ${STEPS.map(({ name }) => name).join(', ')}.`)
    process.exit(2)
  }
  if (names.includes('e2e')) names.push('browser')
  return STEPS.filter(({ name }) => names.includes(name))
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
