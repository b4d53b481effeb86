import { expect, test } from 'vitest'
import { searchPatterns, searchText } from './search-text.ts'

test('a search reads name, note and every text, whatever their case or width', () => {
  const text = searchText('Parcels', 'ＡＢＣ', [
    { content: '查看进度', i18n_contents: [{ content: 'TRACK', language: 'en_us' }] },
  ])
  expect(text).toBe('parcels\nabc\n查看进度\ntrack')
})

test('what a database cannot keep is left out of what is searched', () => {
  expect(searchText('a\0b', 'c\ud800', [])).toBe('ab\nc\ufffd')
})

test('each word of a query is a pattern of its own, and its wildcards are plain signs', () => {
  expect(searchPatterns('  Ａ 100%  a_b \\ ')).toEqual(['%a%', '%100\\%%', '%a\\_b%', '%\\\\%'])
  expect(searchPatterns(' ')).toEqual([])
})
