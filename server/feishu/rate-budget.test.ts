import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rateBudgetSchema } from '#contract/profile'
import type { SharedRate } from '../storage/postgres-rate.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import type { CallRecord } from './call.ts'
import { createRateBudgets, forLists, thirdOfLimits, WIDE_LIMITS } from './rate-budget.ts'
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
})

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

  test('counts the calls that are about to be made, those of people and of lists', async () => {
    const { budgets } = start()
    const slots = [budgets.queue(APP, 'x'), forLists(budgets).queue(APP, 'x')] as RateTicket[]
    await budgets.take(APP, 'x')
    expect(budgets.read(APP, 'x').per_second).toEqual({ limit: 50, left: 47 })
    expect(await slots[1]?.wait()).toBe('go')
    expect(budgets.read(APP, 'x').per_minute).toEqual({ limit: 1000, left: 997 })
    for (const slot of slots) slot.end()
    expect(budgets.read(APP, 'x').per_minute).toEqual({ limit: 1000, left: 999 })
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
    ['for twelve digits', limited('100000000000'), 120_000],
    ['for more digits than that', limited('1000000000000'), 5_000],
    ['for 119 s', limited('119'), 119_000],
    ['for 121 s', limited('121'), 120_000],
    ['for 1.5 s, with spaces', limited(' 1.5 '), 1_500],
    ['for half a second', limited('0.5'), 1_000],
    ['with nine decimals', limited('3.500000000'), 3_500],
    ['with ten decimals', limited('3.5000000000'), 5_000],
    ['without decimals after the point', limited('3.'), 5_000],
    ['with a unit', limited('3s'), 5_000],
    ['with text before it', limited('x3'), 5_000],
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

describe('a list', () => {
  /** Makes as many calls as the limits allow to a list, with 40 workers. */
  function run({ time, budgets }: ReturnType<typeof start>, count: number) {
    const list = forLists(budgets)
    const made: number[] = []
    const work = async () => {
      while (made.length < count) {
        const wait = await list.take(APP, 'x')
        if (made.length >= count) return
        if (wait === 'go') made.push(time.clock.monotonic())
        else await time.sleep(wait.wait_until - time.clock.wall())
      }
    }
    return { made, done: Promise.all(Array.from({ length: 40 }, work)) }
  }

  test('has the whole of the limits while no one sends by hand: 3,000 calls in 140 s', async () => {
    const started = start()
    const { made, done } = run(started, 3_000)
    await started.time.advance(140_000)
    expect(made.length).toBe(3_000)
    expect(worst(made, 1000)).toBe(50)
    expect(worst(made, 60_000)).toBe(1000)
    await started.time.advance(65_000)
    await done
  })

  test('leaves a tenth of the limits to somebody who sends by hand, who never gets a 429', async () => {
    const started = start()
    const { time, budgets } = started
    const own: number[] = []
    // What the page asks the platform before a send counts too.
    expect(await budgets.take(APP, 'batch_get_id')).toBe('go')
    const { made, done } = run(started, 2_000)
    for (let second = 0; second < 100; second += 1) {
      await time.advance(1_000)
      const asked = time.clock.monotonic()
      const turn = budgets.take(APP, 'x')
      await time.advance(0)
      expect(await turn).toBe('go')
      own.push(time.clock.monotonic())
      expect(time.clock.monotonic() - asked).toBe(0)
    }
    expect(own).toHaveLength(100)
    expect(worst(made, 1000)).toBeLessThanOrEqual(45)
    expect(worst([...made, ...own], 60_000)).toBeLessThanOrEqual(1000)
    expect(made.length).toBeGreaterThan(1_700)
    await time.advance(200_000)
    await done
  })

  test('takes the tenth again when no one has sent by hand for two minutes', async () => {
    const { time, budgets } = start()
    const list = forLists(budgets)
    /** Makes calls until one would have to wait. */
    const burst = async () => {
      for (let calls = 0; ; calls += 1) {
        const ticket = list.queue(APP, 'x') as RateTicket
        const isFree = ticket.isFree()
        if (isFree) await ticket.wait()
        if (isFree) ticket.depart()
        ticket.end()
        if (!isFree) return calls
      }
    }
    await budgets.take(APP, 'y')
    expect(await burst()).toBe(45)
    await time.advance(119_999)
    expect(await burst()).toBe(45)
    await time.advance(1)
    expect(await burst()).toBe(5)
    await time.advance(1_000)
    expect(await burst()).toBe(50)
  })

  test('is read, queued and taken with what is left to it, and a person with the rest', async () => {
    const { time, budgets } = start()
    const list = forLists(budgets)
    for (let i = 0; i < 18; i += 1) {
      for (let n = 0; n < 50; n += 1) await budgets.take(APP, 'x')
      await time.advance(1000)
    }
    const paused_until = new Date(START + 60_000).toISOString()
    expect(list.read(APP, 'x')).toMatchObject({ paused_until, paused_by: 'console' })
    expect(list.queue(APP, 'x')).toEqual({ wait_until: START + 60_000 })
    expect(await list.take(APP, 'x')).toEqual({ wait_until: START + 60_000 })
    expect(budgets.read(APP, 'x')).toMatchObject({ paused_until: null, paused_by: null })
    expect(budgets.queue(APP, 'x')).toHaveProperty('wait')
    expect(await budgets.take(APP, 'x')).toBe('go')
  })

  test('lets a person go first who asks later', async () => {
    const { time, budgets } = start()
    const list = forLists(budgets)
    for (let i = 0; i < 50; i += 1) await list.take(APP, 'x')
    const order: string[] = []
    const rows = [1, 2].map((n) => list.take(APP, 'x').then(() => order.push(`row ${n}`)))
    await time.advance(100)
    const person = budgets.take(APP, 'x').then(() => order.push('person'))
    await time.advance(900)
    await Promise.all([person, ...rows])
    expect(order[0]).toBe('person')
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

describe('with other consoles', () => {
  /** A console among others, whose grants and calls the test decides. */
  function startShared(claims: (number | 'go')[] = []) {
    const time = createVirtualTime(START)
    const others: { call(agoMs: number): void; pause(ms: number): void }[] = []
    const told = { persons: [] as string[], ended: [] as boolean[], pauses: [] as number[] }
    let meetPerson = (_app: string) => {}
    const budgets = createRateBudgets({
      ...time,
      shared: {
        async claim() {
          const next = claims.shift() ?? 'go'
          return next === 'go' ? { id: '1' } : { wait_ms: next }
        },
        end: (_, sent) => void told.ended.push(sent),
        pause: (_, ms) => void told.pauses.push(ms),
        announcePerson: (app) => void told.persons.push(app),
        watch: (_, listener) => void others.push(listener),
        watchPersons(listener) {
          meetPerson = listener
        },
      },
    })
    return { time, budgets, others, told, meetPerson: (app: string) => meetPerson(app) }
  }

  test('all of them together keep the limits, for any arrival and transit times', async () => {
    const arrivals = fc.array(
      fc.record({
        // Bursts, so that each console alone would use the whole limit.
        gap: fc.oneof(
          { weight: 30, arbitrary: fc.constant(0) },
          { weight: 5, arbitrary: fc.nat({ max: 20 }) },
          { weight: 1, arbitrary: fc.nat({ max: 1500 }) },
        ),
        console: fc.nat({ max: 2 }),
        way: fc.nat({ max: 500 }),
        back: fc.nat({ max: 500 }),
        stays: fc.boolean(),
      }),
      { minLength: 200, maxLength: 400, size: 'max' },
    )
    await fc.assert(
      fc.asyncProperty(arrivals, async (sends) => {
        const time = createVirtualTime(START)
        const shared = createSharedModel(time)
        const consoles = [0, 1, 2].map(() => createRateBudgets({ ...time, shared }))
        const counted: number[] = []
        const call = async ({ console, way, back, stays }: (typeof sends)[number]) => {
          const slot = consoles[console]?.queue(APP, 'push_follow_up')
          if (!slot || !('wait' in slot)) return
          if ((await slot.wait()) !== 'go' || stays) return slot.end()
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
        expect(counted.length).toBeGreaterThan(0)
      }),
      { numRuns: 15 },
    )
  })

  test('counts their calls, and waits for the room that they leave', async () => {
    const { budgets, others, time } = startShared()
    expect(budgets.read(APP, 'push_follow_up').per_second.left).toBe(50)
    for (let i = 0; i < 49; i += 1) others[0]?.call(400)
    expect(budgets.read(APP, 'push_follow_up').per_second.left).toBe(1)
    expect(await budgets.take(APP, 'push_follow_up')).toBe('go')
    const next = budgets.take(APP, 'push_follow_up')
    let granted = false
    void next.then(() => {
      granted = true
    })
    await time.advance(599)
    expect(granted).toBe(false)
    await time.advance(1)
    expect(await next).toBe('go')
  })

  test('tries again when they were faster, and gives up if that takes too long', async () => {
    const { budgets, time, told } = startShared([300, 200, 'go', 40_000])
    const first = budgets.take(APP, 'push_follow_up')
    await time.advance(501)
    expect(await first).toBe('go')
    expect(told.ended).toEqual([true])
    const second = budgets.take(APP, 'push_follow_up')
    await time.advance(1)
    expect(await second).toEqual({ wait_until: START + 501 + 40_000 })
    // The refused slot is free again.
    expect(budgets.read(APP, 'push_follow_up').per_minute.left).toBe(999)
    expect(budgets.read(APP, 'push_follow_up').paused_by).toBe('console')
  })

  test('gives a call back that was not sent, and shares pauses', async () => {
    const { budgets, told, others } = startShared()
    const slot = budgets.queue(APP, 'push_follow_up') as RateTicket
    expect(await slot.wait()).toBe('go')
    slot.end()
    expect(told.ended).toEqual([false])
    budgets.observe(APP, 'push_follow_up', answered(429, { 'x-ogw-ratelimit-reset': '30' }))
    expect(told.pauses).toEqual([30_000])
    others[0]?.pause(60_000)
    expect(budgets.read(APP, 'push_follow_up').paused_until).toBe(
      new Date(START + 60_000).toISOString(),
    )
    expect(told.pauses).toHaveLength(1)
  })

  test('leaves a part of the limits to people who use the app through another one', async () => {
    const { budgets, told, meetPerson } = startShared()
    const isFree = () => {
      const slot = budgets.queue(APP, 'push_follow_up', 'list') as RateTicket
      const free = slot.isFree()
      slot.end()
      return free
    }
    for (let i = 0; i < 46; i += 1) await budgets.take(APP, 'push_follow_up', 'list')
    expect(isFree()).toBe(true)
    expect(told.persons).toEqual([])
    meetPerson(JSON.stringify(Object.values(APP)))
    expect(isFree()).toBe(false)
    budgets.queue(APP, 'push_follow_up')
    expect(told.persons).toEqual([JSON.stringify(Object.values(APP))])
  })
})

/** The grants of `claim_call` without a database: the same rule in a list. */
function createSharedModel({ clock, sleep }: ReturnType<typeof createVirtualTime>): SharedRate {
  const calls = new Map<string, { ended: number | null }>()
  let last = 0
  return {
    async claim(_, limits) {
      await sleep(2)
      const now = clock.monotonic()
      const times = [...calls.values()].map(({ ended }) => ended ?? now).sort((a, b) => b - a)
      const free = limits.map(
        ({ limit, periodMs }) => (times[limit - 1] ?? Number.NEGATIVE_INFINITY) + periodMs,
      )
      const wait_ms = Math.max(...free) - now
      if (wait_ms > 0) return { wait_ms }
      last += 1
      calls.set(String(last), { ended: null })
      return { id: String(last) }
    },
    end(id, sent) {
      if (sent) calls.set(id, { ended: clock.monotonic() })
      else calls.delete(id)
    },
    pause() {},
    announcePerson() {},
    watch() {},
    watchPersons() {},
  }
}

test('reading in the background may use a third of the limits, a benchmark practically all', () => {
  expect(thirdOfLimits()).toEqual([
    { limit: 16, periodMs: 1000 },
    { limit: 333, periodMs: 60_000 },
  ])
  expect(WIDE_LIMITS).toEqual([{ limit: 100_000, periodMs: 1000 }])
})
