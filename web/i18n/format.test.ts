import { describe, expect, test } from 'vitest'
import { formatBytes, formatDuration, formatMoment, localeTag } from './format.ts'

describe('localeTag', () => {
  test('is the user’s variant of the console’s language', () => {
    expect(localeTag('en', ['de-DE', 'en-GB', 'en-US'])).toBe('en-GB')
    expect(localeTag('zh', ['en-GB', 'zh-HK'])).toBe('zh-HK')
  })

  test('is the plain language where the browser names none, or none that Intl takes', () => {
    expect(localeTag('en', ['en-US@posix', 'C'])).toBe('en')
    expect(localeTag('zh', [])).toBe('zh-CN')
  })
})

test('a duration is given in milliseconds below a second, else in seconds', () => {
  expect(formatDuration(1.44, 'en')).toBe('1.4\u00a0ms')
  expect(formatDuration(84.2, 'zh-CN')).toBe('84\u00a0ms')
  expect(formatDuration(999.6, 'en')).toBe('1\u00a0s')
  expect(formatDuration(3214, 'en')).toBe('3.2\u00a0s')
  expect(formatDuration(15_000, 'zh-CN')).toBe('15\u00a0秒')
})

test('a moment is formatted to the second in the user’s format', () => {
  const moment = formatMoment('2026-11-22T06:02:11.084Z', 'en-GB', 'Asia/Shanghai')
  expect(moment).toBe('22 Nov 2026, 14:02:11')
})

test('bytes are counted in words', () => {
  expect(formatBytes(0, 'en')).toBe('0 bytes')
  expect(formatBytes(262_144, 'en')).toBe('262,144 bytes')
  expect(formatBytes(36, 'zh-CN')).toBe('36\u00a0字节')
})
