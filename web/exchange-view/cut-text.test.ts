import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText } from './cut-text.ts'

test('leaves a text that fits as it is', () => {
  expect(cutText('abc', 3)).toBe('abc')
})

test('never cuts a character in half and never takes more than it must', () => {
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
