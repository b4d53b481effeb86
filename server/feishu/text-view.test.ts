import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BASE64, HEX, keep, PRINTABLE, textOf, viewOf } from './text-view.ts'

const text = fc
  .array(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('0x', '0Xx', '00xx', '-_', '密', '\n')),
  )
  .map((parts) => parts.join(''))

test.each([
  ['printable characters', PRINTABLE, 'a 密\tB~\u007f😀-', 'aB~-'],
  ['hex digits', HEX, '0x6A:6b, 0x0X6C g', '6a6b6c'],
  ['base64 digits', BASE64, 'aZ09-_+/ =\n密', 'aZ09+/+/'],
])('%s are kept the same with positions and without', (_, kind, example, expected) => {
  expect(textOf(keep(viewOf(example), kind))).toBe(expected)
  fc.assert(
    fc.property(text, (whole) => {
      expect(textOf(keep(viewOf(whole, false), kind))).toBe(textOf(keep(viewOf(whole), kind)))
    }),
  )
})
