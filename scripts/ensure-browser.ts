import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { aptInstall, canUseApt, FONT_PACKAGES } from './apt.ts'
import { attempt } from './attempt.ts'
import { browserRuns, findBrowser } from './browser.ts'

const PLAYWRIGHT = fileURLToPath(
  new URL('../node_modules/@playwright/test/cli.js', import.meta.url),
)
const SECOND = 1000
const LIMITS = { idleMs: 120 * SECOND, totalMs: 600 * SECOND }

/**
 * Finds a browser for the end-to-end tests, or installs one.
 * @returns its path, or `null` where it is Playwright's own
 * @throws Error with what to install where there is none and none can be had
 */
export async function ensureBrowser(): Promise<string | null> {
  const found = findBrowser()
  if (found !== null || hasPlaywrightsOwn()) return found
  console.log('No Chromium, Chrome or Edge found; downloading one for the tests …')
  if ((await download()) && hasPlaywrightsOwn()) return null
  if (canUseApt()) {
    console.log('The download did not work; installing the distribution’s Chromium …')
    await aptInstall(['chromium', ...FONT_PACKAGES])
    const installed = findBrowser()
    if (installed !== null) return installed
  }
  throw new Error(
    'The end-to-end tests need a browser: install Google Chrome, Chromium or Edge ' +
      `(Debian: sudo apt-get install -y ${['chromium', ...FONT_PACKAGES].join(' ')}), ` +
      'or set CHROMIUM_PATH to one.',
  )
}

function hasPlaywrightsOwn(): boolean {
  return browserRuns(chromium.executablePath())
}

async function download(): Promise<boolean> {
  const install = (command: string) =>
    attempt(process.execPath, [PLAYWRIGHT, command, 'chromium'], LIMITS, {
      PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(10 * SECOND),
    })
  if (!(await install('install'))) return false
  return canUseApt() && !hasPlaywrightsOwn() ? install('install-deps') : true
}
