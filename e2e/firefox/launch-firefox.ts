import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, firefox } from '@playwright/test'
import { browserRuns, onPath } from '../../scripts/browser.ts'

const PROXY = fileURLToPath(new URL('./bidi-proxy.mjs', import.meta.url))
const NAMES = ['firefox-esr', 'firefox']

/** @returns the path of an installed Firefox, or null if Playwright's own is installed or the proxy cannot run */
export function stockFirefox(): string | null {
  if (process.platform === 'win32' || existsSync(firefox.executablePath())) return null
  return onPath(NAMES, process.env).find(browserRuns) ?? null
}

/** Launch options for Playwright's own Firefox or, if there is none, an installed one. */
export function firefoxOptions() {
  const path = stockFirefox()
  // Lets pages read the clipboard without asking.
  const firefoxUserPrefs = { 'dom.events.testing.asyncClipboard': true }
  if (path === null) return { firefoxUserPrefs }
  const env = { ...process.env, FIREFOX_PATH: path }
  return { channel: 'moz-firefox', executablePath: PROXY, env, firefoxUserPrefs }
}

/**
 * Playwright fills a field of an installed Firefox by assigning its value, which React does not
 * notice. `insertText` goes through the editor, as typing does.
 */
export async function typeThroughEditor(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const insertText = (text: string) => {
      const focused = document.activeElement
      document.execCommand('insertText', false, text)
      return focused instanceof HTMLIFrameElement ? focused : undefined
    }
    Object.defineProperty(window, '__pw_bidiInsertText', { get: () => insertText, set: () => {} })
  })
}
