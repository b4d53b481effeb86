import { expect, test } from 'vitest'
import { searchPatterns } from './search-index.ts'

test('turns each word of a query into a pattern and escapes wildcards', () => {
  expect(searchPatterns('  Ａ 100%  a_b \\ ')).toEqual(['%a%', '%100\\%%', '%a\\_b%', '%\\\\%'])
  expect(searchPatterns(' ')).toEqual([])
})
