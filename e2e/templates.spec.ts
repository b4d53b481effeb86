import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectNoAxeViolations } from './accessibility.ts'
import { defaultText, newMessage, part, sendAndExpect } from './console-page.ts'
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
  await button(page, 'Save the composer as a template').click()
  await page.keyboard.press('Tab')
  await page.keyboard.type(name)
  await dialog(page).getByRole('textbox', { name: 'Note' }).fill(note)
  await button(page, 'Save').click()
  await expect(dialog(page).getByRole('heading', { name })).toBeVisible()
}

test.beforeEach(({ page }) => page.goto('/'))

test('a template with a variable is saved, found, filled and sent', async ({ page }) => {
  const name = uniqueName('Parcel')
  await newMessage(page)
  await defaultText(page, 1).fill('Where is {{order}}?')
  await part.bubble(page, 1).getByRole('button', { name: 'Add a language' }).click()
  await page.keyboard.type('Track {{ order }} of {{customer}}')
  await expect(page.getByText('still holds {{order}}').first()).toBeVisible()
  await saveAs(page, name, 'after a parcel has left')
  await page.keyboard.press('Escape')
  await defaultText(page, 1).fill('something else')

  await openTemplates(page)
  await dialog(page).getByRole('searchbox').fill('TRACK parcel has')
  await button(page, name).click()
  const preview = dialog(page).getByRole('region', { name: 'What goes into the composer' })
  await expect(dialog(page).getByText('No value yet for {{order}} {{customer}}')).toBeVisible()
  await dialog(page).getByRole('textbox', { name: 'order' }).fill('$& 2026')
  await expect(preview).toContainText('Where is $& 2026?')
  await dialog(page).getByRole('textbox', { name: 'customer' }).fill('x'.repeat(200))
  await expect(dialog(page).getByText('Some texts are too long now')).toBeVisible()
  await dialog(page).getByRole('textbox', { name: 'customer' }).fill('Ann')
  await expect(dialog(page).getByText('No value yet')).toHaveCount(0)
  await expectNoAxeViolations(page)
  await button(page, 'Put into the composer').click()

  await expect(defaultText(page, 1)).toHaveValue('Where is $& 2026?')
  await expect(part.messageId(page)).toHaveValue(/^om_/)
  await sendAndExpect(page, 'Bubbles added')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(defaultText(page, 1)).toHaveValue('something else')
})

test('versions are kept and compared, and an old one can be used', async ({ page }) => {
  const name = uniqueName('Growing')
  await defaultText(page, 1).fill('first words')
  await saveAs(page, name)
  await button(page, 'Save the composer as a new version').click()
  await expect(dialog(page).getByText('the same as version 1')).toBeVisible()
  await page.keyboard.press('Escape')

  await defaultText(page, 1).fill('second words')
  await openTemplates(page)
  await button(page, name).click()
  await button(page, 'Save the composer as a new version').click()
  await expect(dialog(page).getByText('Saved as version 2')).toBeVisible()
  await button(page, 'Versions').click()
  await expect(dialog(page).getByText('1 line differs')).toBeVisible()
  await expect(dialog(page).getByRole('row', { name: /first words.*second words/ })).toBeVisible()
  await expectNoAxeViolations(page)
  await button(page, 'Use version 1').click()
  await button(page, 'Put into the composer').click()
  await expect(defaultText(page, 1)).toHaveValue('first words')
})

test.describe('invalid input', () => {
  test.use({ expectedStatuses: [422] })

  test('is reported at the field to fix; an invalid file is rejected as a whole with its paths', async ({
    page,
  }) => {
    const name = uniqueName('Mine')
    await saveAs(page, name)
    await button(page, 'All templates').click()
    await button(page, 'Save the composer as a template').click()
    await button(page, 'Save').click()
    await expect(dialog(page).getByText('Give the template a name.')).toBeVisible()
    await dialog(page).getByRole('textbox', { name: 'Name' }).fill(name)
    await button(page, 'Save').click()
    await expect(dialog(page).getByText('Another template has this name')).toBeVisible()
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

test('a template is renamed, deleted and restored, exported and imported', async ({ page }) => {
  const [first, name] = [uniqueName('Before'), uniqueName('After')]
  await defaultText(page, 1).fill('旅行')
  await saveAs(page, first)
  await button(page, 'Rename or change the note').click()
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill(name)
  await button(page, 'Save').click()
  await expect(dialog(page).getByRole('heading', { name })).toBeVisible()
  await button(page, 'Delete').click()
  await expect(button(page, 'Restore')).toBeFocused()
  await button(page, 'Restore').click()
  await expect(button(page, name)).toBeVisible()

  await button(page, name).click()
  const download = page.waitForEvent('download')
  await dialog(page).getByRole('link', { name: 'Export' }).click()
  const file = await readFile(await (await download).path(), 'utf8')
  expect(JSON.parse(file)).toMatchObject({ templates: [{ name }] })

  await button(page, 'Delete').click()
  await expect(dialog(page).getByText(`“${name}” was deleted.`)).toBeVisible()
  await expect(button(page, name)).toHaveCount(0)
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(file) })
  await expect(dialog(page).getByText('Imported: 1 new')).toBeVisible()
  await button(page, name).click()
  await button(page, 'Put into the composer').click()
  await expect(defaultText(page, 1)).toHaveValue('旅行')
})

test('an example is used in the selected languages', async ({ page }) => {
  await openTemplates(page)
  await dialog(page).getByRole('radio', { name: 'Examples' }).check()
  await expect(
    dialog(page)
      .getByRole('listitem')
      .filter({ has: page.getByRole('button') }),
  ).toHaveCount(4)
  await button(page, 'Hand over to a person').click()
  await button(page, 'None').click()
  await dialog(page).getByRole('checkbox', { name: '日本語' }).check()
  await dialog(page).getByRole('checkbox', { name: '한국어' }).check()
  await button(page, 'Put into the composer').click()
  const rows = part.bubble(page, 1).getByRole('combobox')
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(0)).toHaveValue('ja_jp')
  await expect(part.bubble(page, 1).getByRole('textbox', { name: 'Text in Korean' })).toHaveValue(
    '상담원과 대화하기',
  )
  await expect(part.bubble(page, 3)).toBeVisible()
})

test('an example is used by keyboard alone, and Esc closes the dialog', async ({ page }) => {
  await expect(part.composer(page)).toBeVisible()
  await page.getByRole('button', { name: 'Redo', exact: true }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(button(page, 'All templates')).toBeFocused()
  await button(page, 'Put into the composer').focus()
  await page.keyboard.press('Enter')
  await expect(defaultText(page, 1)).toHaveValue('Confirm')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(defaultText(page, 1)).toHaveValue('')

  await openTemplates(page)
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Templates' })).toBeFocused()
})

for (const { locale, colorScheme } of [
  { locale: 'en-US', colorScheme: 'dark' },
  { locale: 'zh-CN', colorScheme: 'light' },
] as const) {
  test.describe(`${locale}, ${colorScheme}, 390 px`, () => {
    test.use({ locale, colorScheme, viewport: { width: 390, height: 844 } })

    test('the templates have no axe violation and fit the window', async ({ page }) => {
      const say = (zh: string, en: string) => (locale === 'zh-CN' ? zh : en)
      const fits = async () => {
        await expectNoAxeViolations(page)
        const overflow = await dialog(page).evaluate(
          (element) => element.scrollWidth - element.clientWidth,
        )
        expect(overflow).toBe(0)
      }
      const name = uniqueName('x'.repeat(60))
      await page
        .getByRole('textbox', { name: say('默认文字', 'Default text') })
        .fill(`${'long'.repeat(40)} {{variable_with_a_long_name_of_40_characters}}`)
      await page.getByRole('button', { name: say('模板', 'Templates') }).click()
      await button(page, say('把编辑器内容存为模板', 'Save the composer as a template')).click()
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
      await button(page, say('接着问什么', 'Next questions')).click()
      await fits()
    })
  })
}
