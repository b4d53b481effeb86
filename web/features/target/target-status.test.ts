import { expect, test } from 'vitest'
import { formatLeft } from './target-status.tsx'

test.each([
  [600_000, '10:00'],
  [599_001, '10:00'],
  [65_000, '1:05'],
  [1, '0:01'],
  [0, '0:00'],
  [-5000, '0:00'],
])('formats %i ms as %s', (ms, text) => {
  expect(formatLeft(ms)).toBe(text)
})
