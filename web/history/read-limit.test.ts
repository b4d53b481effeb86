import { expect, test } from 'vitest'
import { readLimit } from './read-limit.ts'

test.each([
  ['', null],
  ['  ', null],
  [' 30 ', 30],
  ['0', 'wrong'],
  ['3651', 'wrong'],
  ['1e3', 'wrong'],
  ['-1', 'wrong'],
  ['a', 'wrong'],
])('%j is read as %j', (text, limit) => {
  expect(readLimit(text, 3650)).toBe(limit)
})
