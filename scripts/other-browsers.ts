import { existsSync } from 'node:fs'
import { firefox, webkit } from '@playwright/test'

/** The browsers that `npm test` does not drive, each with why, and the command that does. */
export function otherBrowsers(): string[] {
  return [firefox, webkit].map((browser) => {
    const name = browser.name()
    const why = existsSync(browser.executablePath())
      ? 'is here, and the tests run in Chromium'
      : `is not here (npx playwright install ${name})`
    return `${name} ${why}; to test in it: npm run e2e -- --browser ${name}`
  })
}
