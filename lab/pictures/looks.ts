/**
 * `npm run looks [-- --update]`: compares the pages with stored screenshots, or renews those. A
 * screenshot depends on the browser and the fonts, so it is compared only if they are the same.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { launchOptions } from '../../scripts/browser.ts'
import { ensurePage } from '../../scripts/build.ts'
import { ensureBrowser, ensureFonts } from '../../scripts/prerequisites.ts'
import { run } from '../../scripts/run.mjs'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'e2e/pictures', process.platform)
/** The browser and fonts that the stored screenshots were taken with. */
const ENVIRONMENT_FILE = join(FOLDER, 'drawn-with.json')

async function currentEnvironment(): Promise<string> {
  const browser = await chromium.launch(launchOptions())
  const version = browser.version()
  await browser.close()
  return `${JSON.stringify({ browser: version, fonts: fonts() }, null, 2)}\n`
}

/** A hash of the fonts on Linux; other systems bring their own, so their version is enough. */
function fonts(): string {
  if (process.platform !== 'linux') return release()
  const { stdout } = spawnSync('fc-list', [':', 'postscriptname', 'fontversion'], {
    encoding: 'utf8',
  })
  const list = [...new Set((stdout ?? '').split('\n'))].sort().join('\n')
  return createHash('sha256').update(list).digest('hex').slice(0, 16)
}

function storedEnvironment(): string | null {
  try {
    return readFileSync(ENVIRONMENT_FILE, 'utf8')
  } catch {
    return null
  }
}

function playwright(...args: string[]): Promise<number> {
  const cli = join(ROOT, 'node_modules/@playwright/test/cli.js')
  return run(process.execPath, [cli, 'test', '-c', 'e2e/pictures', ...args], { cwd: ROOT })
}

const { values } = parseArgs({ options: { update: { type: 'boolean', default: false } } })
await ensurePage()
await ensureBrowser()
await ensureFonts()
const current = await currentEnvironment()
if (values.update) {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  process.exitCode = await playwright('--update-snapshots=all')
  if (process.exitCode === 0) writeFileSync(ENVIRONMENT_FILE, current)
} else if (storedEnvironment() === current) {
  process.exitCode = await playwright()
} else {
  console.error(
    `Nothing was compared. The screenshots for ${process.platform} were taken with ` +
      `${storedEnvironment() ?? 'nothing yet'}and this machine has ${current}` +
      'Take your own before a change, then compare: npm run looks -- --update',
  )
  process.exitCode = 2
}
