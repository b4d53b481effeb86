import { describe, expect, test } from 'vitest'
import type { DraftFollowUps } from '#contract/draft'
import { applyChanges, type CellChange, findChanges } from './changes.ts'
import { readSheet } from './read-sheet.ts'

function read(rows: string[][]) {
  const reading = readSheet(rows, { maxBubbles: 3 })
  return reading?.cells
    .filter(({ text }) => text !== null)
    .map(({ bubble, row, text }) => `${bubble + 1} ${row}: ${text}`)
}

describe('a translator’s file', () => {
  test('is read by names in English, Chinese or the language itself, in any order', () => {
    const rows = [
      ['Language', 'Bubble 2', 'Bubble 1'],
      ['日本語', 'b', 'a'],
      ['Chinese (Simplified)', 'd', 'c'],
      ['德语', 'f', 'e'],
      ['EN-us', 'h', 'g'],
      ['English - th_TH', 'j', 'i'],
      ['默认', 'l', 'k'],
    ]
    expect(read(rows)).toEqual([
      '2 ja_jp: b',
      '1 ja_jp: a',
      '2 zh_cn: d',
      '1 zh_cn: c',
      '2 de_de: f',
      '1 de_de: e',
      '2 en_us: h',
      '1 en_us: g',
      '2 th_th: j',
      '1 th_th: i',
      '2 default: l',
      '1 default: k',
    ])
  })

  test('is read with languages across and bubbles down', () => {
    const rows = [
      ['', 'Default', 'English', 'Korean'],
      ['Bubble 1', 'a', 'b', 'c'],
      ['Bubble 2', 'd', 'e', 'f'],
    ]
    expect(read(rows)).toEqual([
      '1 default: a',
      '2 default: d',
      '1 en_us: b',
      '2 en_us: e',
      '1 ko_kr: c',
      '2 ko_kr: f',
    ])
  })

  test('is read without a header, with or without a column of names', () => {
    expect(
      read([
        ['default', 'a', 'b'],
        ['en_us', 'c', 'd'],
      ]),
    ).toEqual(['1 default: a', '2 default: b', '1 en_us: c', '2 en_us: d'])
    expect(
      read([
        ['default', 'Default', 'a'],
        ['en_us', 'English', 'b'],
      ]),
    ).toEqual(['1 default: a', '1 en_us: b'])
  })

  test('keeps texts that are names of languages themselves', () => {
    const rows = [
      ['Code', 'Language', 'Bubble 1', 'Bubble 2', 'Bubble 3'],
      ['default', 'Default', 'English', '日本語', '한국어'],
    ]
    expect(read(rows)).toEqual(['1 default: English', '2 default: 日本語', '3 default: 한국어'])
  })

  test('reports rows without a language and columns that are no bubble', () => {
    const rows = [
      ['For the release of 30 Nov'],
      ['Code', 'Bubble 1', 'Comment', 'Bubble 4'],
      ['en_us', 'a', 'short', 'x'],
      ['Klingon', 'b', '', ''],
      ['', '', '', ''],
      ['Default', 'c', '', ''],
      ['Default', 'd', '', ''],
    ]
    expect(readSheet(rows, { maxBubbles: 3 })).toMatchObject({
      ignoredRows: [
        { number: 4, label: 'Klingon' },
        { number: 7, label: 'Default' },
      ],
      ignoredColumns: ['Comment', 'Bubble 4'],
    })
  })

  test('keeps a second row of a language and a code that Feishu does not accept', () => {
    const rows = [
      ['en_us', 'a'],
      ['English', 'b'],
      ['hi_in', 'c'],
    ]
    expect(readSheet(rows, { maxBubbles: 3 })?.cells.map(({ row }) => row)).toEqual([
      'en_us',
      'en_us#2',
      'hi_in',
    ])
  })

  test('is no table if nothing names a language', () => {
    expect(readSheet([], { maxBubbles: 3 })).toBeNull()
    expect(
      readSheet(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        { maxBubbles: 3 },
      ),
    ).toBeNull()
  })
})

const row = (language: string, content: string) => ({ language, content })

describe('the changes of a file', () => {
  const before: DraftFollowUps = [
    { content: 'a', i18n_contents: [row('ja_jp', 'j'), row('en_us', 'e'), row('en_us', 'e2')] },
    { content: 'b', i18n_contents: [row('de_de', 'd')] },
  ]

  const changesOf = (rows: string[][]) =>
    findChanges(before, readSheet(rows, { maxBubbles: 3 })?.cells ?? [])
  const brief = (changes: readonly CellChange[]) =>
    changes.map(({ bubble, row, before, after, missing }) => [
      bubble + 1,
      row,
      before,
      after,
      missing,
    ])

  test('are the changed, new and removed cells, then the texts without a cell in the file', () => {
    const changes = changesOf([
      ['Code', 'Bubble 1'],
      ['default', 'A'],
      ['fr_fr', 'f'],
      ['en_us', ''],
    ])
    expect(brief(changes)).toEqual([
      [1, 'default', 'a', 'A', false],
      [1, 'fr_fr', null, 'f', false],
      [1, 'en_us', 'e', null, false],
      [2, 'default', 'b', null, true],
      [1, 'ja_jp', 'j', null, true],
      [1, 'en_us#2', 'e2', null, true],
      [2, 'de_de', 'd', null, true],
    ])
  })

  test('change only their cells when applied, and new rows stand in the order of languages', () => {
    const changes = changesOf([
      ['Code', 'Bubble 1', 'Bubble 3'],
      ['default', 'A', ''],
      ['fr_fr', 'f', 'g'],
      ['zh_cn', 'z', ''],
      ['en_us', ''],
    ]).filter(({ missing }) => !missing)
    const after = applyChanges(before, changes)
    expect(after).toEqual([
      {
        content: 'A',
        i18n_contents: [
          row('zh_cn', 'z'),
          row('ja_jp', 'j'),
          row('en_us', 'e2'),
          row('fr_fr', 'f'),
        ],
      },
      before[1],
      { content: '', i18n_contents: [row('fr_fr', 'g')] },
    ])
    expect(after[1]).toBe(before[1])
  })

  test('keep unknown keys', () => {
    const kept = {
      content: 'a',
      colour: 'red',
      i18n_contents: [{ ...row('en_us', 'e'), by: 'Ann' }],
    }
    const cells =
      readSheet(
        [
          ['default', 'A'],
          ['en_us', 'E'],
        ],
        { maxBubbles: 3 },
      )?.cells ?? []
    expect(applyChanges([kept], findChanges([kept], cells))).toEqual([
      { content: 'A', colour: 'red', i18n_contents: [{ ...row('en_us', 'E'), by: 'Ann' }] },
    ])
  })
})
