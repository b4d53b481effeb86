import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codePointName, findInvisibles, looksBlank, splitInvisible } from './invisibles.ts'

const namesIn = (text: string) => findInvisibles(text).map((one) => codePointName(one.character))

/** First and last code points of the ranges that must be found. */
const HAZARDS: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x061c, 0x061c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
]

const hazard = fc
  .constantFrom(...HAZARDS)
  .chain(([first, last]) => fc.integer({ min: first, max: last }))
  .map((codePoint) => String.fromCodePoint(codePoint))

const plain = fc.string({
  unit: fc.constantFrom(...'aZ9 .,-_"中文字りン한글ไทยРусשלוםسلامé€'),
})

const emoji = fc.constantFrom(
  '👍',
  '👍🏽',
  '❤️',
  '✔︎',
  '👩‍💻',
  '🧑🏿‍🤝‍🧑🏻',
  '👨‍👩‍👧‍👦',
  '🏳️‍🌈',
  '❤️‍🔥',
  '1️⃣',
  '🇨🇳',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '葛󠄀',
)

describe('findInvisibles', () => {
  test('finds nothing in letters of any script mixed with emoji', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(plain, emoji)), (parts) => {
        expect(findInvisibles(parts.join(''))).toEqual([])
      }),
    )
  })

  test('finds a hidden character anywhere in a plain text, and nothing else', () => {
    fc.assert(
      fc.property(plain, hazard, plain, (before, character, after) => {
        expect(findInvisibles(before + character + after)).toMatchObject([{ character, count: 1 }])
      }),
    )
  })

  test('counts every occurrence and keeps the order of first appearance', () => {
    fc.assert(
      fc.property(fc.array(hazard), (hazards) => {
        const found = findInvisibles(hazards.join('x'))
        expect(found.map((one) => one.character)).toEqual([...new Set(hazards)])
        for (const { character, count } of found) {
          expect(count).toBe(hazards.filter((one) => one === character).length)
        }
      }),
    )
  })

  test('reports only characters of the text, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const held = [...text]
        for (const { character, count } of findInvisibles(text)) {
          expect(held.filter((one) => one === character).length).toBeGreaterThanOrEqual(count)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('reports which characters change the direction of the text', () => {
    const found = findInvisibles('a\u202Eb\u2066c\u200Fd\u061Ce\u200Bf')
    expect(found.map((one) => one.turnsDirection)).toEqual([true, true, true, true, false])
  })

  test('ignores a joiner only inside an emoji', () => {
    expect(namesIn('👩‍💻')).toEqual([])
    expect(namesIn('a‍b')).toEqual(['U+200D'])
    expect(namesIn('👩‍')).toEqual(['U+200D'])
    expect(namesIn('👩‍‍💻')).toEqual(['U+200D'])
  })

  test('finds a text hidden in tag characters after a flag or in a chain of variation selectors', () => {
    expect(namesIn('🏴󠁨󠁩󠁿')).toEqual(['U+E0068', 'U+E0069', 'U+E007F'])
    expect(namesIn('a\uFE00\uFE01\uFE02')).toEqual(['U+FE01', 'U+FE02'])
    expect(namesIn('\uFE0F')).toEqual(['U+FE0F'])
  })
})

describe('looksBlank', () => {
  test('is true for any mixture of white space and hidden characters', () => {
    const blank = fc.oneof(hazard, fc.constantFrom(' ', '\u00A0', '\u3000', '\n'))
    fc.assert(fc.property(fc.array(blank), (parts) => looksBlank(parts.join(''))))
  })

  test('is false if one character is visible', () => {
    fc.assert(
      fc.property(hazard, emoji, (hidden, seen) => {
        expect(looksBlank(hidden + seen)).toBe(false)
      }),
    )
  })
})

describe('splitInvisible', () => {
  const chipsIn = (text: string) =>
    splitInvisible(text).flatMap((run) => (run.invisible ? [codePointName(run.text)] : []))

  test('finds direction changes, hidden and control characters', () => {
    expect(chipsIn('a\u202eb\u200bc\u{e0041}\x00\x1b[0m\ufeff')).toEqual([
      'U+202E',
      'U+200B',
      'U+E0041',
      'U+0000',
      'U+001B',
      'U+FEFF',
    ])
  })

  test('ignores line ends, tabs, emoji joiners and ordinary scripts', () => {
    expect(chipsIn('查看\t進捗\r\n👩‍👩‍👧 🇨🇳 ภาษาไทย')).toEqual([])
  })

  test('returns runs that join to the text', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom('\u202e', '\u2066', 'a'), fc.string({ unit: 'binary' })),
    })
    fc.assert(
      fc.property(text, (value) => {
        const runs = splitInvisible(value)
        return runs.map((run) => run.text).join('') === value
      }),
    )
  })
})
