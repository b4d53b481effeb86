import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { firefox } from '@playwright/test'
import { browserRuns, onPath } from '../../scripts/browser.ts'

const STAND_IN = fileURLToPath(new URL('./stand-in.mjs', import.meta.url))
const NAMES = ['firefox-esr', 'firefox']

/** @returns an installed Firefox, where Playwright's own is not there and the stand-in can be run */
export function stockFirefox(): string | null {
  if (process.platform === 'win32' || existsSync(firefox.executablePath())) return null
  return onPath(NAMES, process.env).find(browserRuns) ?? null
}

/** How Playwright starts its own Firefox, or else an installed one. */
export function firefoxOptions() {
  const path = stockFirefox()
  // Pages may read the clipboard without anybody's consent.
  const firefoxUserPrefs = { 'dom.events.testing.asyncClipboard': true }
  if (path === null) return { firefoxUserPrefs }
  const env = { ...process.env, FIREFOX_PATH: path }
  return { channel: 'moz-firefox', executablePath: STAND_IN, env, firefoxUserPrefs }
}
