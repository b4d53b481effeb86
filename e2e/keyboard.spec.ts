import type { Page } from '@playwright/test'
import { enterMessageId, part } from './console-page.ts'
import { createMessage } from './console-server.ts'
import { expect, test } from './fixtures.ts'

const cell = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const isFocused = (page: Page, selector: string) =>
  page.evaluate((which) => document.activeElement?.matches(which) ?? false, selector)

/** Goes to the first text as a keyboard user does, by at most six Tabs. */
async function goToFirstText(page: Page): Promise<void> {
  await expect(page.locator('#root > main [data-first-text]').first()).toBeVisible()
  for (let tabs = 1; tabs <= 6; tabs += 1) {
    await page.keyboard.press('Tab')
    if (await isFocused(page, 'a[href="#content"]')) await page.keyboard.press('Enter')
    if (await isFocused(page, '[data-first-text]')) break
  }
  await expect(cell(page, 'Bubble 1, Default')).toBeFocused()
}

/** Replaces the text of the focused cell. */
async function write(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('Backspace')
  await page.keyboard.type(text)
}

test.describe('with the example of a first visit', () => {
  test.use({ firstVisit: true })

  test('bubbles are composed and sent by keyboard alone, the first text after at most 6 Tabs', async ({
    page,
  }) => {
    await page.goto('/')
    await goToFirstText(page)
    await write(page, 'Yes')
    await page.keyboard.press('Tab')
    await expect(cell(page, 'Bubble 2, Default')).toBeFocused()
    await write(page, 'No')
    await page.keyboard.press('Shift+Tab')
    await expect(cell(page, 'Bubble 1, Default')).toHaveValue('Yes')

    const request = page.waitForRequest(/messages_with_follow_ups/)
    await page.keyboard.press('ControlOrMeta+Enter')
    const body = (await request).postData() ?? ''
    expect(body).toContain('"content":"Yes"')
    expect(body).toContain('"content":"No"')
    await expect(part.response(page).getByText('Bubbles added').first()).toBeVisible()
    expect(await isFocused(page, 'body')).toBe(false)
  })
})

test('an empty text is not sent, Tab leaves the JSON editor, and a held Enter sends once', async ({
  page,
  server,
}) => {
  await page.goto('/')

  await test.step('Ctrl+Enter with an empty text sends nothing and focuses it', async () => {
    await goToFirstText(page)
    await write(page, '')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(cell(page, 'Bubble 1, Default')).toBeFocused()
    await expect(part.response(page).getByText('No response yet')).toBeVisible()
  })

  await test.step('Tab leaves the JSON editor', async () => {
    await page.getByRole('tab', { name: 'JSON', exact: true }).click()
    const editor = page.getByRole('textbox', { name: 'Request body as JSON' })
    await editor.focus()
    await page.keyboard.press('Tab')
    await expect(editor).not.toBeFocused()
    await page.getByRole('tab', { name: 'Table', exact: true }).click()
  })

  await test.step('Enter on Send sends once, however long it is held', async () => {
    await enterMessageId(page, await createMessage(server))
    await cell(page, 'Bubble 1, Default').fill('OK')
    let sends = 0
    page.on('request', (request) => {
      if (request.url().includes('push_follow_up')) sends += 1
    })
    await part.send(page).focus()
    for (let repeats = 0; repeats < 5; repeats += 1) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await expect(part.response(page).getByText('Bubbles added').first()).toBeVisible()
    await expect(part.send(page)).toBeFocused()
    expect(sends).toBe(1)
  })
})
