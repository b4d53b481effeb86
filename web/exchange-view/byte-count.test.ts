import { expect, test } from 'vitest'
import { byteCount } from './byte-count.ts'

test('counts a text in UTF-8', () => {
  expect(byteCount({ body: '' })).toBe(0)
  expect(byteCount({ body: '气泡😀' })).toBe(10)
})

test('counts the bytes themselves where they are no UTF-8', () => {
  expect(byteCount({ body: '��', body_base64: '//4=' })).toBe(2)
})
