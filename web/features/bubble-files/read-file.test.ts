import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readTable, readTableFile } from './import-table-dialog.tsx'
import { UNPACKED_MAX } from './unpack-workbook.ts'
import { writeXlsx } from './xlsx.ts'

async function reasonFor(bytes: Uint8Array): Promise<string> {
  const file = await readTable({ name: 'table', bytes }, 3)
  return file.ok ? 'ok' : file.reason
}

/** A workbook of one sheet with this XML of rows. */
function workbook(sheetData: string, more: Record<string, Uint8Array> = {}): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packageRels = 'http://schemas.openxmlformats.org/package/2006/relationships'
  return zipSync({
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${packageRels}"><Relationship Id="r1" Type="${rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${packageRels}"><Relationship Id="r1" Type="${rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`,
    ),
    ...more,
  })
}

const cell = (address: string, text: string) =>
  `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`

test('a workbook of inline texts and numbers is read', async () => {
  const bytes = workbook(
    `<row r="1">${cell('A1', 'default')}${cell('B1', 'Hi')}</row><row r="2">${cell('A2', 'en_us')}<c r="B2"><v>007</v></c></row>`,
  )
  const file = await readTable({ name: 'a.xlsx', bytes }, 3)
  expect(file.ok && file.reading.cells.map(({ text }) => text)).toEqual(['Hi', '007'])
})

test('a workbook that is too large when unpacked is refused, whatever it declares', async () => {
  const zeros = new Uint8Array(UNPACKED_MAX + 1)
  expect(await reasonFor(workbook('', { 'xl/sharedStrings.xml': zeros }))).toBe(
    'too_large_unpacked',
  )

  const half = new Uint8Array(UNPACKED_MAX / 2 + 1)
  const halves = { 'xl/sharedStrings.xml': half, 'xl/styles.xml': half }
  expect(await reasonFor(workbook('', halves))).toBe('too_large_unpacked')

  const lying = workbook('', { 'xl/sharedStrings.xml': zeros })
  // The declared size, in the local header and in the central directory.
  const view = new DataView(lying.buffer, lying.byteOffset, lying.byteLength)
  for (let at = 0; at < lying.length - 4; at += 1) {
    if (view.getUint32(at, true) === zeros.length) view.setUint32(at, 100, true)
  }
  expect(await reasonFor(lying)).toBe('too_large_unpacked')
})

test('a workbook with one cell far away is refused', async () => {
  expect(await reasonFor(workbook(`<row r="1048576">${cell('XFD1048576', 'x')}</row>`))).toBe(
    'too_large_unpacked',
  )
})

test('a broken workbook, another archive, an old or a binary file is refused with its reason', async () => {
  const blob = await writeXlsx([['default', 'a']], 'Bubbles')
  const whole = new Uint8Array(await blob.arrayBuffer())
  expect(await reasonFor(whole)).toBe('ok')
  expect(await reasonFor(whole.slice(0, whole.length / 2))).toBe('broken_workbook')
  expect(await reasonFor(zipSync({ 'word/document.xml': strToU8('<x/>') }))).toBe('broken_workbook')
  expect(await reasonFor(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toBe('old_excel')
  expect(await reasonFor(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).toBe(
    'not_a_table',
  )
  expect(await reasonFor(strToU8('Dear translator, …'))).toBe('no_languages')
  expect(await reasonFor(strToU8('default\nen_us'))).toBe('no_bubbles')
  expect(await reasonFor(new Uint8Array())).toBe('no_languages')
})

test('a file over 5 MB is refused without being read', async () => {
  const file = new File([new Uint8Array(5 * 1024 * 1024 + 1)], 'large.csv')
  expect(await readTableFile(file, 3)).toMatchObject({ ok: false, reason: 'too_large' })
})

test('another encoding can be chosen', async () => {
  const bytes = Uint8Array.from([...strToU8('default,'), 0xa4, 0xa4, 0xa4, 0xe5, 0xa6, 0x72])
  const file = await readTable({ name: 'a.csv', bytes, encoding: 'big5' }, 3)
  expect(file.ok && file.reading.cells[0]?.text).toBe('中文字')
})
