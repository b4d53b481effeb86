import type { Page } from '@playwright/test'
import { defaultText, part } from './console.ts'
import { expect, test } from './fixtures.ts'

/** Presses Tab until the focus stands on what is named so; fails where it cannot be reached. */
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

test('the whole job is done by keyboard alone', async ({ page }) => {
  await page.goto('/')
  // Until it can be pressed Tab passes it by, and the way round leads through Firefox's own window.
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
  await expect(part.answer(page).getByText('Bubbles added')).toBeVisible()
})

test('Ctrl+Enter with something missing sends nothing and goes to the first gap', async ({
  page,
}) => {
  await page.goto('/')
  await expect(part.answer(page).getByText('Nothing sent yet')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(part.messageId(page)).toBeFocused()
  await expect(part.answer(page).getByText('Nothing sent yet')).toBeVisible()
})

test('the JSON editor lets the Tab key leave it', async ({ page }) => {
  await page.goto('/')
  await part.composer(page).getByRole('radio', { name: 'JSON' }).check()
  const editor = page.getByRole('textbox', { name: 'Request body as JSON' })
  await editor.focus()
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
})
