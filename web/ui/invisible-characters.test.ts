import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codePointName, splitInvisible } from './invisible-characters.ts'

function namesIn(text: string): string[] {
  return splitInvisible(text)
    .filter((run) => run.invisible)
    .map((run) => codePointName(run.text))
}

test('finds what turns direction, hides or controls', () => {
  expect(namesIn('a\u202eb\u200bc\u{e0041}\x00\x1b[0m\ufeff')).toEqual([
    'U+202E',
    'U+200B',
    'U+E0041',
    'U+0000',
    'U+001B',
    'U+FEFF',
  ])
})

test('leaves line ends, tabs, emoji joiners and ordinary scripts alone', () => {
  expect(namesIn('查看\t進捗\r\n👩‍👩‍👧 🇨🇳 می‌خواهم ภาษาไทย')).toEqual([])
})

test('loses nothing of a text and changes nothing in it', () => {
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
