import { cell, defaultText, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

test('a text says when it is too long or missing, and Send leads to it; table and JSON stay in sync', async ({
  page,
}) => {
  await page.goto('/')

  await test.step('the counter shows from 180 characters, and an issue after the cell is left', async () => {
    const field = defaultText(page, 1)
    await field.fill('😀'.repeat(179))
    await expect(part.composer(page).getByText('/200')).toHaveCount(0)
    await field.fill('好'.repeat(186))
    await expect(part.composer(page).getByText('186/200')).toBeVisible()
    await field.fill('好'.repeat(201))
    await expect(field).toHaveAttribute('aria-invalid', 'false')
    await field.blur()
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription(/at most 200/)
  })

  await test.step('bubbles without a text are not sent: Send puts the caret into the first of them', async () => {
    await page.getByRole('button', { name: 'Add bubble', exact: true }).click()
    await defaultText(page, 1).fill('OK')
    await part.send(page).press('Enter')
    await expect(defaultText(page, 2)).toBeFocused()
    await expect(defaultText(page, 2)).toHaveAttribute('aria-invalid', 'true')
    await expect(defaultText(page, 1)).toHaveAttribute('aria-invalid', 'false')
    await page.keyboard.type('Fine')
    await expect(defaultText(page, 2)).toHaveAttribute('aria-invalid', 'false')
  })

  await test.step('the tabs are moved by arrow keys and show the same bubbles', async () => {
    await defaultText(page, 1).fill('查看进度')
    await page.getByRole('tab', { name: 'Table' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('tab', { name: 'JSON' })).toBeFocused()
    await expect(page.getByRole('tab', { name: 'JSON' })).toHaveAttribute('aria-selected', 'true')
    await expect(part.composer(page).getByRole('textbox')).toContainText('查看进度')
    await page.keyboard.press('ArrowLeft')
    await expect(defaultText(page, 1)).toHaveValue('查看进度')
  })

  await test.step('what is edited in one is shown in the other', async () => {
    await page.getByRole('tab', { name: 'JSON' }).click()
    const editor = part.composer(page).getByRole('textbox')
    await expect(editor).toContainText('查看进度')
    await editor.fill(
      '{"follow_ups":[{"content":"A","i18n_contents":[{"content":"甲","language":"zh_cn"}]},{"content":"B"}]}',
    )
    await expect(part.preview(page).getByRole('button', { name: 'B', exact: true })).toBeVisible()
    await page.getByRole('tab', { name: 'Table' }).click()
    await expect(defaultText(page, 1)).toHaveValue('A')
    await expect(cell(page, 1, 'Chinese, Simplified')).toHaveValue('甲')
    await expect(defaultText(page, 2)).toHaveValue('B')

    await test.step('and a JSON text that still says the same keeps its form', async () => {
      await page.getByRole('tab', { name: 'JSON' }).click()
      await expect(editor).toHaveText(/^.{0,3}\{"follow_ups":\[\{"content":"A"/)
    })
  })
})
