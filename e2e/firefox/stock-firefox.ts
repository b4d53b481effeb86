import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { firefox } from '@playwright/test'
import { browserRuns } from '../../scripts/browser.ts'

const STAND_IN = fileURLToPath(new URL('./stand-in.mjs', import.meta.url))
const NAMES = ['firefox-esr', 'firefox']

/** @returns an installed Firefox, where Playwright's own is not there and the stand-in can be run */
export function stockFirefox(): string | null {
  if (process.platform === 'win32' || existsSync(firefox.executablePath())) return null
  const folders = (process.env.PATH ?? '').split(':').filter(posix.isAbsolute)
  const places = NAMES.flatMap((name) => folders.map((folder) => posix.join(folder, name)))
  return places.find(browserRuns) ?? null
}

/** How Playwright starts its own Firefox, or else an installed one. */
export function firefoxOptions() {
  const path = stockFirefox()
  if (path === null) return {}
  const env = { ...process.env, FIREFOX_PATH: path }
  return { channel: 'moz-firefox', executablePath: STAND_IN, env }
}
