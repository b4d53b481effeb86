import { describe, expect, test } from 'vitest'
import { ERROR_CODES } from '#contract/catalogue/catalogue'
import { COMMANDS } from './command-list.ts'
import { findByWords, findCodes } from './commands.ts'

const found = (query: string) => findByWords(COMMANDS, query).map(({ id }) => id)

describe('a command is found', () => {
  test('by its name in either language', () => {
    expect(found('templates')).toEqual(['templates'])
    expect(found('模板')).toEqual(['templates'])
  })

  test('by any of its words, in any order and case', () => {
    expect(found('DARK theme')).toEqual(['theme-dark'])
    expect(found('夜间')).toEqual(['theme-dark'])
  })

  test('by the full-width letters of Chinese input', () => {
    expect(found('ｃｕｒｌ')).toEqual(['code', 'import'])
    expect(found('ｘｌｓｘ')).toEqual(['import-table', 'export-table'])
    expect(found('主题:深色')).toEqual(['theme-dark'])
  })
})

test('entries that begin with the query come before those that only contain it', () => {
  const items = ['Unsend', 'Send'].map((en) => ({ name: { en, zh: '' } }))
  expect(findByWords(items, 'send').map(({ name }) => name.en)).toEqual(['Send', 'Unsend'])
})

test('an empty query finds everything in order, an unknown word nothing', () => {
  expect(found('  ')).toEqual(COMMANDS.map(({ id }) => id))
  expect(found('send nowhere')).toEqual([])
})

const numbers = (query: string) => findCodes(ERROR_CODES, query).map(({ code }) => code)

test('a number finds its code, even among words and in full-width digits', () => {
  expect(new Set(numbers('230008'))).toEqual(new Set([230008]))
  expect(new Set(numbers('错误码 ２３０００８'))).toEqual(new Set([230008]))
})

test('the first digits find a few codes that begin with them', () => {
  expect(numbers('23')).toHaveLength(8)
  expect(numbers('23').every((code) => String(code).startsWith('23'))).toBe(true)
})

test('a query without digits finds a code by its msg, documented or observed, up to “, ext=”', () => {
  expect(numbers('')).toEqual([])
  expect(numbers('send')).toEqual([])
  expect(numbers('Support Latest message')).toEqual([230006])
  expect(numbers('frequency limit, ext=anything')).toContain(230020)
  expect(numbers('NOT be out of the chat.')).toContain(230002)
})
