import { expect, test } from 'vitest'
import { formatOffset } from './clock-tab.tsx'

test.each([
  [601_000, '+0:10:01'],
  [-59_600, '−0:01:00'],
  [90_061_000, '+25:01:01'],
  [0, '+0:00:00'],
])('formats %i ms as %s', (ms, text) => {
  expect(formatOffset(ms)).toBe(text)
})
