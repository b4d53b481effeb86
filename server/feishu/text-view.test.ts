import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  BASE64,
  decodeBase64,
  HEX,
  keep,
  layersOf,
  PRINTABLE,
  partOf,
  textOf,
  type View,
  viewOf,
} from './text-view.ts'

/** The characters of a view, each with the part of the text that it was read from. */
function partsOf(view: View): [string, number, number][] {
  return [...textOf(view)].map((byte, i) => [byte, view.starts[i] ?? -1, view.ends[i] ?? -1])
}

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

test.each([
  ['100x6a', '106a'],
  ['0X41', '41'],
  ['x0x', ''],
  ['1x2', '12'],
  ['0a', '0a'],
])('of %s the hex digits are %s', (whole, digits) => {
  expect(textOf(keep(viewOf(whole), HEX))).toBe(digits)
  expect(textOf(keep(viewOf(whole, false), HEX))).toBe(digits)
})

test('each character has its place in the text, and one that is not ASCII is a byte like no other', () => {
  expect(partsOf(viewOf('a\u007f\u0080é😀'))).toEqual([
    ['a', 0, 1],
    ['\u007f', 1, 2],
    ...[2, 3, 4, 5].map((at) => ['\u0080', at, at + 1]),
  ])
  expect(textOf(viewOf('a\u007f\u0080é😀', false))).toBe('a\u007f\u0080\u0080\u0080')
  expect(viewOf('abc', false).starts).toHaveLength(0)
  expect(partsOf(keep(viewOf('a 密B'), PRINTABLE))).toEqual([
    ['a', 0, 1],
    ['B', 3, 4],
  ])
  expect(partsOf(keep(viewOf('0x6A'), HEX))).toEqual([
    ['6', 2, 3],
    ['a', 3, 4],
  ])
})

test('a part keeps the places of its characters if it has them', () => {
  expect(partsOf(partOf(viewOf('abcdef'), 2, 4))).toEqual([
    ['c', 2, 3],
    ['d', 3, 4],
  ])
  const plain = partOf(viewOf('abcdef', false), 2, 4)
  expect([textOf(plain), plain.starts.length, plain.ends.length]).toEqual(['cd', 0, 0])
})

test('base64 is decoded from any digit on, and each byte is where its first and last digits are', () => {
  const digits = keep(viewOf(' QUJDRA=='), BASE64)
  expect(partsOf(decodeBase64(digits, 0))).toEqual([
    ['A', 1, 3],
    ['B', 2, 4],
    ['C', 3, 5],
    ['D', 5, 7],
  ])
  expect(partsOf(decodeBase64(keep(viewOf('+QUJD'), BASE64), 1))).toEqual([
    ['A', 1, 3],
    ['B', 2, 4],
    ['C', 3, 5],
  ])
  const plain = decodeBase64(keep(viewOf('+QUJD', false), BASE64), 1)
  expect([textOf(plain), plain.starts.length]).toEqual(['ABC', 0])
  expect(textOf(decodeBase64(keep(viewOf('f4D/'), BASE64), 0))).toBe('\u007f\u0080\u0080')
})

test.each([
  ['%41', 'A'],
  ['%7a%7A%2F', 'zz/'],
  ['%00', '\0'],
  ['%7f%80%ff', '\u007f\u0080\u0080'],
  ['%09%90%aF%Fa', '\t\u0080\u0080\u0080'],
  ...['%', '%4', '%/0', '%:0', '%@0', '%G0', '%`0', '%g0', '%0g', '%4 1'].map((as) => [as, as]),
  ['\\u0041\\x41', 'AA'],
  ['\\u00e9\\x80', '\u0080\u0080'],
  ['\\"\\\'\\\\\\/', '"\'\\/'],
  ['a\\nb\\rc\\td\\be\\ff\\\ng', 'a b c d e f g'],
  ...['\\', '\\a', '\\U0041', '\\X41', '\\u004', '\\x4', '\\0', '\\u00g1'].map((as) => [as, as]),
  ['&amp;&lt;&gt;&quot;&apos;', '&<>"\''],
  ['&amp &lt', '& <'],
  ['&#65;&#65 &#x41;&#X4a;', 'AA AJ'],
  ['&#0;&#127;&#128;&#xffffffff;', '\0\u007f\u0080\u0080'],
  ['&#6a;', '\u0006a;'],
  ['&#00000065;', 'A'],
  ['&#000000065;', '\u00065;'],
  ['&#x00000041;', 'A'],
  ['&#x000000041;', '\u00041;'],
  ...['&', '&;', '&am;', '&AMP;', '&nope;', '&#;', '&#x;', '&#a;', '&#xg;', '&x41;', '&l'].map(
    (as) => [as, as],
  ),
])('%j stands for %j', (escaped, meant) => {
  const once = (view: View) => textOf(layersOf(view)[1] ?? view)
  expect(once(viewOf(escaped))).toBe(meant)
  expect(once(viewOf(escaped, false))).toBe(meant)
})

test('a character that was escaped is where its escape is', () => {
  const decoded = layersOf(viewOf('a%41\\u0041&#65;&amp b\\')).at(-1) as View
  expect(partsOf(decoded)).toEqual([
    ['a', 0, 1],
    ['A', 1, 4],
    ['A', 4, 10],
    ['A', 10, 15],
    ['&', 15, 19],
    [' ', 19, 20],
    ['b', 20, 21],
    ['\\', 21, 22],
  ])
})

test('escapes inside escapes are decoded five times', () => {
  const layers = (nested: number) => layersOf(viewOf(`%${'25'.repeat(nested)}41`)).map(textOf)
  expect(layers(1)).toEqual(['%2541', '%41', 'A'])
  expect(layers(4).slice(-2)).toEqual(['%41', 'A'])
  expect(layers(4)).toHaveLength(6)
  expect(layers(5).at(-1)).toBe('%41')
  expect(layersOf(viewOf('plain & 5 % of C:\\')).map(textOf)).toEqual(['plain & 5 % of C:\\'])
})
