import { expectNoOverflow } from './accessibility.ts'
import { defaultText, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

test('the preview shows the texts of each language, a clicked bubble and dark colors', async ({
  page,
}) => {
  await page.goto('/')
  await defaultText(page, 1).fill('查看进度')
  await part.bubble(page, 1).getByRole('button', { name: 'Add a language' }).click()
  await page.keyboard.type('Show progress')
  const preview = part.preview(page)
  const bubble = preview.getByRole('button', { name: 'Show progress' })

  await test.step('a clicked bubble becomes the user’s message and the bubbles disappear', async () => {
    await bubble.click()
    await expect(preview.getByText('The bubble is now the user’s message')).toBeVisible()
    await expect(bubble).toHaveCount(0)
    await preview.getByRole('button', { name: 'Back to the bubbles' }).click()
    await expect(bubble).toBeVisible()
  })

  await test.step('the colors of the chat do not depend on those of the page', async () => {
    const color = () => bubble.evaluate((element) => getComputedStyle(element).color)
    const light = await color()
    await preview.getByRole('radio', { name: 'Dark' }).check()
    await expect.poll(color).not.toBe(light)
  })

  await test.step('a missing language falls back to the default text, marked as assumed', async () => {
    await preview.getByRole('combobox', { name: 'Reader’s language' }).selectOption('de_de')
    await expect(preview.getByRole('button', { name: '查看进度' })).toBeVisible()
    await expect(preview.getByText('assumed: not documented').first()).toBeVisible()
  })

  await test.step('long, bidirectional and emoji texts fit the window', async () => {
    await preview.getByRole('combobox', { name: 'Reader’s language' }).selectOption('en_us')
    await page.setViewportSize({ width: 390, height: 844 })
    const wild = `${'超长文字没有空格'.repeat(12)} مرحبا \u202Eabc 👩‍👩‍👧 ${'W'.repeat(70)}`
    await part.bubble(page, 1).getByRole('textbox', { name: 'Text in English' }).fill(wild)
    await expect(preview.getByText('U+202E').first()).toBeVisible()
    await expectNoOverflow(page)
  })
})
