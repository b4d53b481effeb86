import { expect, test } from 'vitest'
import { pickLocale } from './locale.ts'

test('uses the first tag that is Chinese or English', () => {
  expect(pickLocale(['zh-TW', 'en'])).toBe('zh')
  expect(pickLocale(['de-DE', 'EN-gb', 'zh-CN'])).toBe('en')
  expect(pickLocale([' ZH ', 'en'])).toBe('zh')
})

test('uses English if no tag is supported', () => {
  expect(pickLocale([])).toBe('en')
  expect(pickLocale(['fr', 'zhuang'])).toBe('en')
})
