import type { Locator, Page } from '@playwright/test'
import { expectNoAxeViolations } from './accessibility.ts'
import { cell, defaultText, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

const editor = (page: Page) => page.getByRole('textbox', { name: 'Request body as JSON' })
const findings = (page: Page): Locator => page.getByRole('list', { name: 'Errors and notes' })

async function openJson(page: Page, body?: unknown): Promise<void> {
  await page.getByRole('tab', { name: 'JSON', exact: true }).click()
  await expect(editor(page)).toBeVisible()
  if (body !== undefined) await editor(page).fill(JSON.stringify(body, null, 2))
}

/** The line of the text that has the caret, from 1. */
function caretLine(page: Page): Promise<number> {
  return editor(page).evaluate((content) => {
    const lines = [...content.querySelectorAll('.cm-line')]
    const root = content.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null }
    const node = (root.getSelection?.() ?? document.getSelection())?.anchorNode
    return lines.findIndex((line) => node && line.contains(node)) + 1
  })
}

const row = (language: string, content: string) => ({ content, language })

test.beforeEach(({ page }) => page.goto('/'))

test('the editor points out errors and notes at their lines and completes keys and language codes', async ({
  page,
}) => {
  await test.step('one wrong language code, typed key by key, is one finding, and a press leads to it', async () => {
    await openJson(page, {
      follow_ups: [{ content: '查看进度', i18n_contents: [row('', 'Show progress')] }],
    })
    await editor(page).getByText('"language"').click()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    for (const key of 'english') await page.keyboard.type(key)
    await page.keyboard.press('Escape')
    await expect(editor(page)).toContainText('"language": "english"')
    const wrong = findings(page).getByRole('button', { name: /i18n_contents\.0\.language/ })
    await expect(wrong).toHaveCount(1)
    await expect(findings(page).getByRole('listitem')).toHaveCount(1)
    await expect(page.getByText('1 error', { exact: true })).toBeVisible()
    await expectNoAxeViolations(page)

    await wrong.click()
    await expect(editor(page)).toBeFocused()
    expect(await caretLine(page)).toBe(8)
    await page.keyboard.press('Shift+End')
    await page.keyboard.insertText('"en_us"')
    await expect(page.getByText('Valid request body')).toBeVisible()
    await expect(findings(page)).toHaveCount(0)
  })

  await test.step('the notes of the table are shown too, each at its line', async () => {
    await openJson(page, {
      follow_ups: [
        { content: ' Order {{order}}', i18n_contents: [row('th_th', 'Order {{order}}')] },
        { content: 'Yes', i18n_contents: [row('th_th', 'Order {{order}} ')] },
      ],
    })
    await expect(page.getByText('Valid request body')).toBeVisible()
    const note = findings(page).getByRole('button', {
      name: /Line 7 Bubble 1, Thai: Not in the language’s script/,
    })
    await expect(note).toHaveCount(1)
    await note.click()
    await expect(editor(page)).toBeFocused()
    expect(await caretLine(page)).toBe(7)
  })

  await test.step('keys and language codes are completed from the contract, with their names', async () => {
    await openJson(page)
    await editor(page).fill('{}')
    const options = page.getByRole('listbox', { name: 'Completions' }).getByRole('option')
    const choose = async (name: string | RegExp) => {
      await expect(options.filter({ hasText: name })).toHaveCount(1)
      // CodeMirror ignores Enter for a moment after the list appears.
      await page.waitForTimeout(100)
      await page.keyboard.press('Enter')
      await expect(options).toHaveCount(0)
    }
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('"fo')
    await choose('follow_ups')
    await expect(editor(page)).toHaveText('{"follow_ups": []}')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('{"i18')
    await choose('i18n_contents')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('{"lang')
    await choose('language')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('germ')
    await expect(options.first()).toContainText('Deutsch · German · 德语')
    await expectNoAxeViolations(page)
    await choose('de_de')
    await expect(editor(page)).toContainText('"language": "de_de"')
  })

  await test.step('it fills its pane, and Tab leaves it', async () => {
    await openJson(page, { follow_ups: [{ content: 'one' }] })
    const [pane, box] = await Promise.all([
      part.composer(page).boundingBox(),
      editor(page).boundingBox(),
    ])
    expect(box?.height ?? 0).toBeGreaterThan((pane?.height ?? 0) * 0.6)
    await editor(page).press('Tab')
    await expect(editor(page)).not.toBeFocused()
  })
})

test('invalid JSON is one error with its line, kept after a reload, until it is discarded', async ({
  page,
}) => {
  await defaultText(page, 1).fill('kept')
  await openJson(page)
  await editor(page).fill('{\n  "follow_ups": [\n    { "content" "a" }\n  ]\n}')
  await expect(findings(page).getByRole('button', { name: /Line 3 .*colon/ })).toHaveCount(1)
  const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }))
  await expect.poll(stored).toMatch(/content\W+a\W+}/)
  await page.reload()
  await expect(editor(page)).toContainText('"content" "a"')
  await expect(findings(page).getByRole('button', { name: /Line 3 .*colon/ })).toHaveCount(1)
  await page.getByRole('tab', { name: 'Table', exact: true }).click()
  await expect(page.getByText('Invalid JSON. Fix it in the JSON tab.')).toBeVisible()
  await expect(defaultText(page, 1)).toHaveCount(0)
  await page.getByRole('button', { name: 'Edit as JSON' }).click()
  await expect(editor(page)).toBeVisible()
  await page.getByRole('tab', { name: 'Table', exact: true }).click()
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await expect(defaultText(page, 1)).toBeFocused()
  await expect(defaultText(page, 1)).toHaveValue('kept')
})

test('the notes below the table are counted and grouped, lead to their cells, and never block a send', async ({
  page,
}) => {
  await test.step('they appear while one types and go when it is fixed', async () => {
    await openJson(page, { follow_ups: [{ content: 'Hello {{name}}' }] })
    await page.getByRole('tab', { name: 'Table', exact: true }).click()
    await expect(part.composer(page).getByText(/Unfilled variable \(\{\{name\}\}\)/)).toBeVisible()
    await expect(part.send(page)).toBeEnabled()
    await defaultText(page, 1).fill('Hello Ann')
    await expect(part.composer(page).getByRole('button', { name: /^\d+ notes?$/ })).toHaveCount(0)
  })

  const long = 'x'.repeat(201)
  const languages = [
    'en_us',
    'id_id',
    'vi_vn',
    'pt_br',
    'es_es',
    'de_de',
    'fr_fr',
    'it_it',
    'ms_my',
  ]
  await openJson(page, {
    follow_ups: [1, 2, 3].map((n) => ({
      content: `${n}${long}`,
      i18n_contents: languages.map((one) => row(one, `${one} ${n} ${long}`)),
    })),
  })
  await page.getByRole('tab', { name: 'Table', exact: true }).click()
  const notes = part.composer(page).getByRole('button', { name: '30 notes', exact: true })
  await notes.click()
  const list = page.getByRole('dialog', { name: 'Notes' })
  await expect(list.getByText('Too long · 30 cells')).toBeVisible()
  await expect(list.getByRole('button')).toHaveCount(3)
  await expect(list.getByRole('button').first()).toBeFocused()
  await expectNoAxeViolations(page)
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await expect(notes).toBeFocused()

  await notes.click()
  await list.getByText('27 more').click()
  await list.getByRole('button', { name: /^Bubble 3, French/ }).click()
  await expect(cell(page, 3, 'French')).toBeFocused()
  await expect(list).toHaveCount(0)
})
