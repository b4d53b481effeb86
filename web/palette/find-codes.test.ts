import { expect, test } from 'vitest'
import { ERROR_CODES } from '#contract/catalogue'
import { findCodes } from './find-codes.ts'

const numbers = (query: string) => findCodes(ERROR_CODES, query).map(({ code }) => code)

test('a number finds its code, also among words and in full-width digits', () => {
  expect(new Set(numbers('230008'))).toEqual(new Set([230008]))
  expect(new Set(numbers('错误码 ２３０００８'))).toEqual(new Set([230008]))
})

test('the first digits find what begins with them, a handful at most', () => {
  expect(numbers('23')).toHaveLength(8)
  expect(numbers('23').every((code) => String(code).startsWith('23'))).toBe(true)
})

test('without a digit no code is found', () => {
  expect(numbers('')).toEqual([])
  expect(numbers('send')).toEqual([])
})
