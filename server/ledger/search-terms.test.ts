import { describe, expect, test } from 'vitest'
import { filterTerms, indexTerms, matches, searchText, wordsOf } from './search-terms.ts'

test.each([
  [' Ａb  a\tB ', ['ab', 'a', 'b']],
  ['a a A', ['a']],
  ['', []],
  ['  ', []],
])('the words of %j are %j', (query, words) => {
  expect(wordsOf(query)).toEqual(words)
})

describe('the text of an exchange', () => {
  const NONE = { message_id: null, log_id: null, msg: null, body: '' }

  test('has its ids, what the platform said, its recipient and every text of its body', () => {
    const body = JSON.stringify({ a: 'One', n: 1, b: [{ c: 'ｔwo' }, null, true], d: '' })
    const exchange = { message_id: 'OM_1', log_id: 'L1', msg: 'No', body }
    expect(searchText(exchange, { receive_id: 'OU_1', label: '林' })).toBe(
      'om_1\nl1\nno\nou_1\n林\none\ntwo',
    )
    expect(searchText({ ...NONE, body: '"a"' })).toBe('a')
    expect(searchText({ ...NONE, body: 'null' })).toBe('')
    expect(searchText({ ...NONE, body: 'Not JSON' })).toBe('not json')
    expect(searchText(NONE, { receive_id: null, label: null })).toBe('')
  })

  test('is searched up to 16,384 units', () => {
    expect(searchText({ ...NONE, body: 'x'.repeat(16_385) })).toHaveLength(16_384)
    expect(searchText({ ...NONE, body: 'x'.repeat(16_384) })).toHaveLength(16_384)
  })

  test('matches if every word occurs', () => {
    expect(matches('abc def', ['bc', 'de'])).toBe(true)
    expect(matches('abc def', ['bc', 'x'])).toBe(false)
    expect(matches('abc', [])).toBe(true)
  })
})

describe('the terms of the index', () => {
  test('are pairs of neighbouring characters, single ones outside ASCII, and facts', () => {
    const facts = { profile: 'p1', outcome: 'answered', code: 0, template_id: 't' }
    // 97, 98, 99 and 0x7269 in base 36.
    expect(indexTerms('abc a 物 \u007fa', facts)).toEqual([
      ...['b2p_2q', 'b2q_2r', 'smll', 'b3j_2p'],
      ...['p_7031', 't_74', 'o_answered', 'c_0'],
    ])
    expect(indexTerms('ab ab', { profile: '', outcome: null, code: null })).toEqual([
      ...['b2p_2q', 'p_'],
    ])
    expect(
      indexTerms('\u0080', { profile: 'a', outcome: '', code: -1, template_id: null }),
    ).toEqual(['s3k', 'p_61', 'c_-1'])
  })

  test('of a filter are those that every match has', () => {
    expect(filterTerms({})).toEqual([])
    expect(filterTerms({ query: 'AB 物 a', recipient: 'bc' })).toEqual(['b2p_2q', 'smll', 'b2q_2r'])
    expect(
      filterTerms({ profile: 'p1', outcome: 'unknown', code: 7, template: 't', query: 'ab ab' }),
    ).toEqual(['b2p_2q', 'p_7031', 't_74', 'o_unknown', 'c_7'])
  })

  test('of a long word are its last eight pairs', () => {
    const pairs = ['b2r_2s', 'b2s_2t', 'b2t_2u', 'b2u_2v', 'b2v_2w', 'b2w_2x', 'b2x_2y', 'b2y_2z']
    expect(filterTerms({ query: 'abcdefghijk' })).toEqual(pairs)
    expect(filterTerms({ query: 'cdefghijk' })).toEqual(pairs)
    expect(filterTerms({ query: 'defghijk' })).toEqual(pairs.slice(1))
  })
})
