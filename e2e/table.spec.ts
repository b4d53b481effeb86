import type { CDPSession, Locator, Page } from '@playwright/test'
import { expectNoAxeViolations, expectNoOverflow } from './accessibility.ts'
import { cell, copied, part, paste } from './console-page.ts'
import { expect, test } from './fixtures.ts'

const bubbles = part.composer
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true })
const addBubble = (page: Page) => page.getByRole('button', { name: 'Add bubble', exact: true })
const languages = (page: Page) => page.getByRole('button', { name: 'Languages', exact: true })
/** The text field with the caret, by its name. */
const focused = (page: Page) => page.locator('textarea:focus')

async function addBubbles(page: Page, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await addBubble(page).click()
}

/** Chooses languages in the picker. */
async function pick(page: Page, ...names: string[]): Promise<void> {
  await languages(page).click()
  const dialog = page.getByRole('dialog', { name: 'Languages' })
  for (const name of names) await dialog.getByRole('checkbox', { name, exact: true }).check()
  await page.keyboard.press('Escape')
  await expect(languages(page)).toBeFocused()
}

/** Replaces the bubbles through the JSON tab. */
async function setJson(page: Page, followUps: unknown): Promise<void> {
  await page.getByRole('tab', { name: 'JSON' }).click()
  const editor = bubbles(page).getByRole('textbox')
  await editor.fill(JSON.stringify({ follow_ups: followUps }))
  await page.getByRole('tab', { name: 'Table' }).click()
}

/** The body as the JSON tab shows it; the page is back at the table. */
async function readJson(page: Page): Promise<unknown> {
  await page.getByRole('tab', { name: 'JSON' }).click()
  const editor = bubbles(page).getByRole('textbox')
  await expect(editor).toContainText('follow_ups')
  const text = await editor.innerText()
  await page.getByRole('tab', { name: 'Table' }).click()
  return JSON.parse(text)
}

test.beforeEach(async ({ page }) => {
  await page.goto('/')
  await expect(cell(page, 1, 'Default')).toHaveValue('')
})

test('keys go through the cells, and move bubbles and rows', async ({ page }) => {
  await addBubbles(page, 1)
  await pick(page, 'English', 'Japanese')
  const restart = async () => {
    await cell(page, 1, 'Default').fill('')
    await cell(page, 1, 'Default').focus()
  }

  await test.step('Enter goes down and stays in the last row, Shift+Enter breaks the line', async () => {
    await restart()
    await page.keyboard.type('one')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('two')
    await page.keyboard.press('Enter')
    await expect(cell(page, 1, 'English')).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(cell(page, 1, 'Japanese')).toBeFocused()
    await expect(cell(page, 1, 'Default')).toHaveValue('one\ntwo')
    await expect(cell(page, 1, 'Japanese')).toHaveValue('')
  })

  await test.step('Tab goes to the next bubble, then to the next row, and leaves the table at its end', async () => {
    await restart()
    for (const name of ['Bubble 2, Default', 'Bubble 1, English', 'Bubble 2, English']) {
      await page.keyboard.press('Tab')
      await expect(focused(page)).toHaveAccessibleName(name)
    }
    await page.keyboard.press('Shift+Tab')
    await expect(cell(page, 1, 'English')).toBeFocused()
    await cell(page, 2, 'Japanese').focus()
    await page.keyboard.press('Tab')
    await expect(focused(page)).toHaveCount(0)
  })

  await test.step('arrows leave a text at its edges only', async () => {
    await restart()
    await page.keyboard.type('ab')
    await page.keyboard.press('ArrowLeft')
    await expect(cell(page, 1, 'Default')).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(cell(page, 2, 'Default')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(cell(page, 2, 'English')).toBeFocused()
    await page.keyboard.press('ArrowLeft')
    await expect(cell(page, 1, 'English')).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await expect(cell(page, 1, 'Default')).toBeFocused()
    await page.keyboard.press('End')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('c')
    await page.keyboard.press('ArrowUp')
    await expect(cell(page, 1, 'Default')).toBeFocused()
  })

  await test.step('Alt with arrows moves the bubble and the row, and the caret with them', async () => {
    await restart()
    await page.keyboard.type('one')
    await cell(page, 1, 'English').fill('eins')
    await cell(page, 1, 'Japanese').fill('drei')
    await page.keyboard.press('Alt+ArrowRight')
    await expect(cell(page, 2, 'Japanese')).toBeFocused()
    await expect(cell(page, 2, 'Default')).toHaveValue('one')
    await page.keyboard.press('Alt+ArrowUp')
    await expect(cell(page, 2, 'Japanese')).toBeFocused()
    await expect(bubbles(page).getByRole('rowheader')).toContainText([
      'Default',
      '日本語',
      'English',
    ])
    expect(await readJson(page)).toEqual({
      follow_ups: [
        { content: '' },
        {
          content: 'one',
          i18n_contents: [
            { content: 'drei', language: 'ja_jp' },
            { content: 'eins', language: 'en_us' },
          ],
        },
      ],
    })
  })
})

test.describe('an input method', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'only Chromium’s protocol drives one')

  async function compose(keyboard: CDPSession, texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      await keyboard.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    }
  }
  /** A key while composing, as the browser reports it: its code is that of the input method. */
  async function press(keyboard: CDPSession, key: string): Promise<void> {
    for (const type of ['rawKeyDown', 'keyUp'] as const) {
      await keyboard.send('Input.dispatchKeyEvent', {
        type,
        key,
        code: key,
        windowsVirtualKeyCode: 229,
      })
    }
  }

  test('keeps its keys while it composes, and its word is one undo step', async ({
    page,
    context,
  }) => {
    await addBubbles(page, 1)
    await pick(page, 'Chinese, Simplified', 'Japanese', 'Korean')
    const keyboard = await context.newCDPSession(page)
    for (const { name, steps, word } of [
      { name: 'Chinese, Simplified', steps: ['n', 'ni', 'ni h', 'ni hao'], word: '你好' },
      { name: 'Japanese', steps: ['k', 'か', 'かえ', 'かえす'], word: '返す' },
    ]) {
      await test.step(name, async () => {
        const field = cell(page, 1, name)
        await field.focus()
        await compose(keyboard, steps)
        for (const key of ['Enter', 'Tab', 'ArrowDown', 'ArrowRight', 'ArrowLeft']) {
          await press(keyboard, key)
          await expect(field).toBeFocused()
        }
        await keyboard.send('Input.insertText', { text: word })
        await expect(field).toHaveValue(word)
        await page.keyboard.press('Enter')
        await expect(field).not.toBeFocused()

        await field.focus()
        await page.keyboard.press('ControlOrMeta+z')
        await expect(field).toHaveValue('')
        await page.keyboard.press('ControlOrMeta+Shift+z')
        await expect(field).toHaveValue(word)
      })
    }

    await test.step('amid other typing, never a part of a word', async () => {
      const field = cell(page, 1, 'Default')
      await field.focus()
      await page.keyboard.type('a')
      await compose(keyboard, ['n', 'ni', 'ni h', 'ni hao'])
      await keyboard.send('Input.insertText', { text: '你好' })
      await expect(field).toHaveValue('a你好')
      // After a pause, typing is a separate step.
      await page.waitForTimeout(1_100)
      await page.keyboard.type('!')
      const values: string[] = []
      for (let undone = 0; undone < 3 && values.at(-1) !== ''; undone += 1) {
        await page.keyboard.press('ControlOrMeta+z')
        values.push(await field.inputValue())
      }
      expect(values[0]).toBe('a你好')
      expect(values.at(-1)).toBe('')
      expect(values.join()).not.toContain('n')
    })
  })
})

test.describe('bubbles', () => {
  test('are duplicated, moved and removed by their menu, added up to three, and dragged by their grips', async ({
    page,
  }) => {
    await cell(page, 1, 'Default').fill('one')
    const menu = (n: number) => page.getByRole('button', { name: `Bubble ${n} actions` })
    await menu(1).click()
    await expect(page.getByRole('menuitem', { name: 'Move left' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await expect(cell(page, 2, 'Default')).toHaveValue('one')
    await cell(page, 2, 'Default').fill('two')
    await menu(2).press('Enter')
    await page.keyboard.press('Enter')
    await expect(cell(page, 1, 'Default')).toHaveValue('two')

    await test.step('a removal can be undone', async () => {
      await menu(1).click()
      await page.getByRole('menuitem', { name: 'Remove' }).click()
      await expect(cell(page, 2, 'Default')).toHaveCount(0)
      await expect(cell(page, 1, 'Default')).toBeFocused()
      await expect(bubbles(page).getByText('Removed: Bubble 1')).toBeVisible()
      await page.getByRole('button', { name: 'Undo removal' }).click()
      await expect(cell(page, 2, 'Default')).toHaveValue('one')
      await expect(cell(page, 1, 'Default')).toHaveValue('two')
      await expect(bubbles(page).getByText('Removed: Bubble 1')).toHaveCount(0)
      await expect(focused(page)).toHaveCount(1)
    })

    await test.step('three are the most, and the button says so', async () => {
      await addBubbles(page, 1)
      await expect(cell(page, 3, 'Default')).toBeFocused()
      await expect(addBubble(page)).toHaveAttribute('aria-disabled', 'true')
      await expect(addBubble(page)).toHaveAccessibleDescription('Maximum 3 bubbles')
      await addBubble(page).press('Enter')
      await expect(cell(page, 4, 'Default')).toHaveCount(0)
    })

    await test.step('bubbles and rows are dragged', async () => {
      for (const n of [1, 2, 3]) await cell(page, n, 'Default').fill(`${n}`)
      await pick(page, 'English', 'Korean')
      await cell(page, 1, 'English').fill('en')
      await cell(page, 1, 'Korean').fill('ko')
      await drag(
        page.getByTitle('Drag to move bubble 1'),
        page.getByRole('columnheader', { name: /Bubble 3/ }),
      )
      await expect(cell(page, 3, 'Default')).toHaveValue('1')
      await expect(cell(page, 3, 'Korean')).toHaveValue('ko')
      await drag(
        page.getByTitle('Drag to move Korean'),
        page.getByRole('rowheader', { name: 'English' }),
      )
      await expect(bubbles(page).getByRole('rowheader')).toContainText([
        'Default',
        '한국어',
        'English',
      ])
      await undo(page).click()
      await undo(page).click()
      await expect(cell(page, 1, 'Default')).toHaveValue('1')
    })
  })

  async function drag(grip: Locator, to: Locator): Promise<void> {
    await grip.hover()
    const page = grip.page()
    await page.mouse.down()
    const box = await to.boundingBox()
    await page.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + 10, { steps: 5 })
    await page.mouse.up()
  }
})

test('languages are picked without a text, filtered, taken away with their texts and brought back', async ({
  page,
}) => {
  const dialog = page.getByRole('dialog', { name: 'Languages' })
  await pick(page, 'Thai')
  await expect(cell(page, 1, 'Thai')).toBeVisible()
  await expect(bubbles(page).getByText('1 of 16')).toBeVisible()
  expect(await readJson(page)).toEqual({ follow_ups: [{ content: '' }] })
  await cell(page, 1, 'Thai').fill('ดู')
  await page.reload()
  await expect(cell(page, 1, 'Thai')).toHaveValue('ดู')

  await test.step('found by its Chinese name and taken away, which can be undone', async () => {
    await languages(page).click()
    await expect(dialog.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('泰')
    await expect(dialog.getByRole('checkbox')).toHaveCount(1)
    await dialog.getByRole('checkbox', { name: 'Thai' }).uncheck()
    await page.keyboard.press('Escape')
    await expect(cell(page, 1, 'Thai')).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo removal' }).click()
    await expect(cell(page, 1, 'Thai')).toHaveValue('ดู')
  })

  await test.step('one without a text shows what the user would see', async () => {
    await cell(page, 1, 'Default').fill('Hello')
    await pick(page, 'French')
    await expect(cell(page, 1, 'French')).toHaveValue('')
    await expect(cell(page, 1, 'French')).toHaveAttribute('placeholder', 'Hello')
    await expect(bubbles(page).getByText('undocumented')).toHaveCount(1)
  })

  await test.step('the one with the caret is that of the preview', async () => {
    await cell(page, 1, 'French').fill('Bonjour')
    await expect(part.preview(page).getByText('Bonjour')).toBeVisible()
  })

  await test.step('all are shown, or those of bubble 1', async () => {
    await languages(page).click()
    await page.getByRole('button', { name: 'All', exact: true }).click()
    await expect(bubbles(page).getByText('16 of 16')).toBeVisible()
    await expect(bubbles(page).getByRole('row')).toHaveCount(18)
    await page.getByRole('button', { name: 'Those of bubble 1' }).click()
    await expect(bubbles(page).getByText('2 of 16')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(cell(page, 1, 'French')).toHaveValue('Bonjour')
  })
})

test('what JSON can hold and the table shows is the same after a look at the table, after an edit and a reload', async ({
  page,
}) => {
  const body = [
    {
      note: { kept: true },
      content: 'A',
      i18n_contents: [
        { language: 'zh_cn', content: '甲', id: 7 },
        { language: 'en_us', content: 'a' },
        { language: 'zz', content: 'z' },
        { language: 'en_us', content: 'again' },
        { language: 'ja_jp', content: '' },
      ],
    },
    { content: 'B', i18n_contents: [] },
  ]
  // The editor renders the lines that are visible.
  await page.setViewportSize({ width: 1280, height: 1400 })
  await setJson(page, body)
  await expect(cell(page, 1, 'English (2)')).toHaveValue('again')
  await expect(cell(page, 1, 'zz (unsupported)')).toHaveValue('z')
  await expect(cell(page, 2, 'zz (unsupported)')).toHaveAttribute('readonly')
  await expect(cell(page, 1, 'Japanese')).toHaveAccessibleDescription(/Empty text from JSON/)
  expect(await readJson(page)).toEqual({ follow_ups: body })

  await cell(page, 1, 'Chinese, Simplified').fill('乙')
  const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }))
  await expect.poll(stored).toContain('乙')
  await page.reload()
  await expect(cell(page, 1, 'Chinese, Simplified')).toHaveValue('乙')
  const expected = structuredClone(body)
  Object.assign(expected[0]?.i18n_contents?.[0] ?? {}, { content: '乙' })
  expect(await readJson(page)).toEqual({ follow_ups: expected })
})

test('a pasted block fills cells, a table with languages goes where it belongs, one text stays in its cell', async ({
  page,
}) => {
  await pick(page, 'English')

  await test.step('a block, from the caret, as one undo step', async () => {
    await cell(page, 1, 'Default').fill('before')
    await paste(cell(page, 1, 'Default'), 'one\ttwo\n"ei\nns"\tzwei')
    await expect(cell(page, 1, 'Default')).toHaveValue('one')
    await expect(cell(page, 2, 'Default')).toHaveValue('two')
    await expect(cell(page, 1, 'English')).toHaveValue('ei\nns')
    await expect(cell(page, 2, 'English')).toHaveValue('zwei')
    await expect(bubbles(page).getByText('4 texts pasted into 2 bubbles, 1 language')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(cell(page, 1, 'Default')).toHaveValue('before')
    await expect(cell(page, 2, 'Default')).toHaveCount(0)
  })

  await test.step('a table with languages; what has no place is reported', async () => {
    await cell(page, 1, 'Default').fill('')
    await paste(
      cell(page, 1, 'Default'),
      'Language\tBubble 1\tBubble 2\tBubble 3\tBubble 4\nDE-de\tEins\tZwei\tDrei\tVier\n日语\t一\t二\t三\t四\nKlingon\tx\ty\tz\tw',
    )
    await expect(cell(page, 3, 'Japanese')).toHaveValue('三')
    await expect(cell(page, 1, 'German')).toHaveValue('Eins')
    await expect(
      bubbles(page).getByText('6 texts pasted into 3 bubbles, 2 languages'),
    ).toBeVisible()
    await expect(bubbles(page).getByText('1 column left out')).toBeVisible()
    await expect(bubbles(page).getByText('1 row left out')).toBeVisible()
    await undo(page).click()
    await expect(cell(page, 2, 'Default')).toHaveCount(0)
    await expect(cell(page, 1, 'Default')).toHaveValue('')
  })

  await test.step('one text, into the text', async () => {
    await cell(page, 1, 'Default').fill('a')
    await paste(cell(page, 1, 'Default'), 'b, c')
    await expect(cell(page, 1, 'Default')).toHaveValue('ab, c')
    await paste(cell(page, 1, 'Default'), '"x\ny"')
    await expect(cell(page, 1, 'Default')).toHaveValue('ab, cx\ny')
  })

  await test.step('what was copied from selected cells gives the same cells', async () => {
    await cell(page, 1, 'English').fill('x')
    await languages(page).click()
    await page.getByRole('button', { name: 'Those of bubble 1' }).click()
    await page.keyboard.press('Escape')
    await expect(cell(page, 1, 'German')).toHaveCount(0)
    await pick(page, 'Korean')
    await paste(cell(page, 1, 'Default'), 'a\tb\n"c\nd"\te\nf\tg')
    await cell(page, 1, 'Default').click()
    await cell(page, 2, 'English').click({ modifiers: ['Shift'] })
    await page.keyboard.press('ControlOrMeta+c')
    expect(await copied(page)).toBe('a\tb\n"c\nd"\te')
    await page.keyboard.press('Escape')
    await cell(page, 1, 'English').focus()
    await page.keyboard.press('ControlOrMeta+v')
    await expect(cell(page, 1, 'Korean')).toHaveValue('c\nd')
    await expect(cell(page, 2, 'English')).toHaveValue('b')
  })

  await test.step('cells selected by keyboard are cleared', async () => {
    await cell(page, 1, 'English').focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Delete')
    await expect(cell(page, 1, 'English')).toHaveValue('')
    await expect(cell(page, 2, 'English')).toHaveValue('')
    await expect(cell(page, 2, 'Korean')).toHaveValue('e')
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('one language is edited at a time, chosen by its chip', async ({ page }) => {
    await cell(page, 1, 'Default').fill('one')
    await addBubbles(page, 1)
    await pick(page, 'English', 'German', 'Thai')
    const chips = page.getByRole('radiogroup', { name: 'Language to edit' })
    await chips.getByRole('radio', { name: 'English' }).click()
    await expect(cell(page, 1, 'Default')).toBeHidden()
    await cell(page, 2, 'English').fill('two')
    await page.keyboard.press('Tab')
    await chips.getByRole('radio', { name: 'English' }).press('ArrowRight')
    await expect(chips.getByRole('radio', { name: 'Thai' })).toBeChecked()
    await expect(chips.getByRole('radio', { name: 'Thai' })).toBeFocused()
    await expect(cell(page, 1, 'Thai')).toBeVisible()
    await expectNoOverflow(page)
    await expectNoAxeViolations(page)
  })
})
