import type { Page } from '@playwright/test'
import { chooseLanguage, expectNoAxeViolations, expectNoOverflow } from './accessibility.ts'
import {
  cell,
  defaultText,
  enterMessageId,
  expectMessageId,
  newMessage,
  openBar,
  part,
  sendAndExpect,
} from './console-page.ts'
import { expect, test } from './fixtures.ts'

const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true })
const redo = (page: Page) => page.getByRole('button', { name: 'Redo', exact: true })
const draftsButton = (page: Page) => page.getByRole('button', { name: /^Drafts, current: / })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Drafts' })

/** Starts an empty draft, with a history of its own. */
async function newDraft(page: Page): Promise<void> {
  await draftsButton(page).click()
  await dialog(page).getByRole('button', { name: 'New draft' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(defaultText(page, 1)).toHaveValue('')
}

test.beforeEach(({ page }) => page.goto('/'))

test('undo and redo restore typing with its caret, bubbles and languages, JSON, and work after a reload', async ({
  page,
}) => {
  await test.step('typing, field by field', async () => {
    await defaultText(page, 1).focus()
    await page.keyboard.type('hello')
    await enterMessageId(page, 'om_typed')
    await page.keyboard.press('ControlOrMeta+z')
    await expectMessageId(page, '')
    await page.getByRole('button', { name: 'Languages', exact: true }).click()
    await page.getByRole('checkbox', { name: 'English', exact: true }).check()
    await page.keyboard.press('Escape')
    await cell(page, 1, 'English').focus()
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

  await test.step('other fields are left to the browser', async () => {
    await defaultText(page, 1).fill('kept')
    await openBar(page, 'Recipient')
    const text = page.getByRole('textbox', { name: 'Message text' })
    await text.focus()
    await page.keyboard.type('abc')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(text).not.toHaveValue('abc')
    await expect(defaultText(page, 1)).toHaveValue('kept')
    await page.keyboard.press('Escape')
  })

  await test.step('bubbles, rows, languages and their order', async () => {
    await newDraft(page)
    await defaultText(page, 1).fill('one')
    await page.getByRole('button', { name: 'Add bubble', exact: true }).click()
    await defaultText(page, 2).fill('two')
    await page.getByRole('button', { name: 'Languages', exact: true }).click()
    const picker = page.getByRole('dialog', { name: 'Languages' })
    await picker.getByRole('checkbox', { name: 'German' }).check()
    await page.keyboard.press('Escape')
    await cell(page, 1, 'German').focus()
    await page.keyboard.type('eins')
    await page.keyboard.press('Alt+ArrowRight')
    await page.getByRole('button', { name: 'Bubble 2 actions' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await expect(defaultText(page, 2)).toHaveCount(0)

    await undo(page).click()
    await expect(defaultText(page, 1)).toHaveValue('two')
    await expect(cell(page, 2, 'German')).toHaveValue('eins')
    await undo(page).click()
    await expect(defaultText(page, 1)).toHaveValue('one')
    await expect(cell(page, 1, 'German')).toHaveValue('eins')
    await undo(page).click()
    await expect(cell(page, 1, 'German')).toHaveValue('')
    await expect(defaultText(page, 2)).toHaveValue('two')
    await undo(page).click()
    await undo(page).click()
    await expect(defaultText(page, 2)).toHaveCount(0)

    for (let step = 0; step < 5; step += 1) await redo(page).click()
    await expect(defaultText(page, 2)).toHaveCount(0)
    await expect(defaultText(page, 1)).toHaveValue('two')
    await expect(redo(page)).toBeFocused()
  })

  await test.step('the switch to JSON and what was typed there', async () => {
    await newDraft(page)
    await defaultText(page, 1).fill('A')
    await page.getByRole('tab', { name: 'JSON' }).click()
    const editor = part.composer(page).getByRole('textbox')
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
    await page.getByRole('tab', { name: 'Table' }).click()
    await expect(defaultText(page, 1)).toHaveValue('B')
  })

  await test.step('after a reload', async () => {
    await newDraft(page)
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

  await test.step('a restored bubble can be sent', async () => {
    await newDraft(page)
    await newMessage(page)
    await defaultText(page, 1).fill('one')
    await page.getByRole('button', { name: 'Bubble 1 actions' }).click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await defaultText(page, 2).fill('two')
    await page.getByRole('button', { name: 'Bubble 1 actions' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await undo(page).click()
    await defaultText(page, 2).press('End')
    await page.keyboard.type('!')
    await sendAndExpect(page, 'Bubbles added')
    await part.response(page).getByText('Request', { exact: true }).first().click()
    await expect(part.response(page)).toContainText('two!')
    await expect(part.response(page)).toContainText('one')
  })
})

test('several drafts are created, renamed, duplicated, switched, deleted and restored', async ({
  page,
}) => {
  await defaultText(page, 1).fill('查看进度')

  await test.step('Esc cancels renaming, then closes the dialog', async () => {
    await draftsButton(page).click()
    await dialog(page).getByRole('button', { name: 'Rename 查看进度' }).click()
    await page.keyboard.type('other')
    await page.keyboard.press('Escape')
    await expect(dialog(page).getByRole('button', { name: /^Open 查看进度/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
  })

  await test.step('going to another page keeps the draft', async () => {
    await page.getByRole('link', { name: 'Error codes' }).click()
    await page.getByRole('link', { name: 'Compose', exact: true }).click()
    await expect(defaultText(page, 1)).toHaveValue('查看进度')
  })

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

test('two tabs with the same draft stay in sync, and with two drafts are independent', async ({
  page,
  context,
}) => {
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

  await test.step('two drafts', async () => {
    await defaultText(page, 1).fill('mine')
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

test.describe('on a phone', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 390, height: 844 } })

  test('the list of drafts has no axe violation and fits the window', async ({ page }) => {
    const check = async () => {
      await expectNoAxeViolations(page)
      await expectNoOverflow(page)
    }
    await page
      .getByRole('textbox', { name: 'Bubble 1, Default' })
      .fill('A long text that does not fit into one line of such a narrow window')
    await draftsButton(page).click()
    await page.getByRole('button', { name: /^Duplicate A long/ }).click()
    await page.getByRole('button', { name: /^Delete A long/ }).click()
    await expect(page.getByRole('button', { name: /^Restore A long/ })).toBeVisible()
    await check()
    await page.keyboard.press('Escape')

    await test.step('in Chinese, in the light', async () => {
      await page.emulateMedia({ colorScheme: 'light' })
      await chooseLanguage(page, 'zh-CN')
      await page.getByRole('button', { name: /^草稿，当前/ }).click()
      await page.getByRole('button', { name: /^恢复：A long/ }).click()
      await page.getByRole('button', { name: /^删除：A long.*window$/ }).click()
      await expect(page.getByRole('button', { name: /^恢复：A long/ })).toBeVisible()
      await expect(page.getByRole('button', { name: /^创建副本：.*A long/ })).toBeVisible()
      await check()
    })
  })
})
