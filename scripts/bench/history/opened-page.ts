import { chromium } from '@playwright/test'
import { launchOptions } from '../../browser.ts'

/**
 * How many bytes come over the wire when somebody who has the console open goes to its history:
 * the part of the page that only the history needs, and its first rows.
 */
export async function bytesOfHistory(url: string): Promise<number> {
  const browser = await chromium.launch(launchOptions())
  try {
    const page = await browser.newPage()
    await page.goto(url)
    // What was prerendered has no roles: until the page lives, its own script may still be on its way.
    await page.getByRole('main').waitFor()
    await page.waitForLoadState('networkidle')
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    let bytes = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    await page.locator('a[href="/history"]').first().click()
    await page.waitForURL(/\/history/)
    await page.waitForLoadState('networkidle')
    await page.getByRole('main').getByRole('listitem').or(page.getByRole('row')).first().waitFor()
    return bytes
  } finally {
    await browser.close()
  }
}
