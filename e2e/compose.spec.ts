import { defaultText, part, paste } from './console-page.ts'
import { expect, test } from './fixtures.ts'

test.beforeEach(({ page }) => page.goto('/'))

test('bubbles are added, duplicated, moved and removed, three at most', async ({ page }) => {
  await defaultText(page, 1).fill('one')
  await page.getByRole('button', { name: 'Add a bubble' }).click()
  await page.keyboard.type('two')
  await page.getByRole('button', { name: 'Duplicate Bubble 2' }).click()
  await expect(defaultText(page, 3)).toHaveValue('two')
  await expect(page.getByRole('button', { name: '3 bubbles at most' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await defaultText(page, 3).fill('three')
  await page.getByRole('button', { name: 'Move Bubble 3 up' }).click()
  await expect(defaultText(page, 2)).toHaveValue('three')
  await page.getByRole('button', { name: 'Remove Bubble 1' }).click()
  await expect(defaultText(page, 1)).toHaveValue('three')
  await expect(part.bubble(page, 3)).toHaveCount(0)
})

test('a language in use is not offered again, and all sixteen can be added', async ({ page }) => {
  const bubble = part.bubble(page, 1)
  const add = bubble.getByRole('button', { name: 'Add a language' })
  await add.click()
  await add.click()
  const first = page.getByRole('combobox', { name: 'Language of row 1' })
  const second = page.getByRole('combobox', { name: 'Language of row 2' })
  await expect(first).toHaveValue('en_us')
  await expect(second).toHaveValue('zh_cn')
  await expect(second.locator('option[value=en_us]')).toHaveCount(0)
  await first.selectOption('ja_jp')
  await expect(second.locator('option[value=en_us]')).toHaveCount(1)
  await expect(second.locator('option[value=ja_jp]')).toHaveCount(0)

  for (let row = 2; row < 16; row += 1) await add.click()
  await expect(bubble.getByRole('button', { name: 'All 16 languages are in use' })).toBeVisible()
  await expect(bubble.getByRole('listitem')).toHaveCount(16)
})

test('rows are moved, duplicated and removed with their texts', async ({ page }) => {
  const bubble = part.bubble(page, 1)
  await bubble.getByRole('button', { name: 'Add a language' }).click()
  await page.keyboard.type('first')
  await bubble.getByRole('button', { name: 'Duplicate the English row' }).click()
  await expect(bubble.getByRole('textbox', { name: 'Text in Chinese, Simplified' })).toHaveValue(
    'first',
  )
  await bubble.getByRole('button', { name: 'Move the Chinese, Simplified row up' }).click()
  await expect(page.getByRole('combobox', { name: 'Language of row 1' })).toHaveValue('zh_cn')
  await bubble.getByRole('button', { name: 'Remove the English row' }).click()
  await expect(bubble.getByRole('listitem')).toHaveCount(1)
})

test('the counter counts characters and warns near and above the limit', async ({ page }) => {
  await defaultText(page, 1).fill('😀'.repeat(179))
  const counter = part.bubble(page, 1).getByTitle(/Unicode code points/)
  await expect(counter).toHaveText(/179\/200/)
  await expect(counter).toHaveAttribute('data-state', 'fine')
  await defaultText(page, 1).fill('好'.repeat(180))
  await expect(counter).toHaveAttribute('data-state', 'near')
  await defaultText(page, 1).fill('好'.repeat(201))
  await expect(counter).toHaveAttribute('data-state', 'over')
  await defaultText(page, 1).blur()
  await expect(part.bubble(page, 1).getByText('shorten it to at most 200')).toBeVisible()
})

test('Send lists what is missing, and each reason leads to its field; warnings do not block', async ({
  page,
}) => {
  await expect(part.send(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('Before you can send:')).toBeVisible()
  await page.getByRole('button', { name: /Bubble 1: Enter a text/ }).click()
  await expect(defaultText(page, 1)).toBeFocused()
  await page.keyboard.type('OK')
  await page.getByRole('button', { name: /No target yet/ }).click()
  await expect(part.messageId(page)).toBeFocused()

  await test.step('the message id is extracted from a pasted log line', async () => {
    const id = 'om_3210a18894e206715a4359115f4cf2f5'
    await paste(
      part.messageId(page),
      `10:02:11 POST https://h/open-apis/im/v1/messages/${id}/push_follow_up 400`,
    )
    await expect(part.messageId(page)).toHaveValue(id)
  })

  await test.step('two bubbles with the same text cause a warning', async () => {
    await page.getByRole('button', { name: 'Duplicate Bubble 1' }).click()
    await expect(page.getByText('Bubble 1 and Bubble 2 read the same')).toBeVisible()
  })
})

test('form and JSON stay in sync', async ({ page }) => {
  await defaultText(page, 1).fill('查看进度')
  const composer = part.composer(page)
  await composer.getByRole('radio', { name: 'JSON' }).check()
  const editor = page.getByRole('textbox', { name: 'Request body as JSON' })
  await expect(editor).toContainText('查看进度')
  await editor.fill(
    '{"follow_ups":[{"content":"A","i18n_contents":[{"content":"甲","language":"zh_cn"}]},{"content":"B"}]}',
  )
  await expect(part.preview(page).getByRole('button', { name: 'B', exact: true })).toBeVisible()
  await composer.getByRole('radio', { name: 'Form' }).check()
  await expect(defaultText(page, 1)).toHaveValue('A')
  await expect(
    part.bubble(page, 1).getByRole('textbox', { name: 'Text in Chinese, Simplified' }),
  ).toHaveValue('甲')
  await expect(defaultText(page, 2)).toHaveValue('B')
})

test('invalid JSON is kept with its line number, also after a reload', async ({ page }) => {
  const broken = '{\n  "follow_ups": [\n    { "content": "A" "x" }\n'
  await part.composer(page).getByRole('radio', { name: 'JSON' }).check()
  const editor = page.getByRole('textbox', { name: 'Request body as JSON' })
  await editor.fill(broken)
  await expect(part.composer(page).getByText('Line 3').first()).toBeVisible()
  await expect(page.getByText('Invalid JSON. Fix it in the JSON view.')).toBeVisible()
  await page.reload()
  await expect(editor).toContainText('"content": "A" "x"')

  await part.composer(page).getByRole('radio', { name: 'Form' }).check()
  await expect(page.getByText('The JSON is not complete yet')).toBeVisible()
  await page.getByRole('button', { name: 'Discard the JSON' }).click()
  await expect(defaultText(page, 1)).toBeVisible()
})
