import { expect, test } from 'vitest'
import { decodeFile } from './decode-file.ts'
import { REASONS } from './reasons.ts'

const utf16 = (text: string, isBig: boolean) => {
  const bytes = [...`\uFEFF${text}`].flatMap((char) => {
    const code = char.charCodeAt(0)
    return isBig ? [code >> 8, code & 255] : [code & 255, code >> 8]
  })
  return Uint8Array.from(bytes)
}

test.each([
  ['UTF-8', new TextEncoder().encode('气泡 é'), '气泡 é', null],
  ['UTF-8 with a byte order mark', new TextEncoder().encode('\uFEFF气泡'), '气泡', null],
  ['UTF-16, little-endian', utf16('气泡 é', false), '气泡 é', null],
  ['UTF-16, big-endian', utf16('气泡 é', true), '气泡 é', null],
  ['GB18030', Uint8Array.from([0xc6, 0xf8, 0xc5, 0xdd, 0x41]), '气泡A', REASONS.gb18030],
  ['GB18030 with a tab', Uint8Array.from([0xc6, 0xf8, 9]), '气\t', REASONS.gb18030],
  ['UTF-16 whose first byte is 0', utf16('Ā', false), 'Ā', null],
  ['nothing', new Uint8Array(), '', null],
])('decodes %s', (_, bytes, text, remark) => {
  expect(decodeFile(bytes)).toEqual({ text, remark })
})

test.each([
  ['UTF-16 without a byte order mark', utf16('abc', false).slice(2), REASONS.broken_encoding],
  [
    'a PNG',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]),
    REASONS.broken_encoding,
  ],
  ['UTF-32', Uint8Array.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), REASONS.broken_encoding],
  ['an odd number of bytes of UTF-16', utf16('ab', false).slice(0, 5), REASONS.broken_encoding],
  ['half a mark of UTF-16', Uint8Array.from([0xff, 0x41]), REASONS.broken_encoding],
  ['the other half', Uint8Array.from([0x41, 0xfe]), REASONS.broken_encoding],
  ['the last byte of a mark', Uint8Array.from([0x41, 0xff]), REASONS.broken_encoding],
  ['a control character', Uint8Array.from([0xc6, 0xf8, 1]), REASONS.broken_encoding],
  ['bytes of no encoding', Uint8Array.from([0x41, 0xff, 0xff, 0x41]), REASONS.broken_encoding],
])('refuses %s with the reason', (_, bytes, refused) => {
  expect(decodeFile(bytes)).toEqual({ refused })
})
