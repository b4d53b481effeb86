import { expectNoOverflow } from './at-ease.ts'
import { defaultText, part } from './console.ts'
import { expect, test } from './fixtures.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/')
  await defaultText(page, 1).fill('查看进度')
  await part.bubble(page, 1).getByRole('button', { name: 'Add a language' }).click()
  await page.keyboard.type('Show progress')
})

test('each reader sees their own text; a missing language is marked as assumed', async ({
  page,
}) => {
  const preview = part.preview(page)
  await expect(preview.getByRole('button', { name: 'Show progress' })).toBeVisible()
  await preview.getByRole('combobox', { name: 'Reader’s language' }).selectOption('de_de')
  await expect(preview.getByRole('button', { name: '查看进度' })).toBeVisible()
  await expect(preview.getByText('assumed: not documented').first()).toBeVisible()
})

test('a pressed bubble becomes the user’s message and the bubbles vanish', async ({ page }) => {
  const preview = part.preview(page)
  await preview.getByRole('button', { name: 'Show progress' }).click()
  await expect(preview.getByText('The bubble is now the user’s message')).toBeVisible()
  await expect(preview.getByRole('button', { name: 'Show progress' })).toHaveCount(0)
  await preview.getByRole('button', { name: 'Back to the bubbles' }).click()
  await expect(preview.getByRole('button', { name: 'Show progress' })).toBeVisible()
})

test('the chat has its own light and dark, whatever the page has', async ({ page }) => {
  const preview = part.preview(page)
  const scheme = () =>
    preview
      .getByRole('button', { name: 'Show progress' })
      .evaluate((bubble) => getComputedStyle(bubble).color)
  const light = await scheme()
  await preview.getByRole('radio', { name: 'Dark' }).check()
  await expect.poll(scheme).not.toBe(light)
})

test('a long text, emoji and right-to-left text stay inside the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const wild = `${'超长文字没有空格'.repeat(12)} مرحبا \u202Eabc 👩‍👩‍👧 ${'W'.repeat(70)}`
  await part.bubble(page, 1).getByRole('textbox', { name: 'Text in English' }).fill(wild)
  await expectNoOverflow(page)
  await expect(part.preview(page).getByText('U+202E').first()).toBeVisible()
})
