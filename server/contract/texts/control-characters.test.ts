import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeControls } from './control-characters.ts'

test('shows every control character of any text, and changes nothing else', () => {
  const hazards = fc.string({
    unit: fc.constantFrom(...'\0\t\n\r\x1b\x7f\x85\x9b\u061c\u200e\u2028\u202e\u2066\u2069\ufeff'),
  })
  fc.assert(
    fc.property(fc.array(fc.oneof(hazards, fc.string({ unit: 'binary' }))), (parts) => {
      const text = parts.join('')
      const shown = escapeControls(text)
      expect(shown).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/u)
      // JSON reads it back, so nothing was lost.
      expect(JSON.parse(escapeControls(JSON.stringify(text)))).toBe(
        JSON.parse(JSON.stringify(text)),
      )
    }),
  )
})

test.each([
  ['\x1b[2J', '\\u001b[2J'],
  ['a\u202etxt', 'a\\u202etxt'],
  ['👩‍💻 é 中文 שלום', '👩‍💻 é 中文 שלום'],
])('writes %j as %j', (text, shown) => {
  expect(escapeControls(text)).toBe(shown)
})

test('keeps the characters that it is told to', () => {
  expect(escapeControls('a\r\n\tb', '\n\t')).toBe('a\\u000d\n\tb')
})
