import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rateBudgetSchema } from '#contract/profile'
import { createVirtualTime } from '../testing/virtual-time.ts'
import type { CallRecord } from './call.ts'
import { createRateBudgets } from './rate-budget.ts'
import type { RateTicket } from './rate-queue.ts'

const APP = { base_url: 'https://open.feishu.cn', app_id: 'cli_a', tenant_key: null }
const START = Date.parse('2026-11-22T08:00:00.000Z')

function start() {
  const time = createVirtualTime(START)
  const budgets = createRateBudgets(time)
  return { time, budgets }
}

/** Returns the largest number of calls within any window of this length. */
function worst(times: readonly number[], periodMs: number): number {
  return Math.max(
    0,
    ...times.map((end) => times.filter((time) => time > end - periodMs && time <= end).length),
  )
}

/** Returns the record of a call with this response. */
function answered(http_status: number, headers: Record<string, string>, code?: number): CallRecord {
  const request = { method: 'POST' as const, url: new URL(APP.base_url), headers: {}, body: '' }
  const response = { http_status, headers, bytes: Buffer.alloc(0), truncated: false }
  const log_id = null
  return {
    stage: 'call',
    request,
    result: { failure: null, sent: true, response, started_at_ms: 0, duration_ms: 0 },
    reply:
      code === undefined
        ? { answered: false, kind: 'not_json', detail: '', log_id, notes: [] }
        : { answered: true, code, msg: null, troubleshooter: null, json: {}, log_id, notes: [] },
  }
}

test('at most 50 calls in any second and 1000 in any minute reach the platform, for any arrival and transit times', async () => {
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
        const slot = budgets.queue(APP, 'push_follow_up')
        if (!('wait' in slot)) return
        await time.sleep(prepare)
        if ((await slot.wait()) !== 'go') return slot.end()
        await time.sleep(commit)
        if (stays) return slot.end()
        slot.depart()
        await time.sleep(way)
        counted.push(time.clock.monotonic())
        await time.sleep(back)
        slot.end()
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
])('%i calls take only as long as the limits require: %i s', async (count, seconds) => {
  const { time, budgets } = start()
  const left: number[] = []
  const work = async () => {
    while (left.length < count) {
      const wait = await budgets.take(APP, 'push_follow_up')
      if (left.length >= count) return
      if (wait === 'go') left.push(time.clock.monotonic())
      else await time.sleep(wait.wait_until - time.clock.wall())
    }
  }
  const workers = Array.from({ length: 60 }, work)
  await time.advance(seconds * 1000 + 10)
  expect(left.length).toBe(count)
  expect(worst(left, 1000)).toBe(50)
  expect(worst(left, 60_000)).toBe(Math.min(count, 1000))
  // The workers that are still waiting have nothing left to do.
  await time.advance(65_000)
  await Promise.all(workers)
})

describe('the queue', () => {
  test('releases calls in the order of their wait', async () => {
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

  test('accepts calls that wait at most 2 s, and returns a time to the others', () => {
    const { budgets } = start()
    const slots = Array.from({ length: 200 }, () => budgets.queue(APP, 'x'))
    expect(slots.filter((slot) => 'wait' in slot).length).toBe(150)
    expect(slots[150]).toEqual({ wait_until: START + 3000 })
  })

  test('gives an unused slot to the next call', () => {
    const { budgets } = start()
    const slots = Array.from({ length: 150 }, () => budgets.queue(APP, 'x'))
    expect(budgets.queue(APP, 'x')).toHaveProperty('wait_until')
    ;(slots[0] as RateTicket).end()
    ;(slots[0] as RateTicket).end()
    expect(budgets.queue(APP, 'x')).toHaveProperty('wait')
    expect(budgets.queue(APP, 'x')).toHaveProperty('wait_until')
  })

  test('is separate for each endpoint, app, tenant and upstream', async () => {
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

  test('is read as in the contract, also if the minute is used up', async () => {
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

describe('if the platform asks to wait', () => {
  const limited = (reset: string) => answered(429, { 'x-ogw-ratelimit-reset': reset }, 99991400)

  test.each([
    ['for a number of seconds', limited('52'), 52_000],
    ['for a fraction of seconds', limited('3.5'), 3_500],
    ['as HTTP 400', answered(400, { 'x-ogw-ratelimit-reset': '7' }, 99991400), 7_000],
    ['by a gateway without a code', answered(429, { 'x-ogw-ratelimit-reset': '7' }), 7_000],
    ['without a time', answered(429, {}, 99991400), 5_000],
    ['with an invalid time', limited('soon'), 5_000],
    ['with a negative time', limited('-1'), 5_000],
    ['with a hexadecimal time', limited('0x10'), 5_000],
    ['for zero seconds', limited('0'), 1_000],
    ['for years', limited('1000000000'), 120_000],
  ])('%s, no call is made until then', async (_, record, ms) => {
    const { time, budgets } = start()
    budgets.observe(APP, 'x', record)
    expect(budgets.read(APP, 'x')).toMatchObject({
      paused_until: new Date(START + ms).toISOString(),
      paused_by: 'platform',
    })
    const early = await (ms > 2000 ? budgets.take(APP, 'x') : null)
    if (early) expect(early).toEqual({ wait_until: START + ms })
    await time.advance(ms - 1)
    let went = false
    const late = budgets.take(APP, 'x').then((wait) => {
      went = wait === 'go'
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
    ['another error', answered(400, { 'x-ogw-ratelimit-reset': '7' }, 230008)],
    ['a broken gateway', answered(502, { 'x-ogw-ratelimit-reset': '7' })],
  ])('%s does not pause calls', (_, record) => {
    const { budgets } = start()
    budgets.observe(APP, 'x', record)
    expect(budgets.read(APP, 'x').paused_until).toBeNull()
  })

  test('waiting calls get a time, and other endpoints go on', async () => {
    const { time, budgets } = start()
    for (let i = 0; i < 50; i += 1) await budgets.take(APP, 'x')
    const waiting = budgets.take(APP, 'x')
    await time.advance(100)
    budgets.observe(APP, 'x', limited('52'))
    expect(await waiting).toEqual({ wait_until: START + 52_100 })
    expect(await budgets.take(APP, 'y')).toBe('go')
  })

  test('a shorter pause does not end a longer one', () => {
    const { budgets } = start()
    budgets.observe(APP, 'x', limited('52'))
    budgets.observe(APP, 'x', limited('3'))
    expect(budgets.read(APP, 'x').paused_until).toBe(new Date(START + 52_000).toISOString())
  })
})

test('a hanging call delays the others by at most 2 s', async () => {
  const { time, budgets } = start()
  for (let i = 0; i < 50; i += 1) {
    const slot = budgets.queue(APP, 'x') as RateTicket
    await slot.wait()
    slot.depart()
  }
  let went = false
  const waiting = budgets.take(APP, 'x').then((wait) => {
    went = wait === 'go'
  })
  await time.advance(2999)
  expect(went).toBe(false)
  await time.advance(1)
  await waiting
  expect(went).toBe(true)
})

test('changing the wall clock does not affect waiting calls', async () => {
  const { time, budgets } = start()
  for (let i = 0; i < 50; i += 1) await budgets.take(APP, 'x')
  const waiting = budgets.take(APP, 'x')
  time.setWall(START - 3 * 3_600_000)
  await time.advance(1000)
  expect(await waiting).toBe('go')
})

test('a finished call leaves no timer behind', async () => {
  const { time, budgets } = start()
  const slot = budgets.queue(APP, 'push_follow_up')
  if (!('wait' in slot)) throw new Error('expected a slot')
  await slot.wait()
  slot.depart()
  expect(time.pending()).toBe(1)
  slot.end()
  expect(time.pending()).toBe(0)
})
