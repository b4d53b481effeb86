import { describe, expect, test } from 'vitest'
import { findTypographyIssues } from './typography-issues.ts'

const GOOD = { zh: '消息已过期（超过 600 秒）。', en: 'The message has expired.' }

describe('the typography of a bilingual sentence', () => {
  test('has no issues in a clean sentence', () => {
    expect(findTypographyIssues(GOOD)).toEqual([])
  })

  test.each([
    ['zh holds no Han character', { ...GOOD, zh: 'expired。' }],
    ['zh does not end in 。', { ...GOOD, zh: '消息已过期' }],
    ['zh has ASCII punctuation after a Han character', { ...GOOD, zh: '消息,过期。' }],
    ['zh has ASCII punctuation after a Han character', { ...GOOD, zh: '消息.过期。' }],
    ['zh has ASCII punctuation before a Han character', { ...GOOD, zh: '消息 (过期）。' }],
    ['zh lacks a space between Han and Latin', { ...GOOD, zh: '超过600 秒。' }],
    ['zh has surplus white space', { ...GOOD, zh: '消息  过期。' }],
    ['en is empty', { ...GOOD, en: '' }],
    ['en holds Chinese characters or punctuation', { ...GOOD, en: 'Expired。.' }],
    ['en does not end in a full stop', { ...GOOD, en: 'Expired' }],
    ['en has surplus white space', { ...GOOD, en: ' Expired.' }],
  ])('reports that %s', (issue, text) => {
    expect(findTypographyIssues(text)).toContain(issue)
  })
})
