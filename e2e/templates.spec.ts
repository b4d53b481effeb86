import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { chooseLanguage, expectNoAxeViolations } from './accessibility.ts'
import {
  addLanguage,
  cell,
  defaultText,
  expectMessageId,
  newMessage,
  part,
  sendAndExpect,
} from './console-page.ts'
import { expect, test } from './fixtures.ts'

const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string | RegExp) =>
  dialog(page).getByRole('button', { name, exact: typeof name === 'string' })
const openTemplates = (page: Page) => page.getByRole('button', { name: 'Templates' }).click()

let counter = 0
/** A name that no other test of this worker uses. */
const uniqueName = (name: string) => `${name} ${test.info().workerIndex}-${++counter}`

async function saveAs(page: Page, name: string, note = ''): Promise<void> {
  await openTemplates(page)
  await button(page, 'Save as template').click()
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog(page).getByRole('textbox', { name: /^Note/ }).fill(note)
  await button(page, 'Save').click()
  await expect(dialog(page).getByRole('heading', { name })).toBeVisible()
}

test.beforeEach(({ page }) => page.goto('/'))

test.describe('two editors', () => {
  test.use({ expectedStatuses: [409] })

  test('a first message is kept with the template, and a faster colleague is not overwritten', async ({
    page,
  }) => {
    const name = uniqueName('Greeting')
    await defaultText(page, 1).fill('Thanks')
    await openTemplates(page)
    await button(page, 'Save as template').click()
    await dialog(page).getByRole('textbox', { name: 'Name' }).fill(name)
    await dialog(page).getByRole('textbox', { name: 'Default text' }).fill('Hi {{name}}')
    await button(page, 'Add a language').click()
    await dialog(page).getByRole('combobox', { name: 'Language 1' }).selectOption('zh_cn')
    await dialog(page).getByRole('textbox', { name: 'Text in language 1' }).fill('你好 {{name}}')
    await expectNoAxeViolations(page)
    await button(page, 'Save').click()
    await expect(dialog(page).getByText('First message: Hi {{name}}')).toBeVisible()
    const { templates } = await (await page.request.get(`/api/templates?query=${name}`)).json()
    expect(templates[0].message).toEqual({
      content: 'Hi {{name}}',
      i18n_contents: [{ language: 'zh_cn', content: '你好 {{name}}' }],
    })

    await page.request.post(`/api/templates/${templates[0].id}/versions`, {
      data: { follow_ups: [{ content: 'A colleague’s' }] },
    })
    await page.keyboard.press('Escape')
    await defaultText(page, 1).fill('Mine')
    await openTemplates(page)
    await button(page, name).click()
    await page.request.post(`/api/templates/${templates[0].id}/versions`, {
      data: { follow_ups: [{ content: 'A colleague’s again' }] },
    })
    await button(page, 'Save as new version').click()
    await expect(dialog(page).getByText('Someone saved version 3 meanwhile')).toBeVisible()
    const stored = async () =>
      (await (await page.request.get(`/api/templates/${templates[0].id}`)).json()).versions.map(
        (one: { follow_ups: { content: string }[] }) => one.follow_ups[0]?.content,
      )
    expect(await stored()).toEqual(['A colleague’s again', 'A colleague’s', 'Thanks'])
    await button(page, 'Save mine as the newest').click()
    await expect(dialog(page).getByText('Saved as version 4')).toBeVisible()
    expect(await stored()).toEqual(['Mine', 'A colleague’s again', 'A colleague’s', 'Thanks'])
  })
})

test('a template with a variable is saved, found, filled and sent', async ({ page }) => {
  const name = uniqueName('Parcel')
  await newMessage(page)
  await defaultText(page, 1).fill('Where is {{order}}?')
  await addLanguage(page, 'English')
  await cell(page, 1, 'English').fill('Track {{ order }} of {{customer}}')
  await expect(page.getByText('Unfilled variable').first()).toBeVisible()
  await saveAs(page, name, 'after a parcel has left')
  await page.keyboard.press('Escape')
  await defaultText(page, 1).fill('something else')

  await openTemplates(page)
  await dialog(page).getByRole('searchbox').fill('TRACK parcel has')
  await button(page, name).click()
  const preview = dialog(page).getByRole('region', { name: 'Preview' })
  await expect(
    dialog(page).getByText('{{order}} {{customer}} are empty and will be left as is.'),
  ).toBeVisible()
  await dialog(page).getByRole('textbox', { name: 'order' }).fill('$& 2026')
  await expect(preview).toContainText('Where is $& 2026?')
  await dialog(page).getByRole('textbox', { name: 'customer' }).fill('x'.repeat(200))
  await expect(dialog(page).getByText('Some texts are too long.')).toBeVisible()
  await dialog(page).getByRole('textbox', { name: 'customer' }).fill('Ann')
  await expect(dialog(page).getByText('left as is')).toHaveCount(0)
  await expectNoAxeViolations(page)
  await button(page, 'Use').click()

  await expect(defaultText(page, 1)).toHaveValue('Where is $& 2026?')
  await expectMessageId(page, /^om_/)
  await sendAndExpect(page, 'Bubbles added')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(defaultText(page, 1)).toHaveValue('something else')
})

test.describe('the templates', () => {
  test.use({ expectedStatuses: [422] })

  test('keep and compare versions, are renamed, deleted and restored, exported and imported, and report invalid input', async ({
    page,
  }) => {
    await test.step('versions are kept and compared, and an old one can be used', async () => {
      const name = uniqueName('Growing')
      await defaultText(page, 1).fill('first words')
      await saveAs(page, name)
      await button(page, 'Save as new version').click()
      await expect(dialog(page).getByText('No changes since version 1')).toBeVisible()
      await page.keyboard.press('Escape')

      await defaultText(page, 1).fill('second words')
      await openTemplates(page)
      await button(page, name).click()
      await button(page, 'Save as new version').click()
      await expect(dialog(page).getByText('Saved as version 2')).toBeVisible()
      await button(page, 'Versions').click()
      await expect(dialog(page).getByText('1 line differs')).toBeVisible()
      await expect(
        dialog(page).getByRole('row', { name: /first words.*second words/ }),
      ).toBeVisible()
      await expectNoAxeViolations(page)
      await button(page, 'Use version 1').click()
      await button(page, 'Use').click()
      await expect(defaultText(page, 1)).toHaveValue('first words')
    })

    await test.step('a template is renamed, deleted and restored, exported and imported', async () => {
      const [first, name] = [uniqueName('Before'), uniqueName('After')]
      await defaultText(page, 1).fill('旅行')
      await saveAs(page, first)
      await button(page, 'Edit name and note').click()
      await dialog(page).getByRole('textbox', { name: 'Name' }).fill(name)
      await button(page, 'Save').click()
      await expect(dialog(page).getByRole('heading', { name })).toBeVisible()
      await button(page, 'Delete').click()
      await expect(button(page, 'Undo')).toBeFocused()
      await button(page, 'Undo').click()
      await expect(button(page, name)).toBeVisible()

      await button(page, name).click()
      const download = page.waitForEvent('download')
      await dialog(page).getByRole('link', { name: 'Export' }).click()
      const file = await readFile(await (await download).path(), 'utf8')
      expect(JSON.parse(file)).toMatchObject({ templates: [{ name }] })

      await button(page, 'Delete').click()
      await expect(dialog(page).getByText(`“${name}” deleted`)).toBeVisible()
      await expect(button(page, name)).toHaveCount(0)
      await dialog(page)
        .locator('input[type=file]')
        .setInputFiles({
          name: 'mine.json',
          mimeType: 'application/json',
          buffer: Buffer.from(file),
        })
      await expect(dialog(page).getByText('Imported: 1 new')).toBeVisible()
      await button(page, name).click()
      await button(page, 'Use').click()
      await expect(defaultText(page, 1)).toHaveValue('旅行')
    })

    await test.step('invalid input is reported at the field to fix; an invalid file is rejected as a whole with its paths', async () => {
      const name = uniqueName('Mine')
      await saveAs(page, name)
      await button(page, 'All templates').click()
      await button(page, 'Save as template').click()
      await button(page, 'Save').click()
      await expect(dialog(page).getByText('Enter a name for the template.')).toBeVisible()
      await dialog(page).getByRole('textbox', { name: 'Name' }).fill(name)
      await button(page, 'Save').click()
      await expect(dialog(page).getByText('A template with this name exists.')).toBeVisible()
      await expect(dialog(page).getByRole('textbox', { name: 'Name' })).toHaveAttribute(
        'aria-invalid',
        'true',
      )

      await page.keyboard.press('Escape')
      await expect(dialog(page)).toHaveCount(0)
      await openTemplates(page)
      const choose = (name: string, text: string) =>
        dialog(page)
          .locator('input[type=file]')
          .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
      await choose('broken.json', '{"format":')
      await expect(dialog(page).getByText('not valid JSON')).toBeVisible()
      await choose(
        'foreign.json',
        '{"format":"follow-up-console.templates","version":1,"templates":[{"name":"x","versions":[{"follow_ups":[{"content":1}]}]}]}',
      )
      await expect(
        dialog(page).getByText('templates.0.versions.0.follow_ups.0.content'),
      ).toBeVisible()
      await choose('huge.json', `"${'x'.repeat(1_100_000)}"`)
      await expect(dialog(page).getByText('larger than 1 MB')).toBeVisible()
      await expectNoAxeViolations(page)
    })
  })
})

test('an example is used by keyboard alone, and in the selected languages', async ({ page }) => {
  await test.step('by keyboard alone, and Esc closes the dialog', async () => {
    await expect(part.composer(page)).toBeVisible()
    await page.getByRole('button', { name: 'Redo', exact: true }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(dialog(page).getByRole('searchbox')).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(button(page, 'All templates')).toBeFocused()
    await button(page, 'Use').focus()
    await page.keyboard.press('Enter')
    await expect(defaultText(page, 1)).toHaveValue('Confirm')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(defaultText(page, 1)).toHaveValue('')

    await openTemplates(page)
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Templates' })).toBeFocused()
  })

  await test.step('in the selected languages', async () => {
    await openTemplates(page)
    await dialog(page).getByRole('radio', { name: 'Examples' }).check()
    await expect(
      dialog(page)
        .getByRole('listitem')
        .filter({ has: page.getByRole('button') }),
    ).toHaveCount(4)
    await button(page, 'Hand off to an agent').click()
    await button(page, 'None').click()
    await dialog(page).getByRole('checkbox', { name: '日本語' }).check()
    await dialog(page).getByRole('checkbox', { name: '한국어' }).check()
    await button(page, 'Use').click()
    await expect(part.composer(page).getByRole('textbox', { name: /^Bubble 1, / })).toHaveCount(3)
    await expect(cell(page, 1, 'Japanese')).toHaveValue('担当者と話す')
    await expect(cell(page, 1, 'Korean')).toHaveValue('상담원과 대화하기')
    await expect(defaultText(page, 3)).toBeVisible()
  })
})

test.describe('on a phone', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 390, height: 844 } })

  test('the templates have no axe violation and fit the window', async ({ page }) => {
    for (const locale of ['en', 'zh-CN']) {
      await test.step(locale, async () => {
        const isChinese = locale === 'zh-CN'
        if (isChinese) {
          await page.keyboard.press('Escape')
          await page.emulateMedia({ colorScheme: 'light' })
          await chooseLanguage(page, 'zh-CN')
        }
        const say = (zh: string, en: string) => (isChinese ? zh : en)
        const fits = async () => {
          await expectNoAxeViolations(page, isChinese ? 'appearance' : 'all')
          const overflow = await dialog(page).evaluate(
            (element) => element.scrollWidth - element.clientWidth,
          )
          expect(overflow).toBe(0)
        }
        const name = uniqueName('x'.repeat(60))
        await page
          .getByRole('textbox', { name: say('气泡 1，默认', 'Bubble 1, Default') })
          .fill(`${'long'.repeat(40)} {{variable_with_a_long_name_of_40_characters}}`)
        await page.getByRole('button', { name: say('模板', 'Templates') }).click()
        await button(page, say('保存为模板', 'Save as template')).click()
        await dialog(page).getByRole('textbox').first().fill(name)
        await fits()
        await button(page, say('保存', 'Save')).click()
        await expect(dialog(page).getByRole('heading', { name })).toBeVisible()
        await fits()
        await button(page, say('版本', 'Versions')).click()
        await fits()
        await button(page, say('全部模板', 'All templates')).click()
        await expect(button(page, name)).toBeVisible()
        await fits()
        await dialog(page)
          .getByRole('radio', { name: say('示例', 'Examples') })
          .check()
        await fits()
        await button(page, say('推荐追问', 'Suggested questions')).click()
        await fits()
      })
    }
  })
})
