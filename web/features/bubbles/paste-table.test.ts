import fc from 'fast-check'
import { unparse } from 'papaparse'
import { describe, expect, test } from 'vitest'
import { readGrid, readPaste, readTable } from './paste-table.ts'

const CARET = { bubble: 0, row: 'default' }
const ROWS = ['en_us', 'zh_cn', 'ja_jp']

/** The texts of a pasted block by row, and what was left out. */
function block(text: string, caret = CARET, rows = ROWS) {
  const pasted = readPaste(text, caret, rows)
  if (pasted.kind === 'text') return pasted.text
  const texts = Object.fromEntries(pasted.block.map(({ row, texts }) => [row, [...texts]]))
  const { column, columnsLeft, rowsLeft } = pasted
  return { texts, column, columnsLeft, rowsLeft }
}

const NOTHING_LEFT = { columnsLeft: 0, rowsLeft: 0 }

describe('a pasted block', () => {
  test('fills cells from the caret', () => {
    expect(block('a\tb\nc\td\n', { bubble: 1, row: 'en_us' })).toEqual({
      texts: { en_us: ['a', 'b'], zh_cn: ['c', 'd'] },
      column: 1,
      ...NOTHING_LEFT,
    })
  })

  test('of one column fills downwards', () => {
    expect(block('a\r\nb')).toMatchObject({ texts: { default: ['a'], en_us: ['b'] } })
  })

  test('reports the columns and rows that have no place', () => {
    expect(block('a\tb\tc\nd\te\tf', { bubble: 2, row: 'ja_jp' })).toEqual({
      texts: { ja_jp: ['a'] },
      column: 2,
      columnsLeft: 2,
      rowsLeft: 1,
    })
  })

  test('may have quoted cells with line breaks, tabs and quotes', () => {
    expect(block('"a\nb"\t"c""d"\ne\tf')).toMatchObject({
      texts: { default: ['a\nb', 'c"d'], en_us: ['e', 'f'] },
    })
  })

  test('is one text if it has one cell', () => {
    expect(block('"a\nb"')).toBe('a\nb')
    expect(block('a\n')).toBe('a')
    expect(block('')).toBe('')
  })

  test('may be CSV, but sentences with commas are not', () => {
    expect(block('a,b\nc,d')).toMatchObject({ texts: { default: ['a', 'b'], en_us: ['c', 'd'] } })
    expect(block('a;"b\n1"\nc;d')).toMatchObject({ texts: { default: ['a', 'b\n1'] } })
    expect(block('Yes, please\nNo, thanks')).toMatchObject({
      texts: { default: ['Yes, please'], en_us: ['No, thanks'] },
    })
    expect(block('"Yes" he said\nno')).toMatchObject({ texts: { default: ['"Yes" he said'] } })
  })
})

describe('a block with languages', () => {
  const texts = { en_us: ['Track', 'Pay'], zh_cn: ['查看', '付款'], de_de: ['Folgen', 'Zahlen'] }

  test.each([
    ['codes', 'en_us\tTrack\tPay\nzh_cn\t查看\t付款\nde_de\tFolgen\tZahlen'],
    ['codes with hyphens', 'EN-US\tTrack\tPay\nzh-CN\t查看\t付款\nDe-De\tFolgen\tZahlen'],
    [
      'English names',
      'english\tTrack\tPay\n"Chinese, Simplified"\t查看\t付款\nGerman\tFolgen\tZahlen',
    ],
    ['Chinese names', '英语\tTrack\tPay\n简体中文\t查看\t付款\n德语\tFolgen\tZahlen'],
    ['native names', 'English\tTrack\tPay\n简体中文\t查看\t付款\nDeutsch\tFolgen\tZahlen'],
    [
      'a header row',
      'Language\tBubble 1\tBubble 2\nen_us\tTrack\tPay\nzh_cn\t查看\t付款\nde_de\tFolgen\tZahlen',
    ],
    [
      'codes and names',
      'code\tname\t1\t2\nen_us\tEnglish\tTrack\tPay\nzh_cn\t简体中文\t查看\t付款\nde_de\tDeutsch\tFolgen\tZahlen',
    ],
    ['CSV', 'en_us,Track,Pay\nzh_cn,查看,付款\nde_de,Folgen,Zahlen'],
  ])('in the first column, by %s, goes to their rows', (_, text) => {
    expect(block(text)).toEqual({ texts, column: 0, ...NOTHING_LEFT })
  })

  test.each([
    ['codes', 'en_us\tzh_cn\tde_de\nTrack\t查看\tFolgen\nPay\t付款\tZahlen'],
    ['names', 'English\t简体中文\tGerman\nTrack\t查看\tFolgen\nPay\t付款\tZahlen'],
    [
      'labels',
      '\tEN-US\t简体中文\tde_de\nBubble 1\tTrack\t查看\tFolgen\nBubble 2\tPay\t付款\tZahlen',
    ],
  ])('in the first row, by %s, goes to their rows', (_, text) => {
    expect(block(text)).toEqual({ texts, column: 0, ...NOTHING_LEFT })
  })

  test('begins with the caret’s bubble if it fits there, and with the one that it names', () => {
    expect(block('en_us\tA\nzh_cn\tB', { bubble: 2, row: 'ja_jp' })).toMatchObject({ column: 2 })
    expect(block('en_us\tA\tB\nzh_cn\tC\tD', { bubble: 2, row: 'ja_jp' })).toMatchObject({
      column: 1,
    })
    expect(block('\tBubble 2\nen_us\tA\nzh_cn\tB')).toMatchObject({ column: 1 })
  })

  test('may have the default texts, and reports unknown languages and a fourth bubble', () => {
    expect(block('Default\ta\tb\tc\td\nen_us\te\tf\tg\th\nKlingon\ti\tj\tk\tl')).toEqual({
      texts: { default: ['a', 'b', 'c'], en_us: ['e', 'f', 'g'] },
      column: 0,
      columnsLeft: 1,
      rowsLeft: 1,
    })
  })

  test('is not taken for one if the texts are names of languages', () => {
    expect(block('English\t简体中文')).toMatchObject({
      texts: { default: ['English', '简体中文'] },
    })
    expect(block('English\n简体中文')).toMatchObject({
      texts: { default: ['English'], en_us: ['简体中文'] },
    })
  })
})

describe('a table of languages and bubbles', () => {
  const present = [
    { content: '已有', i18n_contents: [{ language: 'ja_jp', content: '既存' }] },
    { content: '第二个' },
  ]

  test('fills the bubbles that are there and keeps what it does not name', () => {
    const table = 'Language\tBubble 1\tBubble 2\n默认\t查看\t\n英文\tShow\tCancel\n'
    expect(readTable(table, present)).toEqual({
      followUps: [
        {
          content: '查看',
          i18n_contents: [
            { language: 'en_us', content: 'Show' },
            { language: 'ja_jp', content: '既存' },
          ],
        },
        { content: '第二个', i18n_contents: [{ language: 'en_us', content: 'Cancel' }] },
      ],
      texts: 3,
      bubbles: 2,
      languages: 1,
      columnsLeft: 0,
      rowsLeft: 0,
    })
  })

  test('reports what it leaves out, and is none if it has one cell', () => {
    const wide = 'en_us\ta\tb\tc\td\nxx_yy\te\tf\tg\th\nzh_cn\t1\t2\t3\t4'
    expect(readTable(wide, [])).toMatchObject({
      texts: 6,
      bubbles: 3,
      languages: 2,
      columnsLeft: 1,
      rowsLeft: 1,
    })
    expect(readTable('one text', present)).toBeNull()
  })
})

test('cells that were copied are read as they were, whatever they hold', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '好', '😀', '"', ',', ';', '\t', '\n', ' ', "'"),
  })
  const grids = fc
    .integer({ min: 2, max: 3 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .filter((grid) => grid.at(-1)?.some((text) => text !== '') ?? false)
  fc.assert(
    fc.property(grids, (grid) => {
      expect(readGrid(unparse(grid, { delimiter: '\t', newline: '\n' }))).toEqual(grid)
    }),
  )
})
