import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createClockSkews, watchClock } from './clock-skew.ts'
import type { UpstreamRequest, UpstreamResult } from './upstream.ts'

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

describe('the estimate from exact times', () => {
  const date = new Date(NOW).toUTCString()
  /** Reads the skew after responses that were sent and received at these times. */
  const skewOf = (...times: [number, number][]) => {
    const skews = createClockSkews()
    for (const [sent, received] of times) skews.record(BASE, date, NOW + sent, NOW + received)
    return skews.read(BASE)
  }

  test('is the middle of what one response allows, and its margin half of that', () => {
    expect(skewOf([0, 0])).toEqual({ ms: 500, margin_ms: 500 })
    expect(skewOf([100, 300])).toEqual({ ms: 300, margin_ms: 600 })
    expect(skewOf([100, 301])).toEqual({ ms: 300, margin_ms: 601 })
  })

  test('is what all of them allow, even if that is a single moment', () => {
    expect(skewOf([0, 0], [900, 900])).toEqual({ ms: 50, margin_ms: 50 })
    expect(skewOf([0, 0], [1000, 1000])).toEqual({ ms: 0, margin_ms: 0 })
    expect(skewOf([0, 0], [1001, 1001])).toEqual({ ms: -501, margin_ms: 500 })
    expect(skewOf([900, 900], [5000, 5000], [0, 0])).toEqual({ ms: 500, margin_ms: 500 })
  })

  test('counts the latest twenty responses', () => {
    const same = (count: number): [number, number][] => Array.from({ length: count }, () => [0, 0])
    expect(skewOf([900, 900], ...same(19))).toEqual({ ms: 50, margin_ms: 50 })
    expect(skewOf([900, 900], ...same(20))).toEqual({ ms: 500, margin_ms: 500 })
  })
})

test('a watched upstream records each response at its origin, and returns it unchanged', async () => {
  const skews = createClockSkews()
  const timing = { started_at_ms: NOW + 100, duration_ms: 200 }
  const failure = { kind: 'reset', detail: 'ECONNRESET' } as const
  const results: UpstreamResult[] = [
    { ...timing, failure, sent: true, response: null },
    {
      ...{ ...timing, failure, sent: true },
      response: {
        http_status: 200,
        headers: { date: new Date(NOW).toUTCString() },
        bytes: Buffer.alloc(0),
        truncated: true,
      },
    },
  ]
  const close = vi.fn(async () => {})
  const watched = watchClock({ call: async () => results.shift() as UpstreamResult, close }, skews)
  const request = { url: new URL(`${BASE}/x`) } as UpstreamRequest
  const [lost, received] = results
  expect(await watched.call(request)).toBe(lost)
  expect(skews.read(BASE)).toBeNull()
  expect(await watched.call(request)).toBe(received)
  expect(skews.read(BASE)).toEqual({ ms: 300, margin_ms: 600 })
  await watched.close()
  expect(close).toHaveBeenCalledOnce()
})
