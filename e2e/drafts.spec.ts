import type { Page } from '@playwright/test'
import { expectNoAxeViolations, expectNoOverflow } from './accessibility.ts'
import { defaultText, newMessage, part, sendAndExpect } from './console-page.ts'
import { expect, test } from './fixtures.ts'

const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true })
const redo = (page: Page) => page.getByRole('button', { name: 'Redo', exact: true })
const draftsButton = (page: Page) => page.getByRole('button', { name: /^Drafts, open: / })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Drafts' })

test.beforeEach(({ page }) => page.goto('/'))

test.describe('undo and redo', () => {
  test('undo typing with the focus and caret where it was, and leave other fields to the browser', async ({
    page,
  }) => {
    await test.step('field by field', async () => {
      await defaultText(page, 1).focus()
      await page.keyboard.type('hello')
      await part.messageId(page).fill('om_typed')
      await page.keyboard.press('ControlOrMeta+z')
      await expect(part.messageId(page)).toHaveValue('')
      await page.keyboard.press('ControlOrMeta+z')
      await expect(defaultText(page, 1)).toHaveValue('')
      await expect(defaultText(page, 1)).toBeFocused()
      await page.keyboard.press('ControlOrMeta+Shift+z')
      await expect(defaultText(page, 1)).toHaveValue('hello')
      await page.keyboard.type('!')
      await expect(defaultText(page, 1)).toHaveValue('hello!')
      await expect(redo(page)).toHaveAttribute('aria-disabled', 'true')
    })

    await test.step('with the caret where the change was, not at the end', async () => {
      await defaultText(page, 1).fill('good bye')
      await defaultText(page, 1).evaluate((field: HTMLTextAreaElement) =>
        field.setSelectionRange(4, 4),
      )
      await page.keyboard.type('-')
      await page.keyboard.press('ControlOrMeta+z')
      await expect(defaultText(page, 1)).toHaveValue('good bye')
      await expect(defaultText(page, 1)).toHaveJSProperty('selectionStart', 4)
    })

    await test.step('other fields', async () => {
      await defaultText(page, 1).fill('kept')
      await page.getByText('To whom, and what it says').click()
      const text = page.getByRole('textbox', { name: 'Text of the message' })
      await text.focus()
      await page.keyboard.type('abc')
      await page.keyboard.press('ControlOrMeta+z')
      await expect(text).not.toHaveValue('abc')
      await expect(defaultText(page, 1)).toHaveValue('kept')
    })
  })

  test('restore bubbles, rows, languages and their order', async ({ page }) => {
    await defaultText(page, 1).fill('one')
    await page.getByRole('button', { name: 'Add a bubble' }).click()
    await defaultText(page, 2).fill('two')
    const first = part.bubble(page, 1)
    await first.getByRole('button', { name: 'Add a language' }).click()
    await first.getByRole('textbox', { name: 'Text in English' }).fill('eins')
    await first.getByRole('combobox', { name: 'Language of row 1' }).selectOption('de_de')
    await page.getByRole('button', { name: 'Move Bubble 1 down' }).click()
    await page.getByRole('button', { name: 'Remove Bubble 2' }).click()
    await expect(part.bubble(page, 2)).toHaveCount(0)

    await undo(page).click()
    await expect(defaultText(page, 1)).toHaveValue('two')
    await expect(part.bubble(page, 2).getByRole('textbox', { name: 'Text in German' })).toHaveValue(
      'eins',
    )
    await undo(page).click()
    await expect(defaultText(page, 1)).toHaveValue('one')
    await undo(page).click()
    await expect(first.getByRole('textbox', { name: 'Text in English' })).toHaveValue('eins')
    await undo(page).click()
    await undo(page).click()
    await expect(first.getByRole('listitem')).toHaveCount(0)

    for (let step = 0; step < 5; step += 1) await redo(page).click()
    await expect(part.bubble(page, 2)).toHaveCount(0)
    await expect(defaultText(page, 1)).toHaveValue('two')
    await expect(redo(page)).toBeFocused()
  })

  test('include the switch to JSON and what was typed there', async ({ page }) => {
    await defaultText(page, 1).fill('A')
    await part.composer(page).getByRole('radio', { name: 'JSON' }).check()
    const editor = page.getByRole('textbox', { name: 'Request body as JSON' })
    await editor.fill('{"follow_ups":[{"content":"B"}]}')
    await editor.press('ControlOrMeta+z')
    await expect(editor).toContainText('"A"')
    await expect(editor).toBeFocused()
    await editor.press('ControlOrMeta+Shift+z')
    await expect(editor).toContainText('"B"')
    await undo(page).click()
    await undo(page).click()
    await expect(defaultText(page, 1)).toHaveValue('A')
    await redo(page).click()
    await redo(page).click()
    await part.composer(page).getByRole('radio', { name: 'Form' }).check()
    await expect(defaultText(page, 1)).toHaveValue('B')
  })

  test('work after a reload', async ({ page }) => {
    for (const text of ['one', 'two', 'three']) await defaultText(page, 1).fill(text)
    await undo(page).click()
    await page.reload()
    await expect(defaultText(page, 1)).toHaveValue('two')
    // The shortcuts are loaded with the buttons, after the text.
    await expect(undo(page)).toBeEnabled()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(defaultText(page, 1)).toHaveValue('one')
    await page.keyboard.press('ControlOrMeta+y')
    await page.keyboard.press('ControlOrMeta+y')
    await expect(defaultText(page, 1)).toHaveValue('three')
  })

  test('treat a word of an input method as one step', async ({ page, context, browserName }) => {
    test.skip(browserName !== 'chromium', 'only the protocol of Chromium drives input methods')
    await defaultText(page, 1).focus()
    await page.keyboard.type('a')
    const keyboard = await context.newCDPSession(page)
    for (const text of ['n', 'ni', 'ni h', 'ni hao']) {
      await keyboard.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    }
    await keyboard.send('Input.insertText', { text: '你好' })
    await expect(defaultText(page, 1)).toHaveValue('a你好')
    // After a pause, typing is a separate step.
    await page.waitForTimeout(1_100)
    await page.keyboard.type('!')
    const values: string[] = []
    for (let steps = 0; steps < 3; steps += 1) {
      await page.keyboard.press('ControlOrMeta+z')
      values.push(await defaultText(page, 1).inputValue())
    }
    expect(values[0]).toBe('a你好')
    expect(values.at(-1)).toBe('')
    expect(values.join()).not.toContain('n')
  })

  test('restore a bubble that can be sent', async ({ page }) => {
    await newMessage(page)
    await defaultText(page, 1).fill('one')
    await page.getByRole('button', { name: 'Duplicate Bubble 1' }).click()
    await defaultText(page, 2).fill('two')
    await page.getByRole('button', { name: 'Remove Bubble 1' }).click()
    await undo(page).click()
    await defaultText(page, 2).press('End')
    await page.keyboard.type('!')
    await sendAndExpect(page, 'Bubbles added')
    await part.response(page).getByText('Request', { exact: true }).first().click()
    await expect(part.response(page)).toContainText('two!')
    await expect(part.response(page)).toContainText('one')
  })
})

test.describe('several drafts', () => {
  test('are created, renamed, duplicated, switched, deleted and restored', async ({ page }) => {
    await defaultText(page, 1).fill('查看进度')
    await draftsButton(page).click()
    await dialog(page).getByRole('button', { name: 'Rename 查看进度' }).click()
    await page.keyboard.type('Parcels')
    await page.keyboard.press('Enter')
    await dialog(page).getByRole('button', { name: 'Duplicate Parcels' }).click()
    await dialog(page).getByRole('button', { name: 'New draft' }).click()

    await expect(defaultText(page, 1)).toHaveValue('')
    await defaultText(page, 1).fill('second')
    await page.reload()
    await expect(defaultText(page, 1)).toHaveValue('second')

    await draftsButton(page).click()
    await dialog(page)
      .getByRole('button', { name: /^Open Parcels \d/ })
      .click()
    await expect(defaultText(page, 1)).toHaveValue('查看进度')
    await expect(draftsButton(page)).toBeFocused()
    await undo(page).click()
    await expect(defaultText(page, 1)).toHaveValue('')
    await redo(page).click()

    await draftsButton(page).click()
    await dialog(page).getByRole('button', { name: 'Delete Parcels' }).click()
    await expect(defaultText(page, 1)).toHaveValue('second')
    await expect(dialog(page).getByRole('button', { name: 'Restore Parcels' })).toBeFocused()
    await page.reload()
    await draftsButton(page).click()
    await dialog(page).getByRole('button', { name: 'Restore Parcels' }).click()
    await dialog(page)
      .getByRole('button', { name: /^Open Parcels \d/ })
      .click()
    await expect(defaultText(page, 1)).toHaveValue('查看进度')
    await undo(page).click()
    await expect(defaultText(page, 1)).toHaveValue('')
  })

  test('Esc cancels renaming, then closes the dialog, and going to another page keeps the draft', async ({
    page,
  }) => {
    await defaultText(page, 1).fill('text')
    await draftsButton(page).click()
    await dialog(page).getByRole('button', { name: 'Rename text' }).click()
    await page.keyboard.type('other')
    await page.keyboard.press('Escape')
    await expect(dialog(page).getByRole('button', { name: /^Open text/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)

    await page.getByRole('link', { name: 'Error codes' }).click()
    await page.getByRole('link', { name: 'Console', exact: true }).click()
    await expect(defaultText(page, 1)).toHaveValue('text')
  })
})

test.describe('two tabs', () => {
  test('with the same draft stay in sync, and each can undo', async ({ page, context }) => {
    await defaultText(page, 1).fill('from the first')
    await undo(page).click()
    await redo(page).click()
    const other = await context.newPage()
    await expect(async () => {
      await other.goto('/')
      await expect(defaultText(other, 1)).toHaveValue('from the first', { timeout: 500 })
    }).toPass()
    await defaultText(other, 1).fill('from the second')
    await expect(defaultText(page, 1)).toHaveValue('from the second')
    await undo(page).click()
    await expect(defaultText(other, 1)).toHaveValue('from the first')
  })

  test('with two drafts are independent', async ({ page, context }) => {
    await defaultText(page, 1).fill('mine')
    const other = await context.newPage()
    await other.goto('/')
    await draftsButton(other).click()
    await other.getByRole('button', { name: 'New draft' }).click()
    await defaultText(other, 1).fill('yours')
    await defaultText(page, 1).fill('still mine')
    await other.reload()
    await page.reload()
    await expect(defaultText(page, 1)).toHaveValue('still mine')
    await expect(defaultText(other, 1)).toHaveValue('yours')
  })
})

for (const { locale, colorScheme } of [
  { locale: 'en-US', colorScheme: 'dark' },
  { locale: 'zh-CN', colorScheme: 'light' },
] as const) {
  test.describe(`the list of drafts, ${locale}, ${colorScheme}, 390 px`, () => {
    test.use({ locale, colorScheme, viewport: { width: 390, height: 844 } })
    test('has no axe violation and fits the window', async ({ page }) => {
      const zh = locale === 'zh-CN'
      await page
        .getByRole('textbox', { name: zh ? '默认文字' : 'Default text' })
        .fill('A long text that does not fit into one line of such a narrow window')
      await page.getByRole('button', { name: zh ? /^草稿，当前/ : /^Drafts, open/ }).click()
      await page.getByRole('button', { name: zh ? /^复制A long/ : /^Duplicate A long/ }).click()
      await page
        .getByRole('button', { name: zh ? /^删除A long.*window$/ : /^Delete A long/ })
        .click()
      await expect(
        page.getByRole('button', { name: zh ? /^恢复A long/ : /^Restore A long/ }),
      ).toBeVisible()
      await expectNoAxeViolations(page)
      await expectNoOverflow(page)
    })
  })
}
