import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Assumptions } from '../assumptions/assumptions.ts'
import { createWorld } from '../tenant/world.ts'
import { createTestClock, START, startForTest } from '../testing/client.ts'
import { createTenant } from '../testing/tenant.ts'
import { countCall, isCardBusy, isChatBusy } from './rate-limit.ts'

function start(rate_limiter: Assumptions['rate_limiter']) {
  const clock = createTestClock()
  const world = createWorld({ clock: clock.read, assumptions: { rate_limiter } })
  const [app, other] = [...world.state.apps.values()]
  if (!app || !other) throw new Error('not seeded')
  const call = (operation: 'push_follow_up' | 'get_message' = 'push_follow_up', by = app) =>
    countCall(world, operation, by)
  /** Makes that many calls at one moment; returns how many were allowed. */
  const burst = (count: number) =>
    Array.from({ length: count }, () => call()).filter((x) => !x).length
  return { clock, call, burst, other, app, world }
}

test('a window of one second allows 50 calls, and the next one 50 more', () => {
  const { clock, call, burst } = start('window')
  expect(burst(60)).toBe(50)
  expect(call()).toEqual({ limit: 50, reset: 1 })
  clock.advance(999)
  expect(burst(60)).toBe(0)
  clock.advance(1)
  expect(burst(60)).toBe(50)
})

test('a window of one minute allows 1000 calls, and the result has the seconds to the next', () => {
  const { clock, call, burst } = start('window')
  for (let second = 0; second < 20; second += 1) {
    expect(burst(50)).toBe(50)
    clock.advance(1000)
  }
  expect(call()).toEqual({ limit: 1000, reset: 40 })
  clock.advance(39_999)
  expect(call()).toEqual({ limit: 1000, reset: 1 })
  clock.advance(1)
  expect(burst(60)).toBe(50)
})

test('a bucket refills over time', () => {
  const { clock, call, burst } = start('bucket')
  expect(burst(60)).toBe(50)
  clock.advance(20)
  expect(burst(60)).toBe(1)
  expect(call()).toEqual({ limit: 50, reset: 1 })
  clock.advance(500)
  expect(burst(60)).toBe(25)
})

test('off allows every call', () => {
  expect(start('off').burst(5000)).toBe(5000)
})

test('counts each operation and each app separately', () => {
  const { call, burst, other } = start('window')
  burst(60)
  expect(call('get_message')).toBeNull()
  expect(call('push_follow_up', other)).toBeNull()
  expect(call()).not.toBeNull()
})

test('a clock that is set back starts a new period', () => {
  const { clock, burst } = start('window')
  burst(60)
  clock.advance(-3_600_000)
  expect(burst(60)).toBe(50)
})

test('no second and no minute of the clock exceeds the limit', () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 200, maxLength: 400 })
  fc.assert(
    fc.property(pauses, (waits) => {
      const { clock, burst } = start('window')
      const perPeriod = new Map<string, number>()
      for (const wait of waits) {
        clock.advance(wait)
        const allowed = burst(15)
        for (const [period, limit] of [
          [1000, 50],
          [60_000, 1000],
        ] as const) {
          const key = `${period} ${Math.floor(clock.read() / period)}`
          perPeriod.set(key, (perPeriod.get(key) ?? 0) + allowed)
          expect(perPeriod.get(key)).toBeLessThanOrEqual(limit)
        }
      }
    }),
    { numRuns: 20 },
  )
})

test('a call beyond the limit returns 429 with limit and wait, and has no effect', async () => {
  const clock = createTestClock()
  const { call, state, token } = await startForTest({ clock: clock.read })
  const authorized = { token: await token() }
  const path = '/open-apis/im/v1/messages/om_unknown'
  for (let calls = 0; calls < 50; calls += 1) {
    expect((await call('GET', path, authorized)).code).toBe(99992354)
  }
  const { demonstrations } = await state()
  const rejected = await call('GET', path, authorized)
  expect(rejected).toMatchObject({
    status: 429,
    code: 99991400,
    msg: 'request trigger frequency limit',
  })
  expect(rejected.error).toBeUndefined()
  expect(rejected.headers.get('x-ogw-ratelimit-limit')).toBe('50')
  expect(rejected.headers.get('x-ogw-ratelimit-reset')).toBe('1')
  expect((await state()).demonstrations).toEqual(demonstrations)
  clock.advance(1000)
  expect((await call('GET', path, authorized)).code).toBe(99992354)
  expect(START % 60_000).toBe(0)
})

test('a person gets five messages a second from a bot, and a group from all of its bots', async () => {
  const tenant = await createTenant()
  const { ask, call, clock, text, user_id, group } = tenant
  const other = await tenant.newToken('cli_13579bdf02468ace', 'emulator-secret-parcels')
  await tenant.rewrite(({ chats }) => {
    const chat = chats.find(({ chat_id }) => chat_id === group.chat_id)
    chat?.app_ids.push(tenant.other_app_id)
  })
  const toUser = () =>
    ask('POST', '/im/v1/messages?receive_id_type=open_id', { receive_id: user_id, ...text('x') })
  const toGroup = (token: string) =>
    call('POST', '/open-apis/im/v1/messages?receive_id_type=chat_id', {
      token,
      body: { receive_id: group.chat_id, ...text('x') },
    })
  for (let sent = 0; sent < 5; sent += 1) expect((await toUser()).code).toBe(0)
  expect(await toUser()).toMatchObject({
    status: 400,
    code: 230020,
    msg: 'This operation triggers the frequency limit, ext=chat rate limit',
  })
  for (const token of [tenant.token, other, other, tenant.token, other]) {
    expect((await toGroup(token)).code).toBe(0)
  }
  expect([(await toGroup(tenant.token)).code, (await toGroup(other)).code]).toEqual([
    230020, 230020,
  ])
  clock.advance(1000)
  expect([(await toUser()).code, (await toGroup(other)).code]).toEqual([0, 0])
})

describe('of two exceeded limits, the one with the longer wait is returned', () => {
  test('the first if both windows end together', () => {
    const { clock, call, burst } = start('window')
    clock.advance(40_000)
    for (let second = 0; second < 20; second += 1) {
      expect(burst(50)).toBe(50)
      clock.advance(second < 19 ? 1000 : 400)
    }
    expect(call()).toEqual({ limit: 50, reset: 1 })
  })

  test.each([
    [0, 0, 1000],
    [0, 0.75, 50],
    [0.5, 0.5, 1000],
    [0.9, 0.99, 50],
    [0.99, 0.999, 50],
    [0, 100, 50],
    [50, 0, 1000],
  ])('buckets with %d and %d calls left', (second, minute, limit) => {
    const { call, world, app } = start('bucket')
    expect(call()).toBeNull()
    const { counters } = world.rate_gauges.get(`push_follow_up ${app.app_id}`) ?? {}
    for (const [index, left] of [second, minute].entries()) {
      Object.assign(counters?.[index] ?? {}, { left })
    }
    expect(call()).toEqual({ limit, reset: 1 })
  })
})

test('a bucket of a minute holds 1000 calls and refills over the minute', () => {
  const { clock, burst } = start('bucket')
  let allowed = 0
  for (let second = 0; second < 60; second += 1) {
    allowed += burst(60)
    clock.advance(1000)
  }
  expect(allowed).toBe(1983)
  clock.advance(3_600_000)
  expect(burst(60)).toBe(50)
})

test('the wait is rounded up to whole seconds', () => {
  const { clock, call, burst } = start('window')
  for (let second = 0; second < 20; second += 1) {
    burst(50)
    clock.advance(1000)
  }
  for (const [ms, reset] of [
    [0, 40],
    [19_998, 21],
    [1, 21],
    [1, 20],
    [1, 20],
  ] as const) {
    clock.advance(ms)
    expect(call()).toEqual({ limit: 1000, reset })
  }
})

test('a change of the limiter starts anew', () => {
  const { burst, world } = start('window')
  expect(burst(60)).toBe(50)
  world.assumptions.rate_limiter = 'bucket'
  expect(burst(60)).toBe(50)
  world.assumptions.rate_limiter = 'off'
  expect(burst(60)).toBe(60)
})

test('a chat and a card take five messages or updates in each second', () => {
  const { clock, world } = start('window')
  const [chat] = [...world.state.chats.values()]
  const [message] = [...world.state.messages.values()]
  if (!chat || !message) throw new Error('not seeded')
  const results = (isBusy: () => boolean) => Array.from({ length: 6 }, isBusy)
  const five = [...Array(5).fill(false), true]
  const both = () => {
    expect(results(() => isChatBusy(world, chat))).toEqual(five)
    expect(results(() => isCardBusy(world, message))).toEqual(five)
  }
  both()
  clock.advance(999)
  expect([isChatBusy(world, chat), isCardBusy(world, message)]).toEqual([true, true])
  clock.advance(1)
  both()
})

test('at most 10,000 counters are kept, those used last', () => {
  const { world } = start('window')
  const [chat] = [...world.state.chats.values()]
  if (!chat) throw new Error('not seeded')
  const isBusy = (chat_id: string | number) => isChatBusy(world, { ...chat, chat_id: `${chat_id}` })
  for (const chat_id of ['old', 'used']) for (let sent = 0; sent < 5; sent += 1) isBusy(chat_id)
  for (let other = 0; other < 9998; other += 1) isBusy(other)
  expect(world.rate_gauges.size).toBe(10_000)
  expect(isBusy('used')).toBe(true)
  isBusy('one more')
  expect(world.rate_gauges.size).toBe(10_000)
  expect([isBusy('used'), isBusy('old')]).toEqual([true, false])
})
