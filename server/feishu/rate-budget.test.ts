import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rateBudgetSchema } from '#contract/rate-budget'
import { createVirtualTime } from '../testing/virtual-time.ts'
import type { CallRecord } from './call.ts'
import { createRateBudgets } from './rate-budget.ts'
import type { Turn } from './rate-line.ts'

const APP = { base_url: 'https://open.feishu.cn', app_id: 'cli_a', tenant_key: null }
const START = Date.parse('2026-11-22T08:00:00.000Z')

function start() {
  const time = createVirtualTime(START)
  const budgets = createRateBudgets(time)
  return { time, budgets }
}

/** The most calls within any window of this length: each window that matters ends with a call. */
function worst(times: readonly number[], periodMs: number): number {
  return Math.max(
    0,
    ...times.map((end) => times.filter((time) => time > end - periodMs && time <= end).length),
  )
}

/** An answer of the platform as far as the budget looks at it. */
function answered(http_status: number, headers: Record<string, string>, code?: number): CallRecord {
  const request = { method: 'POST' as const, url: new URL(APP.base_url), headers: {}, body: '' }
  const response = { http_status, headers, bytes: Buffer.alloc(0), truncated: false }
  const log_id = null
  return {
    stage: 'call',
    request,
    result: { failure: null, sent: true, response, started_at_ms: 0, duration_ms: 0 },
    verdict:
      code === undefined
        ? { answered: false, kind: 'not_json', detail: '', log_id, notes: [] }
        : { answered: true, code, msg: null, troubleshooter: null, answer: {}, log_id, notes: [] },
  }
}

test('never more than 50 calls reach the platform in any second, nor 1000 in any minute, whenever they come and however long they are on their way', async () => {
  const arrivals = fc.array(
    fc.record({
      gap: fc.oneof(fc.constant(0), fc.nat({ max: 40 }), fc.nat({ max: 2500 })),
      prepare: fc.nat({ max: 300 }),
      commit: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
      way: fc.nat({ max: 900 }),
      back: fc.nat({ max: 900 }),
      stays: fc.boolean(),
    }),
    { minLength: 200, maxLength: 1500, size: 'max' },
  )
  await fc.assert(
    fc.asyncProperty(arrivals, async (sends) => {
      const { time, budgets } = start()
      const counted: number[] = []
      const call = async ({ prepare, commit, way, back, stays }: (typeof sends)[number]) => {
        const place = budgets.queue(APP, 'push_follow_up')
        if (!('wait' in place)) return
        await time.sleep(prepare)
        if ((await place.wait()) !== 'go') return place.end()
        await time.sleep(commit)
        if (stays) return place.end()
        place.left()
        await time.sleep(way)
        counted.push(time.clock.monotonic())
        await time.sleep(back)
        place.end()
      }
      const calls: Promise<void>[] = []
      for (const send of sends) {
        await time.advance(send.gap)
        calls.push(call(send))
      }
      await time.advance(10_000)
      await Promise.all(calls)
      expect(worst(counted, 1000)).toBeLessThanOrEqual(50)
      expect(worst(counted, 60_000)).toBeLessThanOrEqual(1000)
    }),
    { numRuns: 40 },
  )
}, 60_000)

test.each([
  [1000, 19],
  [2000, 79],
])('%i calls take no longer than the limits themselves demand: %i s', async (count, seconds) => {
  const { time, budgets } = start()
  const left: number[] = []
  const work = async () => {
    while (left.length < count) {
      const turn = await budgets.take(APP, 'push_follow_up')
      if (left.length >= count) return
      if (turn === 'go') left.push(time.clock.monotonic())
      else await time.sleep(turn.wait_until - time.clock.wall())
    }
  }
  const workers = Array.from({ length: 60 }, work)
  await time.advance(seconds * 1000 + 10)
  expect(left.length).toBe(count)
  expect(worst(left, 1000)).toBe(50)
  expect(worst(left, 60_000)).toBe(Math.min(count, 1000))
  // Those who are still in the line find that nothing is left to do.
  await time.advance(65_000)
  await Promise.all(workers)
})

describe('the line', () => {
  test('keeps its order, whoever is ready first', async () => {
    const { time, budgets } = start()
    for (let i = 0; i < 50; i += 1) await budgets.take(APP, 'x')
    const order: string[] = []
    const one = budgets.take(APP, 'x').then(() => order.push('one'))
    const two = budgets.take(APP, 'x').then(() => order.push('two'))
    await time.advance(999)
    expect(order).toEqual([])
    await time.advance(1)
    await Promise.all([one, two])
    expect(order).toEqual(['one', 'two'])
  })

  test('takes those who need not wait for more than 2 s, and tells the others when to come', () => {
    const { budgets } = start()
    const places = Array.from({ length: 200 }, () => budgets.queue(APP, 'x'))
    expect(places.filter((place) => 'wait' in place).length).toBe(150)
    expect(places[150]).toEqual({ wait_until: START + 3000 })
  })

  test('gives a place that is not used to the next', () => {
    const { budgets } = start()
    const places = Array.from({ length: 150 }, () => budgets.queue(APP, 'x'))
    expect(budgets.queue(APP, 'x')).toHaveProperty('wait_until')
    ;(places[0] as Turn).end()
    ;(places[0] as Turn).end()
    expect(budgets.queue(APP, 'x')).toHaveProperty('wait')
    expect(budgets.queue(APP, 'x')).toHaveProperty('wait_until')
  })

  test('is one for each call, app, tenant and upstream', async () => {
    const { budgets } = start()
    for (let i = 0; i < 50; i += 1) await budgets.take(APP, 'x')
    expect(budgets.read(APP, 'x').per_second).toEqual({ limit: 50, left: 0 })
    for (const other of [
      { ...APP, base_url: 'https://open.larksuite.com' },
      { ...APP, app_id: 'cli_b' },
      { ...APP, tenant_key: 't' },
    ]) {
      expect(budgets.read(other, 'x').per_second.left).toBe(50)
    }
    expect(budgets.read(APP, 'y').per_second.left).toBe(50)
  })

  test('is told as the contract has it, also where the minute is used up', async () => {
    const { time, budgets } = start()
    for (let i = 0; i < 20; i += 1) {
      for (let n = 0; n < 50; n += 1) await budgets.take(APP, 'x')
      await time.advance(1000)
    }
    expect(rateBudgetSchema.parse(budgets.read(APP, 'x'))).toEqual({
      per_second: { limit: 50, left: 50 },
      per_minute: { limit: 1000, left: 0 },
      paused_until: new Date(START + 60_000).toISOString(),
      paused_by: 'console',
    })
  })
})

describe('where the platform asks to wait', () => {
  const limited = (reset: string) => answered(429, { 'x-ogw-ratelimit-reset': reset }, 99991400)

  test.each([
    ['so many seconds', limited('52'), 52_000],
    ['a fraction of them', limited('3.5'), 3_500],
    ['as HTTP 400', answered(400, { 'x-ogw-ratelimit-reset': '7' }, 99991400), 7_000],
    ['by a gateway without a code', answered(429, { 'x-ogw-ratelimit-reset': '7' }), 7_000],
    ['without saying for how long', answered(429, {}, 99991400), 5_000],
    ['nonsense', limited('soon'), 5_000],
    ['a negative time', limited('-1'), 5_000],
    ['in hexadecimal', limited('0x10'), 5_000],
    ['no time at all', limited('0'), 1_000],
    ['for ages', limited('1000000000'), 120_000],
  ])('%s, nothing leaves until then', async (_, record, ms) => {
    const { time, budgets } = start()
    budgets.heed(APP, 'x', record)
    expect(budgets.read(APP, 'x')).toMatchObject({
      paused_until: new Date(START + ms).toISOString(),
      paused_by: 'platform',
    })
    const early = await (ms > 2000 ? budgets.take(APP, 'x') : null)
    if (early) expect(early).toEqual({ wait_until: START + ms })
    await time.advance(ms - 1)
    let went = false
    const late = budgets.take(APP, 'x').then((turn) => {
      went = turn === 'go'
    })
    await time.advance(0)
    expect(went).toBe(false)
    await time.advance(1)
    await late
    expect(went).toBe(true)
    expect(budgets.read(APP, 'x').paused_by).toBeNull()
  })

  test.each([
    ['a success', answered(200, { 'x-ogw-ratelimit-reset': '7' }, 0)],
    ['another refusal', answered(400, { 'x-ogw-ratelimit-reset': '7' }, 230008)],
    ['a broken gateway', answered(502, { 'x-ogw-ratelimit-reset': '7' })],
  ])('%s asks for nothing', (_, record) => {
    const { budgets } = start()
    budgets.heed(APP, 'x', record)
    expect(budgets.read(APP, 'x').paused_until).toBeNull()
  })

  test('those who wait already are told, and other calls go on', async () => {
    const { time, budgets } = start()
    for (let i = 0; i < 50; i += 1) await budgets.take(APP, 'x')
    const waiting = budgets.take(APP, 'x')
    await time.advance(100)
    budgets.heed(APP, 'x', limited('52'))
    expect(await waiting).toEqual({ wait_until: START + 52_100 })
    expect(await budgets.take(APP, 'y')).toBe('go')
  })

  test('a shorter pause does not end a longer one', () => {
    const { budgets } = start()
    budgets.heed(APP, 'x', limited('52'))
    budgets.heed(APP, 'x', limited('3'))
    expect(budgets.read(APP, 'x').paused_until).toBe(new Date(START + 52_000).toISOString())
  })
})

test('a call that hangs holds the others up for 2 s at most', async () => {
  const { time, budgets } = start()
  for (let i = 0; i < 50; i += 1) {
    const place = budgets.queue(APP, 'x') as Turn
    await place.wait()
    place.left()
  }
  let went = false
  const waiting = budgets.take(APP, 'x').then((turn) => {
    went = turn === 'go'
  })
  await time.advance(2999)
  expect(went).toBe(false)
  await time.advance(1)
  await waiting
  expect(went).toBe(true)
})

test('a clock that is set back or forth while calls wait changes nothing', async () => {
  const { time, budgets } = start()
  for (let i = 0; i < 50; i += 1) await budgets.take(APP, 'x')
  const waiting = budgets.take(APP, 'x')
  time.setWall(START - 3 * 3_600_000)
  await time.advance(1000)
  expect(await waiting).toBe('go')
})

test('a call that is over leaves no timer behind, which would keep a process from ending', async () => {
  const { time, budgets } = start()
  const place = budgets.queue(APP, 'push_follow_up')
  if (!('wait' in place)) throw new Error('there is room')
  await place.wait()
  place.left()
  expect(time.pending()).toBe(1)
  place.end()
  expect(time.pending()).toBe(0)
})
