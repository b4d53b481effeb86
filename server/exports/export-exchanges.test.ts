import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeControls } from '#contract/texts/control-characters'
import { type CsvCell, csvLine } from './export-exchanges.ts'

/** Parses one line by RFC 4180. */
function parseLine(line: string): string[] {
  const cells: string[] = []
  let at = 0
  while (true) {
    let cell = ''
    if (line[at] === '"') {
      at += 1
      while (line[at] !== '"' || line[at + 1] === '"') {
        if (at >= line.length) throw new Error('an open quote')
        if (line[at] === '"') at += 1
        cell += line[at]
        at += 1
      }
      at += 1
    } else {
      while (at < line.length && line[at] !== ',' && line[at] !== '\r') {
        cell += line[at]
        at += 1
      }
    }
    cells.push(cell)
    if (line[at] !== ',') break
    at += 1
  }
  if (line.slice(at) !== '\r\n') throw new Error(`left over: ${JSON.stringify(line.slice(at))}`)
  return cells
}

const wild = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '\0', '"', ',', '＝', 'a'),
  }),
)

describe('a line of CSV', () => {
  test('quotes only what needs it, and no numbers', () => {
    expect(csvLine(['a', 'b "c", d', -1, null, true, '两行\n文字'])).toBe(
      'a,"b ""c"", d",-1,,true,"两行\n文字"\r\n',
    )
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\nx', '＝1'])(
    'turns %j into a text that no spreadsheet calculates',
    (text) => {
      expect(parseLine(csvLine([text]))).toEqual([`'${text}`])
    },
  )

  test('never starts a text with a character that begins a formula', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const [cell = ''] = parseLine(csvLine([text]))
        expect(cell).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠]/)
      }),
    )
  })

  test.each([
    ['a\x1b[2Jb', 'a\\u001b[2Jb'],
    ['\r\n=1', '\\u000d\n=1'],
    ['\0=1', '\\u0000=1'],
    ['photo\u202egnp.exe', 'photo\\u202egnp.exe'],
    ['\x9b31m', '\\u009b31m'],
  ])('shows the control characters of %j', (text, shown) => {
    expect(parseLine(csvLine([text]))).toEqual([shown])
  })

  test('can be parsed back to any text without control characters', () => {
    fc.assert(
      fc.property(fc.array(wild, { minLength: 1 }), (texts: CsvCell[]) => {
        const shown = texts.map((text) => escapeControls(String(text), '\n\t'))
        const read = parseLine(csvLine(texts))
        expect(read.map((cell, i) => (cell === `'${shown[i]}` ? shown[i] : cell))).toEqual(shown)
      }),
    )
  })
})
