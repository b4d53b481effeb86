import { expect, test } from 'vitest'
import { parseLimit } from './retention-dialog.tsx'

test.each([
  ['', null],
  ['  ', null],
  [' 30 ', 30],
  ['0', 'invalid'],
  ['3651', 'invalid'],
  ['1e3', 'invalid'],
  ['-1', 'invalid'],
  ['a', 'invalid'],
])('parses %j as %j', (text, limit) => {
  expect(parseLimit(text, 3650)).toBe(limit)
})
