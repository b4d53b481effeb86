import { describe, expect, test } from 'vitest'
import { formatSpan } from './format-span.ts'

describe('a span of time', () => {
  test.each([
    [0, '0 s', '0 秒'],
    [72, '72 s', '72 秒'],
    [132, '2 min 12 s', '2 分钟 12 秒'],
    [3600, '1 h', '1 小时'],
    [80_040, '22 h 14 min', '22 小时 14 分钟'],
    [180_000, '2 d 2 h', '2 天 2 小时'],
  ])('of %d s is written in two units', (seconds, en, zh) => {
    expect(formatSpan(seconds, 'en').replaceAll('\u00a0', ' ')).toBe(en)
    expect(formatSpan(seconds, 'zh').replaceAll('\u00a0', ' ')).toBe(zh)
  })
})
