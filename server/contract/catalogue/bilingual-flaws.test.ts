import { describe, expect, test } from 'vitest'
import { bilingualFlaws } from './bilingual-flaws.ts'

const GOOD = { zh: '消息已过期（超过 600 秒）。', en: 'The message has expired.' }

describe('the typography of a bilingual sentence', () => {
  test('finds nothing in a clean sentence', () => {
    expect(bilingualFlaws(GOOD)).toEqual([])
  })

  test.each([
    ['zh holds no Han character', { ...GOOD, zh: 'expired。' }],
    ['zh does not end in 。', { ...GOOD, zh: '消息已过期' }],
    ['zh has ASCII punctuation after a Han character', { ...GOOD, zh: '消息,过期。' }],
    ['zh has ASCII punctuation after a Han character', { ...GOOD, zh: '消息.过期。' }],
    ['zh has ASCII punctuation before a Han character', { ...GOOD, zh: '消息 (过期）。' }],
    ['zh lacks a space between Han and Latin', { ...GOOD, zh: '超过600 秒。' }],
    ['zh has stray white space', { ...GOOD, zh: '消息  过期。' }],
    ['en is empty', { ...GOOD, en: '' }],
    ['en holds Chinese characters or punctuation', { ...GOOD, en: 'Expired。.' }],
    ['en does not end in a full stop', { ...GOOD, en: 'Expired' }],
    ['en has stray white space', { ...GOOD, en: ' Expired.' }],
  ])('says when %s', (flaw, text) => {
    expect(bilingualFlaws(text)).toContain(flaw)
  })
})
