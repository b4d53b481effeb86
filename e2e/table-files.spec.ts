import { readFile } from 'node:fs/promises'
import type { Download, Locator, Page } from '@playwright/test'
import readXlsxFile from 'read-excel-file/universal'
import writeXlsxFile from 'write-excel-file/universal'
import { expectNoAxeViolations } from './accessibility.ts'
import { cell, defaultText, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

const importDialog = (page: Page) => page.getByRole('dialog', { name: 'Import table' })
const exportDialog = (page: Page) => page.getByRole('dialog', { name: 'Export table' })
const changes = (page: Page) => importDialog(page).getByRole('region', { name: 'Changed cells' })

const BODY = {
  follow_ups: [
    {
      content: '=1+1',
      i18n_contents: [
        { content: 'Show progress', language: 'en_us' },
        { content: "'-5 %", language: 'de_de' },
        { content: 'a "quoted",\nbroken; line', language: 'fr_fr' },
      ],
    },
    { content: '转人工', i18n_contents: [{ content: '@agent', language: 'en_us' }] },
  ],
}

/** Puts a body into the draft through the JSON tab, and returns to the table. */
async function compose(page: Page, body: unknown): Promise<void> {
  await page.getByRole('tab', { name: 'JSON', exact: true }).click()
  await page.getByRole('textbox', { name: 'Request body as JSON' }).fill(JSON.stringify(body))
  await page.getByRole('tab', { name: 'Table', exact: true }).click()
}

async function openDialog(page: Page, name: 'Import table' | 'Export table'): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('dialog', { name })).toBeVisible()
}

/** Exports the table in a format and returns the downloaded file. */
async function exportTable(page: Page, format: 'CSV' | 'XLSX'): Promise<Download> {
  await openDialog(page, 'Export table')
  const download = page.waitForEvent('download')
  await exportDialog(page)
    .getByRole('button', { name: `Download ${format}` })
    .click()
  await expect(exportDialog(page)).toHaveCount(0)
  return download
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}

type Chosen = { name: string; buffer: Buffer }

/** Chooses a file in the import dialog, which it opens. */
async function chooseFile(page: Page, { name, buffer }: Chosen): Promise<void> {
  if ((await importDialog(page).count()) === 0) await openDialog(page, 'Import table')
  const chosen = page.waitForEvent('filechooser')
  await importDialog(page)
    .getByRole('button', { name: /^Choose (file|another file)$/ })
    .click()
  await (await chosen).setFiles({ name, mimeType: '', buffer })
}

const take = (page: Page): Locator =>
  importDialog(page).getByRole('button', { name: /^Import \d+ cells?$/ })

async function xlsx(rows: (string | null)[][]): Promise<Buffer> {
  const blob = await writeXlsxFile(rows).toBlob()
  return Buffer.from(await blob.arrayBuffer())
}

const csv = (...rows: string[]) => Buffer.from(rows.join('\r\n'))

test.beforeEach(async ({ page }) => {
  await page.goto('/')
  await compose(page, BODY)
  await expect(cell(page, 1, 'German')).toHaveValue("'-5 %")
})

test('an exported file imports without a change, and into an empty draft with every text', async ({
  page,
}) => {
  for (const format of ['CSV', 'XLSX'] as const) {
    await test.step(format, async () => {
      await compose(page, BODY)
      await expect(cell(page, 1, 'German')).toHaveValue("'-5 %")
      const download = await exportTable(page, format)
      expect(download.suggestedFilename()).toMatch(
        new RegExp(`^bubbles-\\d{4}-\\d{2}-\\d{2}\\.${format.toLowerCase()}$`),
      )
      const file = { name: download.suggestedFilename(), buffer: await bytesOf(download) }
      if (format === 'CSV') expectNoFormula(file.buffer.toString('utf8'))
      await chooseFile(page, file)
      await expect(importDialog(page).getByText('No changes')).toBeVisible()
      await expect(take(page)).toHaveCount(0)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('button', { name: 'Import table', exact: true })).toBeFocused()

      await compose(page, { follow_ups: [{ content: '' }] })
      await chooseFile(page, file)
      await expect(importDialog(page).getByText('6 new')).toBeVisible()
      await take(page).click()
      await expect(importDialog(page)).toHaveCount(0)
      await expect(defaultText(page, 1)).toHaveValue('=1+1')
      await expect(cell(page, 1, 'German')).toHaveValue("'-5 %")
      await expect(cell(page, 1, 'French')).toHaveValue('a "quoted",\nbroken; line')
      await expect(defaultText(page, 2)).toHaveValue('转人工')
      await expect(cell(page, 2, 'English')).toHaveValue('@agent')
    })
  }

  await test.step('an XLSX file has a header, a row for each language, and all 16 if wished', async () => {
    await compose(page, BODY)
    await openDialog(page, 'Export table')
    await expectNoAxeViolations(page)
    await exportDialog(page)
      .getByRole('checkbox', { name: /^Add empty rows/ })
      .check()
    const download = page.waitForEvent('download')
    await exportDialog(page).getByRole('button', { name: 'Download XLSX' }).click()
    const bytes = await bytesOf(await download)
    const [sheet] = await readXlsxFile(new Blob([new Uint8Array(bytes)]))
    expect(sheet?.sheet).toBe('Bubbles')
    expect(sheet?.data.map(([code]) => code)).toEqual([
      'Code',
      'default',
      'en_us',
      'de_de',
      'fr_fr',
      'zh_cn',
      'zh_hk',
      'zh_tw',
      'ja_jp',
      'id_id',
      'vi_vn',
      'th_th',
      'pt_br',
      'es_es',
      'ko_kr',
      'it_it',
      'ru_ru',
      'ms_my',
    ])
  })

  await test.step('repeated and unsupported languages and other fields survive the way through a file', async () => {
    const row = (content: string, language: string) => ({ content, language })
    const body = {
      follow_ups: [
        {
          content: 'a',
          colour: 'red',
          i18n_contents: [
            row('one', 'en_us'),
            row('two', 'en_us'),
            row('z', 'zz'),
            row('', 'fr_fr'),
          ],
        },
      ],
    }
    await compose(page, body)
    await openDialog(page, 'Export table')
    for (const note of ['en_us#2', 'followed by #1', 'empty on purpose', 'Other JSON fields']) {
      await expect(exportDialog(page).getByText(note)).toBeVisible()
    }
    await page.keyboard.press('Escape')
    const file = { name: 'b.csv', buffer: await bytesOf(await exportTable(page, 'CSV')) }
    await chooseFile(page, file)
    await expect(importDialog(page).getByText('No changes')).toBeVisible()
    await page.keyboard.press('Escape')

    await compose(page, { follow_ups: [{ content: 'b', colour: 'red' }] })
    await chooseFile(page, file)
    await expect(changes(page).getByText('Unsupported language')).toBeVisible()
    await expect(changes(page).getByText('Repeated language')).toBeVisible()
    await take(page).click()
    await page.getByRole('tab', { name: 'JSON', exact: true }).click()
    const editor = page.getByRole('textbox', { name: 'Request body as JSON' })
    await expect(editor).toContainText('"colour"')
    // CodeMirror shows lines, so compare without the white space between tokens.
    const shown = (await editor.innerText()).replaceAll(/\s+/g, '')
    expect(JSON.parse(shown)).toEqual({
      follow_ups: [
        {
          ...body.follow_ups[0],
          i18n_contents: [
            row('one', 'en_us'),
            row('two', 'en_us'),
            row('', 'fr_fr'),
            row('z', 'zz'),
          ],
        },
      ],
    })
  })
})

/** A CSV file is UTF-8 with a byte order mark, and none of its cells is a formula. */
function expectNoFormula(text: string): void {
  expect(text.startsWith('\uFEFFCode,Language,Bubble 1,Bubble 2\r\n')).toBe(true)
  expect(text).toContain("default,Default,'=1+1,转人工\r\n")
  expect(text).toContain("en_us,English,Show progress,'@agent\r\n")
  expect(text).toContain("de_de,German,''-5 %,")
}

test('a translator’s file is reviewed cell by cell, and one of a Chinese Excel is read as GBK', async ({
  page,
}) => {
  await test.step('a workbook with names, another order and fewer rows', async () => {
    const buffer = await xlsx([
      ['Language', 'Comment', 'Bubble 2', 'Bubble 1'],
      ['日本語', 'new', '有人対応', '進捗を見る'],
      ['German', null, null, 'Fortschritt anzeigen'],
      ['English', null, null, 'x'.repeat(201)],
      ['Klingon', null, 'nuq', null],
    ])
    await chooseFile(page, { name: 'from the translator.xlsx', buffer })
    await expect(importDialog(page).getByText('2 changed, 2 new, 1 removed')).toBeVisible()
    const row = (name: string) => changes(page).getByRole('row').filter({ hasText: name })
    await expect(row('Bubble 1, German')).toContainText("'-5 %")
    await expect(row('Bubble 1, German')).toContainText('Fortschritt anzeigen')
    await expect(row('Bubble 2, English')).toContainText('removed')
    await expect(row('Bubble 1, English')).toContainText('Too long: 201/200')
    await expect(row('Bubble 1, English')).toContainText('x'.repeat(201))
    await expect(importDialog(page).getByText('Row 5: “Klingon” is not a language')).toBeVisible()
    await expect(importDialog(page).getByText('Column “Comment”: not a bubble')).toBeVisible()

    // Texts that are not in the file stay, unless they are selected.
    await importDialog(page).getByText('Not in the file (3)').click()
    const missing = importDialog(page).getByRole('region', { name: 'Not in the file' })
    await expect(missing.getByRole('checkbox', { checked: true })).toHaveCount(0)
    await missing.getByRole('checkbox', { name: 'Bubble 1, French' }).check()
    await changes(page).getByRole('checkbox', { name: 'Bubble 1, English' }).uncheck()
    await expectNoAxeViolations(page)
    await importDialog(page).getByRole('button', { name: 'Import 5 cells' }).click()

    await expect(cell(page, 1, 'Japanese')).toHaveValue('進捗を見る')
    await expect(cell(page, 2, 'Japanese')).toHaveValue('有人対応')
    await expect(cell(page, 1, 'German')).toHaveValue('Fortschritt anzeigen')
    await expect(cell(page, 1, 'English')).toHaveValue('Show progress')
    await expect(cell(page, 2, 'English')).toHaveValue('')
    await expect(defaultText(page, 1)).toHaveValue('=1+1')

    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(cell(page, 1, 'German')).toHaveValue("'-5 %")
    await expect(cell(page, 1, 'French')).toHaveValue('a "quoted",\nbroken; line')
    await expect(cell(page, 2, 'English')).toHaveValue('@agent')
    await expect(cell(page, 1, 'Japanese')).toHaveCount(0)
  })

  await test.step('nothing is imported while no cell is selected, and all are selected by one press', async () => {
    await chooseFile(page, { name: 'a.csv', buffer: csv('default,A,B', 'en_us,C,D') })
    const all = changes(page).getByRole('checkbox', { name: 'All changed cells' })
    await expect(all).toBeChecked()
    await all.uncheck()
    const none = importDialog(page).getByRole('button', { name: 'Select cells to import' })
    await expect(none).toHaveAttribute('aria-disabled', 'true')
    await none.press('Enter')
    await expect(importDialog(page)).toBeVisible()
    await all.check()
    await take(page).click()
    await expect(importDialog(page)).toHaveCount(0)
    await expect(defaultText(page, 2)).toHaveValue('B')
  })

  await test.step('a CSV file in GBK, which the dialog says and lets change', async () => {
    // “查看进度” in GBK.
    const gbk = Buffer.from([0xb2, 0xe9, 0xbf, 0xb4, 0xbd, 0xf8, 0xb6, 0xc8])
    const buffer = Buffer.concat([csv('Language;Bubble 1', 'Default;'), gbk])
    await chooseFile(page, { name: '译文.csv', buffer })
    const encoding = importDialog(page).getByRole('combobox', { name: 'Text encoding' })
    await expect(encoding).toHaveValue('gb18030')
    await expect(changes(page).getByText('查看进度')).toBeVisible()
    await encoding.selectOption('windows-1252')
    await expect(changes(page).getByText('²é¿´½ø¶È')).toBeVisible()
    await encoding.selectOption('gb18030')
    await take(page).click()
    await expect(defaultText(page, 1)).toHaveValue('查看进度')
  })

  await test.step('a phone shows the review without scrolling sideways', async () => {
    await expect(importDialog(page)).toHaveCount(0)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: 'More tools', exact: true }).click()
    await chooseFile(page, { name: 'a.csv', buffer: csv(`default,${'长'.repeat(210)},B`) })
    await expect(changes(page)).toBeVisible()
    const fits = () =>
      page.evaluate(() =>
        [
          document.documentElement,
          ...document.querySelectorAll('dialog[open], dialog section'),
        ].every((one) => one.scrollWidth <= one.clientWidth),
      )
    expect(await fits()).toBe(true)
    await expectNoAxeViolations(page)
    await expect(part.composer(page)).toBeAttached()
  })
})

test('a dropped file is read; no table and invalid JSON are refused with their reason', async ({
  page,
}) => {
  await test.step('files', async () => {
    await openDialog(page, 'Import table')
    const data = await page.evaluateHandle(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['default,dropped'], 'dropped.csv'))
      return dataTransfer
    })
    await importDialog(page)
      .getByText('or drop it here')
      .dispatchEvent('drop', { dataTransfer: data })
    await expect(changes(page).getByText('dropped')).toBeVisible()

    const status = importDialog(page).getByRole('status')
    for (const [name, buffer, reason] of [
      ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'not a CSV or XLSX file'],
      [
        'old.xls',
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
        'an old (.xls) or protected workbook',
      ],
      [
        'half.xlsx',
        (await xlsx([['default', 'a']])).subarray(0, 300),
        'not a complete XLSX workbook',
      ],
      ['letter.txt', Buffer.from('Dear translator, …'), 'No languages found'],
      ['large.csv', Buffer.alloc(5 * 1024 * 1024 + 1, 'x'), 'larger than 5 MB'],
    ] as const) {
      await chooseFile(page, { name, buffer })
      await expect(status.getByText(reason)).toBeVisible()
      await expect(changes(page)).toHaveCount(0)
    }
    await page.keyboard.press('Escape')
    await expect(defaultText(page, 1)).toHaveValue('=1+1')
  })

  await test.step('while the JSON is invalid, neither dialog offers anything but to fix it', async () => {
    await page.getByRole('tab', { name: 'JSON', exact: true }).click()
    await page.getByRole('textbox', { name: 'Request body as JSON' }).fill('{')
    for (const name of ['Import table', 'Export table'] as const) {
      await openDialog(page, name)
      await expect(page.getByRole('dialog', { name }).getByText('Invalid JSON')).toBeVisible()
      await page.keyboard.press('Escape')
    }
  })
})
