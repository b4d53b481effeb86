import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DraftFollowUps } from '#contract/draft'
import { LANGUAGES } from '#contract/languages'
import { applyChanges, findChanges } from './changes.ts'
import { guessEncoding, readCsv, writeCsv } from './csv.ts'
import { bubbleScore } from './import-table-dialog.tsx'
import { readSheet } from './read-sheet.ts'
import { guard, type SheetTexts, toSheet, unguard } from './sheet.ts'
import { fitsXlsx, readXlsx, writeXlsx } from './xlsx.ts'

const texts: SheetTexts = {
  code: 'Code',
  name: 'Language',
  bubble: (n) => `Bubble ${n}`,
  defaultText: 'Default',
  repeated: (language, nth) => `${language} (${nth})`,
  unsupported: (language) => `${language} (unsupported)`,
}

const options = { texts, locale: 'en', allLanguages: false } as const

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer())
}

async function throughCsv(rows: string[][], maxBubbles: number): Promise<string[][]> {
  const bytes = await bytesOf(writeCsv(rows))
  return readCsv(bytes, { encoding: guessEncoding(bytes), score: bubbleScore(maxBubbles) })
}

async function throughXlsx(rows: string[][], maxBubbles: number): Promise<string[][]> {
  return readXlsx(await bytesOf(await writeXlsx(rows, 'Bubbles')), {
    score: bubbleScore(maxBubbles),
  })
}

/** Texts that spreadsheets, CSV and XML treat in their own way. */
const TRICKY = [
  '=1+1',
  "'=1+1",
  "''",
  "'",
  '+86',
  '-',
  '@x',
  '\tx',
  '\r',
  '\n=',
  '＝1',
  "'tis",
  ' x ',
  'a,b;c\td',
  '"quoted"',
  '"',
  'a\r\nb',
  'a\rb',
  '007',
  '1e5',
  'TRUE',
  '_x000D_',
  '_x005F_',
  '<b>&amp;</b>',
  ']]>',
  'constructor',
  '__proto__',
  'English',
  'default',
  'en_us',
  'en_us#2',
  'Bubble 1',
  'Order #2',
  '\0',
  '\uFEFFx',
  '\uFFFD',
  '\uFFFE',
  '\u{1FFFE}',
  '\u0085',
  '\u2028',
  '{{order}}',
  'sep=;',
  '你好',
  '😀',
]

const text = fc.oneof(
  fc.constantFrom(...TRICKY),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 10 }),
  fc
    .array(fc.constantFrom("'", '=', '"', ',', ';', '\t', '\n', '\r', ' ', 'a'), { maxLength: 8 })
    .map((parts) => parts.join('')),
)

const language = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<string>(...LANGUAGES) },
  { weight: 1, arbitrary: fc.oneof(text, fc.constantFrom('zz', 'hi_in', 'EN_US', 'Default', '')) },
)

const followUps: fc.Arbitrary<DraftFollowUps> = fc.array(
  fc.record(
    {
      content: text,
      i18n_contents: fc.array(fc.record({ content: text, language }), { maxLength: 6 }),
      note: fc.anything(),
    },
    { requiredKeys: ['content'] },
  ),
  { minLength: 1, maxLength: 4 },
)

test('a guard comes off again for every text, and no guarded cell is a formula', () => {
  fc.assert(
    fc.property(fc.option(text), (value) => {
      expect(unguard(guard(value))).toBe(value)
      expect(guard(value)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
    }),
    { numRuns: 300 },
  )
})

describe.each([
  ['CSV', throughCsv, 100],
  ['XLSX', throughXlsx, 30],
] as const)('a %s file', (_, through, numRuns) => {
  test('keeps every text of every bubble, language and repeated language', async () => {
    await fc.assert(
      fc.asyncProperty(followUps, async (body) => {
        const maxBubbles = body.length
        const rows = toSheet(body, options)
        const reading = readSheet(await through(rows, maxBubbles), { maxBubbles })
        expect(reading).not.toBeNull()
        const cells = reading?.cells ?? []
        // Nothing changes in the same table …
        expect(findChanges(body, cells)).toEqual([])
        expect(reading).toMatchObject({ ignoredRows: [], ignoredColumns: [] })
        // … and an empty one gets all of it.
        const empty = body.map(() => ({ content: '' }))
        const filled = applyChanges(empty, findChanges(empty, cells))
        expect(findChanges(filled, cells)).toEqual([])
        expect(countTexts(filled)).toBe(countTexts(body))
      }),
      { numRuns },
    )
  })

  test('is read with all 16 languages as empty rows, without any change', async () => {
    const body = [{ content: '查看进度', i18n_contents: [{ content: 'Go', language: 'en_us' }] }]
    const rows = toSheet(body, { ...options, allLanguages: true })
    expect(rows).toHaveLength(18)
    const reading = readSheet(await through(rows, 3), { maxBubbles: 3 })
    expect(reading?.cells).toHaveLength(17)
    expect(findChanges(body, reading?.cells ?? [])).toEqual([])
  })
})

function countTexts(body: DraftFollowUps): number {
  return body.reduce((sum, { i18n_contents = [] }) => sum + 1 + i18n_contents.length, 0)
}

test('an XLSX file is refused for texts that its cells cannot hold', () => {
  expect(fitsXlsx([['x'.repeat(32_767)]])).toBe(true)
  expect(fitsXlsx([['x'.repeat(32_768)]])).toBe(false)
  expect(fitsXlsx(Array.from({ length: 10 }, () => ['x'.repeat(13_000)]))).toBe(false)
})

test('the largest table that can be sent fits into an XLSX file', async () => {
  const i18n_contents = LANGUAGES.map((one) => ({
    content: `&😀${one}`.padEnd(200, '好'),
    language: one,
  }))
  const body = Array.from({ length: 3 }, () => ({ content: '<'.repeat(200), i18n_contents }))
  const rows = toSheet(body, options)
  expect(fitsXlsx(rows)).toBe(true)
  const reading = readSheet(await throughXlsx(rows, 3), { maxBubbles: 3 })
  expect(findChanges(body, reading?.cells ?? [])).toEqual([])
})

describe('the encoding of a CSV file', () => {
  const csv = 'language,Bubble 1\r\nDefault,查看进度\r\nzh_cn,转人工\r\n'
  const utf16 = (order: 'le' | 'be') => {
    const view = new DataView(new ArrayBuffer(csv.length * 2 + 2))
    for (const [at, unit] of [...`\uFEFF${csv}`].entries()) {
      view.setUint16(at * 2, unit.charCodeAt(0), order === 'le')
    }
    return new Uint8Array(view.buffer)
  }
  // “查看进度” and “转人工” as Excel saves them in China.
  const gbk = Uint8Array.from([
    ...new TextEncoder().encode('language,Bubble 1\r\nDefault,'),
    0xb2,
    0xe9,
    0xbf,
    0xb4,
    0xbd,
    0xf8,
    0xb6,
    0xc8,
    ...new TextEncoder().encode('\r\nzh_cn,'),
    0xd7,
    0xaa,
    0xc8,
    0xcb,
    0xb9,
    0xa4,
  ])

  test.each([
    ['utf-8', new TextEncoder().encode(csv)],
    ['utf-16le', utf16('le')],
    ['utf-16be', utf16('be')],
    ['gb18030', gbk],
  ] as const)('is recognized as %s, and its texts are read', (encoding, bytes) => {
    expect(guessEncoding(bytes)).toBe(encoding)
    const cells = readSheet(readCsv(bytes, { encoding, score: bubbleScore(3) }), {
      maxBubbles: 3,
    })?.cells
    expect(cells?.map((cell) => cell.text)).toEqual(['查看进度', '转人工'])
  })

  test('is Windows-1252 for a Western text that is no Chinese', () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('fr_fr,Annul'), 0xe9, 0x0d, 0x0a])
    expect(guessEncoding(bytes)).toBe('windows-1252')
  })
})

test.each([',', ';', '\t'])('a file delimited by %j is recognized', (delimiter) => {
  const text = [
    ['Code', 'Bubble 1', 'Bubble 2'],
    ['default', 'a; b, c', 'd\te'],
    ['en_us', 'one', 'two'],
  ]
    .map((row) => row.map((cell) => (/[,;\t]/.test(cell) ? `"${cell}"` : cell)).join(delimiter))
    .join('\n')
  const bytes = new TextEncoder().encode(text)
  const rows = readCsv(bytes, { encoding: 'utf-8', score: bubbleScore(3) })
  expect(rows[1]).toEqual(['default', 'a; b, c', 'd\te'])
  const named = new TextEncoder().encode(`sep=${delimiter}\r\n${text}`)
  expect(readCsv(named, { encoding: 'utf-8', score: bubbleScore(3) })[1]?.[0]).toBe('default')
})
