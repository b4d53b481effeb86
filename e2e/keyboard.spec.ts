import type { Page } from '@playwright/test'
import { defaultText, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

/** Presses Tab until the element with this name is focused; fails if it cannot be reached. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : ''
      const legend = element?.closest('label')?.textContent ?? ''
      return `${element?.getAttribute('aria-label') ?? ''}|${element?.textContent}|${label}|${legend}`
    })
    if (focused.split('|').some((text) => text.trim() === name)) return
  }
  throw new Error(`Tab never reaches “${name}”`)
}

test('bubbles are composed and sent by keyboard alone', async ({ page }) => {
  await page.goto('/')
  // Tab skips it until it is enabled, and would then leave the page in Firefox.
  await expect(page.getByRole('button', { name: 'New message', exact: true })).toBeEnabled()
  await tabTo(page, 'New message')
  await page.keyboard.press('Enter')
  await expect(part.messageId(page)).toHaveValue(/^om_/)

  await tabTo(page, 'Add a language')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Yes')
  await page.keyboard.press('Shift+Tab')
  await tabTo(page, 'Add a bubble')
  await page.keyboard.press('Enter')
  await page.keyboard.type('second')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(defaultText(page, 1)).toHaveValue('second')
  await expect(defaultText(page, 1)).toBeFocused()
  await defaultText(page, 2).focus()
  await page.keyboard.type('是')

  await page.keyboard.press('Control+Enter')
  await expect(part.response(page).getByText('Bubbles added')).toBeVisible()
})

test('Ctrl+Enter with a missing field sends nothing and focuses it; Tab leaves the JSON editor', async ({
  page,
}) => {
  await page.goto('/')
  await expect(part.response(page).getByText('Nothing sent yet')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(part.messageId(page)).toBeFocused()
  await expect(part.response(page).getByText('Nothing sent yet')).toBeVisible()

  await part.composer(page).getByRole('radio', { name: 'JSON' }).check()
  const editor = page.getByRole('textbox', { name: 'Request body as JSON' })
  await editor.focus()
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
})
