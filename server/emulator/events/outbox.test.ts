import { expect, test } from 'vitest'
import type { EventDeliveryAttempt } from '#contract/emulator/events'
import { createClock } from '../tenant/clock.ts'
import { createOutbox } from './outbox.ts'
import type { PlatformEvent } from './platform-event.ts'

const START = Date.UTC(2026, 10, 22, 4, 0, 0)
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const TICKET: PlatformEvent = {
  ts: '1',
  uuid: 'event-1',
  type: 'event_callback',
  event: { type: 'app_ticket', app_id: 'cli_a', app_ticket: 'ticket' },
}

/** Creates an outbox on a frozen clock, whose app fails until it is changed. */
function start({ max = 100, instant = true } = {}) {
  const clock = createClock(() => START, 'frozen')
  let failure: { zh: string; en: string } | null = { zh: '否', en: 'no' }
  let ids = 0
  let subscribed = true
  const open: (() => void)[] = []
  const signals: AbortSignal[] = []
  const subscription = { url: 'http://127.0.0.1:1/', verification_token: 'v' }
  const outbox = createOutbox({
    clock,
    max,
    randomHex: () => String(++ids),
    subscriptionOf: (app_id) => (app_id === 'cli_a' && subscribed ? subscription : undefined),
    repeatsOnConnections: () => true,
    touch() {},
    attempt: async (_, __, signal): Promise<EventDeliveryAttempt> => {
      signals.push(signal)
      const at_ms = clock.now()
      if (!instant) await new Promise<void>((resolve) => open.push(resolve))
      return {
        at_ms,
        url: subscription.url,
        http_status: null,
        response_head: '',
        failure,
        duration_ms: 1,
      }
    },
  })
  return {
    clock,
    outbox,
    signals,
    open,
    succeed: () => {
      failure = null
    },
    unsubscribe: () => {
      subscribed = false
    },
    /** Returns the only delivery after pending promises have run. */
    async only() {
      await new Promise(setImmediate)
      return outbox.list()[0]
    },
    async move(ms: number) {
      await new Promise(setImmediate)
      clock.advance(ms)
      await new Promise(setImmediate)
    },
  }
}

const ages = (attempts: readonly EventDeliveryAttempt[] = []) =>
  attempts.map(({ at_ms }) => at_ms - START)

test('sends an accepted event once', async () => {
  const { outbox, succeed, only, move } = start()
  succeed()
  expect(outbox.send(TICKET)).toMatchObject({
    app_id: 'cli_a',
    event_id: 'event-1',
    event_type: 'app_ticket',
    status: 'sending',
  })
  expect(await only()).toMatchObject({ status: 'delivered', next_attempt_ms: null })
  await move(24 * HOUR)
  expect(ages((await only())?.attempts)).toEqual([0])
})

test('retries after 15 s, 5 min, 1 h and 6 h of the clock, not a millisecond early', async () => {
  const { outbox, only, move } = start()
  outbox.send(TICKET)
  let due = 0
  for (const [index, delay] of [15 * SECOND, 5 * MINUTE, HOUR, 6 * HOUR].entries()) {
    due += delay
    expect(await only()).toMatchObject({ status: 'waiting', next_attempt_ms: START + due })
    await move(delay - 1)
    expect((await only())?.attempts).toHaveLength(index + 1)
    await move(1)
    expect((await only())?.attempts).toHaveLength(index + 2)
  }
  expect(await only()).toMatchObject({ status: 'given_up', next_attempt_ms: null })
  await move(1_000 * HOUR)
  const sum = (...parts: number[]) => parts.reduce((a, b) => a + b)
  expect(ages((await only())?.attempts)).toEqual([
    0,
    15 * SECOND,
    sum(15 * SECOND, 5 * MINUTE),
    sum(15 * SECOND, 5 * MINUTE, HOUR),
    sum(15 * SECOND, 5 * MINUTE, HOUR, 6 * HOUR),
  ])
})

test('stops after a successful retry', async () => {
  const { outbox, succeed, only, move } = start()
  outbox.send(TICKET)
  await move(15 * SECOND)
  succeed()
  await move(5 * MINUTE)
  expect(await only()).toMatchObject({ status: 'delivered', next_attempt_ms: null })
  await move(24 * HOUR)
  expect((await only())?.attempts).toHaveLength(3)
})

test('makes all due retries at once when the clock skips over them', async () => {
  const { outbox, only, move } = start()
  outbox.send(TICKET)
  await move(2 * HOUR)
  expect(ages((await only())?.attempts)).toEqual([0, 2 * HOUR, 2 * HOUR, 2 * HOUR])
  const lastDue = 15 * SECOND + 5 * MINUTE + HOUR + 6 * HOUR
  expect(await only()).toMatchObject({ status: 'waiting', next_attempt_ms: START + lastDue })
})

test('sends nothing to an app without a subscription, and gives up retries after it ends', async () => {
  const { outbox, only, move, unsubscribe } = start()
  expect(outbox.send({ ...TICKET, event: { type: 'app_ticket', app_id: 'cli_b' } })).toBeNull()
  outbox.send(TICKET)
  await move(0)
  unsubscribe()
  await move(15 * SECOND)
  expect(await only()).toMatchObject({ status: 'given_up', attempts: [{ failure: { en: 'no' } }] })
  expect(outbox.resend('dlv_1')).toBeNull()
})

test('resending is a new delivery with its own retries', async () => {
  const { outbox, only, move } = start()
  outbox.send(TICKET)
  await move(10 * SECOND)
  expect(outbox.resend('dlv_1')).toMatchObject({ delivery_id: 'dlv_2', event_id: 'event-1' })
  expect(outbox.resend('dlv_x')).toBeNull()
  await only()
  expect(outbox.list().map(({ next_attempt_ms }) => next_attempt_ms)).toEqual([
    START + 15 * SECOND,
    START + 25 * SECOND,
  ])
})

test('makes at most 16 attempts at a time', async () => {
  const { outbox, open, only } = start({ instant: false })
  for (let sent = 0; sent < 40; sent += 1) outbox.send(TICKET)
  expect(open).toHaveLength(16)
  for (const finish of open.slice(0, 5)) finish()
  await only()
  expect(open).toHaveLength(21)
})

test('beyond the limit, forgets finished deliveries first, then the oldest', async () => {
  const { outbox, succeed, only, move } = start({ max: 2 })
  outbox.send(TICKET)
  await only()
  succeed()
  outbox.send(TICKET)
  await only()
  outbox.send(TICKET)
  await only()
  expect(outbox.list().map(({ delivery_id }) => delivery_id)).toEqual(['dlv_1', 'dlv_3'])
  expect(outbox.forgotten()).toBe(1)
  await move(15 * SECOND)
  expect(outbox.list().map(({ status }) => status)).toEqual(['delivered', 'delivered'])
})

test('does not retry a forgotten delivery', async () => {
  const { outbox, signals, only, move } = start({ max: 1 })
  outbox.send(TICKET)
  await only()
  outbox.send(TICKET)
  await only()
  expect(outbox.list()).toMatchObject([{ delivery_id: 'dlv_2' }])
  await move(15 * SECOND)
  expect(signals).toHaveLength(3)
})

test('clearing ends running, waiting and scheduled attempts', async () => {
  const { outbox, open, signals, clock, only } = start({ instant: false })
  for (let sent = 0; sent < 20; sent += 1) outbox.send(TICKET)
  open[0]?.()
  await only()
  outbox.clear()
  expect(signals.every(({ aborted }) => aborted)).toBe(true)
  expect(outbox.list()).toEqual([])
  for (const finish of open) finish()
  await only()
  clock.advance(HOUR)
  await only()
  expect(outbox.list()).toEqual([])
  const before = signals.length
  for (let sent = 0; sent < 20; sent += 1) outbox.send(TICKET)
  expect(signals).toHaveLength(before + 16)
})
