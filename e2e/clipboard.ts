import { type BrowserContext, type Locator, type Page, test } from '@playwright/test'

/** Pastes as a person does: through the clipboard. */
export async function paste(field: Locator, text: string): Promise<void> {
  const page = field.page()
  await openClipboard(page.context())
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await field.focus()
  await page.keyboard.press('ControlOrMeta+V')
}

/** What the page has copied. */
export async function copied(page: Page): Promise<string> {
  await openClipboard(page.context())
  return page.evaluate(() => navigator.clipboard.readText())
}

/** Firefox has it open from its start on, see `firefoxOptions`. */
async function openClipboard(context: BrowserContext): Promise<void> {
  const browser = context.browser()?.browserType().name()
  test.skip(browser === 'webkit', 'the clipboard of WebKit is closed to tests')
  if (browser === 'chromium') {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  }
}
