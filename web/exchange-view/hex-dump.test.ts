import { expect, test } from 'vitest'
import { base64Bytes, hexDump } from './hex-dump.ts'

test('shows sixteen bytes to a line with offset, hexadecimal and ASCII', () => {
  const bytes = new TextEncoder().encode('{"code":0,"msg":"ok"}')
  expect(hexDump(bytes).split('\n')).toEqual([
    '000000  7b 22 63 6f 64 65 22 3a 30 2c 22 6d 73 67 22 3a  {"code":0,"msg":',
    '000010  22 6f 6b 22 7d                                   "ok"}',
  ])
})

test('shows bytes that are no ASCII character as dots', () => {
  expect(hexDump(base64Bytes('/wAK4w=='))).toMatch(/^000000 {2}ff 00 0a e3 .* {2}\.{4}$/)
})

test('shows nothing for no bytes', () => {
  expect(hexDump(base64Bytes(''))).toBe('')
})
