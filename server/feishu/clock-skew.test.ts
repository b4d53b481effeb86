import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createClockSkews } from './clock-skew.ts'

const BASE = 'https://open.feishu.cn'
const NOW = Date.UTC(2026, 10, 22, 4, 0, 0)

/** Returns a response of a platform whose clock is ahead by `skew`. */
function response(skew: number, sent: number, took: number, between = 0.5) {
  const date = new Date(sent + took * between + skew)
  return [BASE, date.toUTCString(), sent, sent + took] as const
}

describe('the estimated skew', () => {
  test('is null without a valid date', () => {
    const skews = createClockSkews()
    skews.record(BASE, undefined, NOW, NOW)
    skews.record(BASE, 'yesterday, about noon', NOW, NOW)
    skews.record('https://open.larksuite.com', new Date(NOW).toUTCString(), NOW, NOW)
    expect(skews.read(BASE)).toBeNull()
  })

  test('is within its margin for any response times', () => {
    const sample = fc.record({
      sent: fc.integer({ min: 0, max: 60_000 }),
      took: fc.integer({ min: 0, max: 3_000 }),
      between: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    const skew = fc.integer({ min: -86_400_000, max: 86_400_000 })
    fc.assert(
      fc.property(skew, fc.array(sample, { minLength: 1, maxLength: 30 }), (truth, samples) => {
        const skews = createClockSkews()
        for (const { sent, took, between } of samples) {
          skews.record(...response(truth, NOW + sent, took, between))
        }
        const { ms, margin_ms } = skews.read(BASE) ?? { ms: Number.NaN, margin_ms: 0 }
        expect(Math.abs(ms - truth)).toBeLessThanOrEqual(margin_ms + 1)
      }),
    )
  })

  test('gets more exact with each response', () => {
    const skews = createClockSkews()
    skews.record(...response(3_600_000, NOW, 40))
    const first = skews.read(BASE)?.margin_ms ?? 0
    for (let i = 1; i < 10; i += 1) skews.record(...response(3_600_000, NOW + i * 1_130, 40))
    const last = skews.read(BASE)
    expect(last?.margin_ms).toBeLessThan(first / 2)
    expect(Math.abs((last?.ms ?? 0) - 3_600_000)).toBeLessThan(200)
  })

  test('follows a changed clock', () => {
    const skews = createClockSkews()
    for (let i = 0; i < 5; i += 1) skews.record(...response(0, NOW + i * 900, 20))
    skews.record(...response(-10_800_000, NOW + 5_000, 20))
    const { ms = 0 } = skews.read(BASE) ?? {}
    expect(Math.abs(ms + 10_800_000)).toBeLessThan(1_000)
  })

  test('belongs to an origin, independent of the base URL’s path', () => {
    const skews = createClockSkews()
    skews.record(...response(5_000, NOW, 10))
    expect(skews.read(`${BASE}/`)).toEqual(skews.read(BASE))
    expect(skews.read('https://open.larksuite.com')).toBeNull()
  })
})
