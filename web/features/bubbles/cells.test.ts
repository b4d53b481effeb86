import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DraftFollowUps } from '#contract/draft'
import { isLanguage, LANGUAGES } from '#contract/languages'
import { cellOfPath, DEFAULT_ROW, readCell, rowKeys } from '../composition/cell-address.ts'
import { fromBody } from '../composition/composition.ts'
import {
  filling,
  isEditable,
  moveBubble,
  moveRow,
  removeRow,
  tableRows,
  withRows,
  writeBlock,
  writeCell,
} from './cells.ts'

const text = fc.string({ unit: 'binary', maxLength: 8 })
const language = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...LANGUAGES.slice(0, 5)) },
  fc.constantFrom('zz', 'default', 'en_us#2', '', '#', 'toString'),
)
const extra = fc.dictionary(
  fc.string().filter((key) => !['content', 'language', 'i18n_contents'].includes(key)),
  fc.jsonValue(),
  { maxKeys: 2 },
)
const row = fc
  .tuple(fc.record({ content: text, language }), extra)
  .map(([known, more]) => ({ ...more, ...known }))
const followUp = fc
  .tuple(
    fc.record(
      { content: text, i18n_contents: fc.array(row, { maxLength: 7 }) },
      { requiredKeys: ['content'] },
    ),
    extra,
  )
  .map(([known, more]) => ({ ...more, ...known }))
/** Any body that JSON can hold and the table shows, with unknown keys and repeated languages. */
const bodies = fc
  .array(followUp, { maxLength: 4 })
  .map((followUps) => JSON.parse(JSON.stringify({ follow_ups: followUps })) as unknown)
const shownRows = fc.shuffledSubarray([...LANGUAGES])

function followUpsOf(body: unknown): DraftFollowUps {
  const followUps = fromBody(body)
  if (!followUps) throw new Error('not a body of the table')
  return followUps
}

/** Every cell of the table, the default row first. */
function cellsOf(followUps: DraftFollowUps, shown: readonly string[] = []) {
  return [DEFAULT_ROW, ...tableRows(followUps, shown)].flatMap((row) =>
    followUps.map((_, bubble) => ({ bubble, row })),
  )
}

const en = (content: string) => ({ content, language: 'en_us' })
const zh = (content: string) => ({ content, language: 'zh_cn' })
const ja = (content: string) => ({ content, language: 'ja_jp' })

describe('the table as a view of the body', () => {
  test('shows every text of any body once, and reading changes nothing', () => {
    fc.assert(
      fc.property(bodies, shownRows, (body, shown) => {
        const before = JSON.stringify(body)
        const followUps = followUpsOf(body)
        const read = cellsOf(followUps, shown).map((cell) => readCell(followUps, cell))
        const texts = followUps.flatMap((one) => [
          one.content,
          ...(one.i18n_contents ?? []).map(({ content }) => content),
        ])
        expect(read.filter((one) => one !== null).toSorted()).toEqual(texts.toSorted())
        expect(JSON.stringify({ follow_ups: followUps })).toBe(before)
      }),
    )
  })

  test('an edit changes the row of its cell only, and editing it back restores the body', () => {
    fc.assert(
      fc.property(bodies, shownRows, fc.nat(), text, (body, shown, at, typed) => {
        const followUps = followUpsOf(body)
        const rows = tableRows(followUps, shown)
        const cells = cellsOf(followUps, shown)
        const cell = cells[at % Math.max(1, cells.length)]
        if (!cell) return
        const was = readCell(followUps, cell)
        const next = writeCell(followUps, cell, typed, rows)
        for (const [index, one] of followUps.entries()) {
          if (index !== cell.bubble) expect(next[index]).toBe(one)
        }
        for (const other of cells) {
          if (other === cell) continue
          expect(readCell(next, other)).toBe(readCell(followUps, other))
        }
        const kept = followUps[cell.bubble]?.i18n_contents ?? []
        const now = next[cell.bubble]?.i18n_contents ?? []
        expect(kept.filter((one) => !now.includes(one)).length).toBeLessThanOrEqual(1)
        if (was !== null && typed !== '') {
          expect(JSON.stringify(writeCell(next, cell, was, rows))).toBe(
            was === '' && cell.row !== DEFAULT_ROW
              ? JSON.stringify(writeCell(next, cell, '', rows))
              : JSON.stringify(followUps),
          )
        }
      }),
    )
  })

  test('has the cell of every path of the contract', () => {
    const followUps = [{ content: 'a', i18n_contents: [en('b'), en('c')] }]
    expect(cellOfPath(followUps, 'follow_ups.0.content')).toEqual({ bubble: 0, row: 'default' })
    expect(cellOfPath(followUps, 'follow_ups.0.i18n_contents.1.content')).toEqual({
      bubble: 0,
      row: 'en_us#2',
    })
    expect(cellOfPath(followUps, 'follow_ups.0.i18n_contents.2.content')).toBeNull()
    expect(cellOfPath(followUps, 'follow_ups.1.content')).toBeNull()
    expect(cellOfPath(followUps, 'message_id')).toBeNull()
  })
})

describe('the rows', () => {
  test('are in Feishu’s order unless a bubble has another one', () => {
    const followUps = [
      { content: '', i18n_contents: [ja('j')] },
      { content: '', i18n_contents: [en('e')] },
    ]
    expect(tableRows(followUps, [])).toEqual(['en_us', 'ja_jp'])
    expect(tableRows([{ content: '', i18n_contents: [ja('j'), en('e')] }], [])).toEqual([
      'ja_jp',
      'en_us',
    ])
  })

  test('keep their place when a text is typed into one of them', () => {
    const shown = ['en_us', 'zh_cn', 'ja_jp']
    const typed = writeCell(
      [{ content: '' }, { content: '' }],
      { bubble: 1, row: 'ja_jp' },
      'j',
      shown,
    )
    expect(tableRows(typed, shown)).toEqual(shown)
    const more = writeCell(typed, { bubble: 0, row: 'zh_cn' }, 'z', shown)
    expect(tableRows(more, shown)).toEqual(shown)
  })

  test('keep the order of every bubble if there is one that does, else that of the first', () => {
    fc.assert(
      fc.property(bodies, shownRows, (body, shown) => {
        const followUps = followUpsOf(body)
        const rows = tableRows(followUps, shown)
        expect(new Set(rows).size).toBe(rows.length)
        const [first] = followUps
        if (followUps.length === 1 && first) {
          expect(rows.filter((one) => rowKeys(first).includes(one))).toEqual(rowKeys(first))
        }
        expect(tableRows(followUps, rows)).toEqual(rows)
      }),
    )
  })

  test('of a repeated or unsupported language stand for themselves, editable if they are there', () => {
    const followUps = [
      { content: '', i18n_contents: [en('a'), { content: 'z', language: 'zz' }, en('b')] },
      { content: '' },
    ]
    expect(tableRows(followUps, [])).toEqual(['en_us', 'zz', 'en_us#2'])
    expect(isEditable(followUps, { bubble: 0, row: 'en_us#2' })).toBe(true)
    expect(isEditable(followUps, { bubble: 1, row: 'en_us#2' })).toBe(false)
    expect(isEditable(followUps, { bubble: 1, row: 'zz' })).toBe(false)
    const rows = tableRows(followUps, [])
    expect(writeCell(followUps, { bubble: 1, row: 'zz' }, 'x', rows)).toBe(followUps)
    const cleared = writeCell(followUps, { bubble: 0, row: 'en_us' }, '', rows)
    expect(tableRows(cleared, [])).toEqual(rows)
    expect(readCell(cleared, { bubble: 0, row: 'en_us#2' })).toBe('b')
  })

  test('move in every bubble that has them', () => {
    const followUps = [
      { content: '', i18n_contents: [en('1'), zh('2'), ja('3')] },
      { content: '', i18n_contents: [en('4')] },
      { content: '', i18n_contents: [en('5'), ja('6')] },
    ]
    const moved = moveRow(followUps, ['en_us', 'zh_cn', 'ja_jp'], 2, 0)
    expect(moved.rows).toEqual(['ja_jp', 'en_us', 'zh_cn'])
    expect(moved.followUps.map(rowKeys)).toEqual([
      ['ja_jp', 'en_us', 'zh_cn'],
      ['en_us'],
      ['ja_jp', 'en_us'],
    ])
    expect(moved.followUps[1]).toBe(followUps[1])
    expect(tableRows(moved.followUps, moved.rows)).toEqual(moved.rows)
  })

  test('move without losing a text of any body, and the table shows the new order if it can', () => {
    fc.assert(
      fc.property(bodies, shownRows, fc.nat(), fc.nat(), (body, shown, a, b) => {
        const followUps = followUpsOf(body)
        const rows = tableRows(followUps, shown)
        const [from, to] = [a % Math.max(1, rows.length), b % Math.max(1, rows.length)]
        const moved = moveRow(followUps, rows, from, to)
        const sorted = (list: DraftFollowUps) =>
          list.map(({ i18n_contents = [], ...rest }) => [
            rest,
            i18n_contents.map((one) => JSON.stringify(one)).toSorted(),
          ])
        expect(sorted(moved.followUps)).toEqual(sorted(followUps))
        const isPlain = followUps.every((one) => rowKeys(one).every((row) => isLanguage(row)))
        if (isPlain && followUps.length === 1) {
          expect(tableRows(moved.followUps, moved.rows)).toEqual(moved.rows)
        }
      }),
    )
  })

  test('of added languages take their place by Feishu’s order', () => {
    expect(withRows(['en_us', 'ja_jp', 'zz'], ['de_de', 'zh_cn', 'en_us'])).toEqual([
      'en_us',
      'zh_cn',
      'ja_jp',
      'zz',
      'de_de',
    ])
    expect(tableRows([{ content: '', i18n_contents: [zh('1')] }], ['en_us', 'ja_jp'])).toEqual([
      'en_us',
      'zh_cn',
      'ja_jp',
    ])
  })

  test('are removed from every bubble, the last one with its list', () => {
    const followUps = [{ content: 'a', i18n_contents: [en('1')] }, { content: 'b' }]
    expect(removeRow(followUps, 'en_us')).toEqual([{ content: 'a' }, { content: 'b' }])
    expect(removeRow(followUps, 'ja_jp')).toBe(followUps)
  })

  test('are full, partly filled or empty', () => {
    const followUps = [
      { content: 'a', i18n_contents: [en('1'), ja('')] },
      { content: '', i18n_contents: [en('2'), zh('3')] },
    ]
    expect(filling(followUps, 'en_us')).toBe('full')
    expect(filling(followUps, 'zh_cn')).toBe('part')
    expect(filling(followUps, 'ja_jp')).toBe('none')
    expect(filling(followUps, DEFAULT_ROW)).toBe('part')
  })
})

test('an empty cell is no row, and an empty text from JSON stays until it is edited', () => {
  const followUps: DraftFollowUps = [{ content: 'a', i18n_contents: [en('')] }]
  const cell = { bubble: 0, row: 'en_us' }
  expect(readCell(followUps, cell)).toBe('')
  expect(writeCell(followUps, cell, '', [])).toBe(followUps)
  const typed = writeCell(followUps, cell, 'x', ['en_us'])
  expect(writeCell(typed, cell, '', ['en_us'])).toEqual([{ content: 'a' }])
})

test('bubbles move with all they have', () => {
  const followUps = [{ content: 'a', id: 1 }, { content: 'b' }, { content: 'c' }]
  expect(moveBubble(followUps, 0, 2)).toEqual([followUps[1], followUps[2], followUps[0]])
  expect(moveBubble(followUps, 0, 3)).toBe(followUps)
})

test('a block fills cells from a column on and adds bubbles and rows in the order of the table', () => {
  const followUps: DraftFollowUps = [{ content: 'a', i18n_contents: [ja('j')] }]
  const block = [
    { row: DEFAULT_ROW, texts: ['A', 'B'] },
    { row: 'en_us', texts: ['E', ''] },
  ]
  expect(writeBlock(followUps, block, { column: 0, max: 3, rows: ['en_us', 'ja_jp'] })).toEqual([
    { content: 'A', i18n_contents: [en('E'), ja('j')] },
    { content: 'B' },
  ])
  expect(
    writeBlock(followUps, [{ row: DEFAULT_ROW, texts: ['A', 'B'] }], {
      column: 0,
      max: 1,
      rows: [],
    }),
  ).toEqual([{ content: 'A', i18n_contents: [ja('j')] }])
})
