import { expect, test } from 'vitest'
import { pickLocale } from './locale.ts'

test('the first tag that is Chinese or English decides', () => {
  expect(pickLocale(['zh-TW', 'en'])).toBe('zh')
  expect(pickLocale(['de-DE', 'EN-gb', 'zh-CN'])).toBe('en')
})

test('English serves where no tag fits', () => {
  expect(pickLocale([])).toBe('en')
  expect(pickLocale(['fr', 'zhuang'])).toBe('en')
})
