/**
 * `npm run looks [-- --update]`: compares the pages with the pictures kept of them, or draws those
 * pictures anew. A picture is the work of a browser and its fonts too, so it is kept with their
 * names and compared only where they are the same.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { launchOptions } from './browser.ts'
import { ensureBrowser } from './ensure-browser.ts'
import { ensureBuild } from './ensure-build.ts'
import { ensureFonts } from './ensure-fonts.ts'
import { run } from './run.mjs'

const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'e2e/pictures', process.platform)
const DRAWN_WITH = join(FOLDER, 'drawn-with.json')

async function painter(): Promise<string> {
  const browser = await chromium.launch(launchOptions())
  const version = browser.version()
  await browser.close()
  return `${JSON.stringify({ browser: version, fonts: fonts() }, null, 2)}\n`
}

/** Elsewhere than on Linux the fonts come with the system. */
function fonts(): string {
  if (process.platform !== 'linux') return release()
  const { stdout } = spawnSync('fc-list', [':', 'postscriptname', 'fontversion'], {
    encoding: 'utf8',
  })
  const list = [...new Set((stdout ?? '').split('\n'))].sort().join('\n')
  return createHash('sha256').update(list).digest('hex').slice(0, 16)
}

function drawnWith(): string | null {
  try {
    return readFileSync(DRAWN_WITH, 'utf8')
  } catch {
    return null
  }
}

function playwright(...args: string[]): Promise<number> {
  const cli = join(ROOT, 'node_modules/@playwright/test/cli.js')
  return run(process.execPath, [cli, 'test', '-c', 'e2e/pictures', ...args], { cwd: ROOT })
}

const { values } = parseArgs({ options: { update: { type: 'boolean', default: false } } })
await ensureBuild()
await ensureBrowser()
await ensureFonts()
const here = await painter()
if (values.update) {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  process.exitCode = await playwright('--update-snapshots=all')
  if (process.exitCode === 0) writeFileSync(DRAWN_WITH, here)
} else if (drawnWith() === here) {
  process.exitCode = await playwright()
} else {
  console.error(
    `Nothing was compared: the pictures of ${process.platform} were drawn with ` +
      `${drawnWith() ?? 'nothing yet'}and here is ${here}` +
      'Draw your own before a change, and compare after it: npm run looks -- --update',
  )
  process.exitCode = 2
}
