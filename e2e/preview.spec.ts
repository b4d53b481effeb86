import { expectNoOverflow } from './accessibility.ts'
import { cell, defaultText, fillCell, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

test('the preview shows the texts of each language, a clicked bubble and dark colors', async ({
  page,
}) => {
  await page.goto('/')
  const preview = part.preview(page)
  const language = preview.getByRole('combobox', { name: 'User language' })
  await defaultText(page, 1).fill('查看进度')
  await fillCell(page, 1, 'English', 'Show progress')
  const bubble = preview.getByRole('button', { name: 'Show progress' })

  await test.step('it follows the row that has the caret', async () => {
    await expect(language).toHaveValue('en_us')
    await expect(bubble).toBeVisible()
    await defaultText(page, 1).focus()
    await expect(language).toHaveValue('')
    await expect(preview.getByRole('button', { name: '查看进度' })).toBeVisible()
    await cell(page, 1, 'English').focus()
    await expect(bubble).toBeVisible()
  })

  await test.step('a clicked bubble becomes the user’s message and the bubbles disappear', async () => {
    await bubble.click()
    await expect(preview.getByText('The bubble is now the user’s message')).toBeVisible()
    await expect(bubble).toHaveCount(0)
    const back = preview.getByRole('button', { name: 'Back to the bubbles' })
    await expect(back).toBeFocused()
    await back.click()
    await expect(bubble).toBeFocused()
  })

  await test.step('the colors of the chat do not depend on those of the page', async () => {
    const color = () => bubble.evaluate((element) => getComputedStyle(element).color)
    const light = await color()
    await preview.getByRole('radio', { name: 'Dark' }).check()
    await expect.poll(color).not.toBe(light)
  })

  await test.step('a missing language falls back to the default text, marked as undocumented', async () => {
    await language.selectOption('de_de')
    await expect(preview.getByRole('button', { name: '查看进度' })).toBeVisible()
    await expect(preview.getByText('undocumented').first()).toBeVisible()
    await expect(preview.getByText(/have no German text|has no German text/)).toBeVisible()
  })

  await test.step('long, bidirectional and emoji texts fit the window', async () => {
    await language.selectOption('en_us')
    const wild = `${'超长文字没有空格'.repeat(12)} مرحبا \u202Eabc 👩‍👩‍👧 ${'W'.repeat(70)}`
    await cell(page, 1, 'English').fill(wild)
    await page.setViewportSize({ width: 390, height: 844 })
    await expect(preview.getByRole('button').first()).toBeVisible()
    await expectNoOverflow(page)
  })
})
