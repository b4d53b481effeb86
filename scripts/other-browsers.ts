import { existsSync } from 'node:fs'
import { firefox, webkit } from '@playwright/test'
import { stockFirefox } from '../e2e/firefox/stock-firefox.ts'

/** The browsers that `npm test` does not drive, each with why, and the command that does. */
export function otherBrowsers(): string[] {
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
