import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64Bytes, byteCount, cutText, hexDump } from './raw-body.tsx'

test('counts a text in UTF-8', () => {
  expect(byteCount({ body: '' })).toBe(0)
  expect(byteCount({ body: '气泡😀' })).toBe(10)
})

test('counts the bytes of a body that is not UTF-8', () => {
  expect(byteCount({ body: '��', body_base64: '//4=' })).toBe(2)
})

test('shows sixteen bytes to a line with offset, hexadecimal and ASCII', () => {
  const bytes = new TextEncoder().encode('{"code":0,"msg":"ok"}')
  expect(hexDump(bytes).split('\n')).toEqual([
    '000000  7b 22 63 6f 64 65 22 3a 30 2c 22 6d 73 67 22 3a  {"code":0,"msg":',
    '000010  22 6f 6b 22 7d                                   "ok"}',
  ])
})

test('shows bytes that are not ASCII as dots', () => {
  expect(hexDump(base64Bytes('/wAK4w=='))).toMatch(/^000000 {2}ff 00 0a e3 .* {2}\.{4}$/)
})

test('shows nothing for no bytes', () => {
  expect(hexDump(base64Bytes(''))).toBe('')
})

test('leaves a text that fits as it is', () => {
  expect(cutText('abc', 3)).toBe('abc')
})

test('never cuts a character in half and cuts no more than needed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
      const cut = cutText(text, max)
      expect(text.startsWith(cut)).toBe(true)
      expect(cut.isWellFormed()).toBe(true)
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, max) - 1)
      expect(cut.length).toBeLessThanOrEqual(max)
    }),
  )
})
