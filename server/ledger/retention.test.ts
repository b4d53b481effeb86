import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Clock } from '../feishu/clock.ts'
import type { LogEntry } from '../logging/log.ts'
import type { Storage } from '../storage/storage.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { AT, record, sampleIntent } from '../testing/sample-send.ts'
import { createLedger } from './create-ledger.ts'
import { listEvents } from './events.ts'
import {
  AGREE_MS,
  AHEAD_MS,
  checkClock,
  createRetention,
  decideRun,
  MAX_SHARE,
  TOLERANCE_MS,
} from './retention.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const YEAR = 365 * DAY
const LIMIT = 30 * DAY

/** A ledger with one send an hour for some days, and a clock that is right until it is set. */
async function startWith(days: number, more: Partial<Storage> = {}) {
  const storage = { ...memoryStorage(), ...more }
  onTestFinished(() => storage.close())
  const time = { wall: AT, monotonic: 0 }
  const clock: Clock = { wall: () => time.wall, monotonic: () => time.monotonic }
  const ledger = createLedger(storage, clock)
  const logged: LogEntry[] = []
  const start = () =>
    createRetention({
      ...{ storage, ledger, clock, limits: { maxAgeMs: LIMIT } },
      log: (entry) => logged.push(entry),
    })

  async function send(): Promise<void> {
    const intent = sampleIntent({ started_at_ms: time.wall })
    await record(ledger, intent, { outcome: 'answered', code: 0 })
  }

  /** Lets time pass, with a right clock or one that is off by as much as before. */
  function pass(ms: number): void {
    time.wall += ms
    time.monotonic += ms
  }
  for (let i = 0; i < days; i += 1) {
    await send()
    pass(DAY)
  }
  const rows = () => storage.read((db) => db.selectFrom('intents').select('seq').execute())
  const events = async () =>
    (await storage.read((db) => listEvents(db, { limit: 50 }))).events.map(({ kind }) => kind)
  return { time, start, send, pass, logged, events, count: async () => (await rows()).length }
}

describe('a right clock', () => {
  test('removes what is too old, a little every run', async () => {
    const { start, send, pass, count } = await startWith(31)
    const retention = start()
    for (let day = 0; day < 20; day += 1) {
      await retention.run()
      expect(await count()).toBe(30)
      await send()
      pass(DAY)
    }
    expect(retention.status().held).toBeNull()
  })

  test('removes much only if a run a day later agrees, also after a restart', async () => {
    const { start, pass, count, logged, events, time } = await startWith(100)
    const first = start()
    await first.run()
    expect(await count()).toBe(100)
    const held = { count: 70, total: 100, since_ms: time.wall }
    expect(first.status()).toEqual({ clock: 'ok', held, before_ms: null })
    expect(logged).toEqual([{ event: 'retention_held', count: 70, total: 100, clock: 'ok' }])
    pass(AGREE_MS - 1)
    const second = start()
    await second.run()
    expect(await count()).toBe(100)
    pass(1)
    await second.run()
    expect(await count()).toBe(29)
    expect(second.status()).toEqual({ clock: 'ok', held: null, before_ms: time.wall - LIMIT })
    expect(await events()).toEqual(['history_deleted', 'retention_held'])
  })

  test('applies a limit of rows at once, because it needs no clock', async () => {
    const storage = memoryStorage()
    onTestFinished(() => storage.close())
    const clock = { wall: () => AT + 10 * YEAR, monotonic: () => 0 }
    const ledger = createLedger(storage, clock)
    for (let i = 0; i < 5; i += 1) {
      await record(ledger, sampleIntent(), { outcome: 'answered', code: 0 })
    }
    const limits = { maxCount: 2 }
    await createRetention({ storage, ledger, clock, limits, log: () => {} }).run()
    expect((await ledger.list({}, { limit: 9 })).exchanges).toHaveLength(2)
  })
})

describe('a wrong clock', () => {
  test.each([10 * YEAR, YEAR, 40 * DAY])(
    'that is ahead by %d ms at a start or while running removes nothing',
    async (by) => {
      for (const alreadyRuns of [false, true]) {
        const { time, start, count, logged } = await startWith(20)
        const retention = start()
        if (alreadyRuns) await retention.run()
        time.wall += by
        await retention.run()
        await retention.run()
        expect(await count()).toBe(20)
        expect(retention.status()).toMatchObject({ clock: 'ahead', before_ms: null })
        expect(logged).toMatchObject([
          { event: 'clock_checked', clock: 'ahead' },
          { event: 'retention_held', clock: 'ahead' },
        ])
        time.wall -= by
        await retention.run()
        expect(await count()).toBe(20)
        expect(retention.status().held).toBeNull()
      }
    },
  )

  test('that is ahead again after it was right finds no agreement with its first run', async () => {
    const { time, start, send, pass, count, events } = await startWith(20)
    time.wall += 10 * YEAR
    await start().run()
    time.wall -= 10 * YEAR
    await send()
    await start().run()
    time.wall += 10 * YEAR
    pass(2 * DAY)
    const again = start()
    await again.run()
    expect(await count()).toBe(21)
    expect(again.status().held).toMatchObject({ count: 21 })
    expect(await events()).toEqual(['retention_held', 'retention_dropped', 'retention_held'])
  })

  test('at a start is found by the time of the file, although the history is empty', async () => {
    const { start, logged } = await startWith(0, { changedAtMs: AT - YEAR })
    const retention = start()
    await retention.run()
    expect(retention.status()).toMatchObject({ clock: 'ahead', before_ms: null })
    expect(logged[0]).toEqual({
      ...{ event: 'clock_checked', clock: 'ahead', days_after_latest_record: 365 },
    })
  })

  test('that was ahead for a while does not switch retention off', async () => {
    const { time, start, send, pass, count } = await startWith(5)
    time.wall += YEAR
    await send()
    time.wall -= YEAR
    const retention = start()
    await retention.run()
    expect(retention.status().clock).toBe('behind')
    for (let day = 0; day < 60; day += 1) {
      await send()
      pass(DAY)
      await retention.run()
    }
    // A day more than the limit, because a share of more than a tenth waits for a day.
    expect(await count()).toBeLessThanOrEqual(32)
    expect(retention.status().clock).toBe('ok')
  })

  test('that was behind for a while removes nothing that is not too old', async () => {
    const { time, start, send, pass, count } = await startWith(5)
    time.wall -= 10 * YEAR
    const retention = start()
    await retention.run()
    await send()
    time.wall += 10 * YEAR
    for (let run = 0; run < 3; run += 1) {
      await retention.run()
      pass(DAY)
    }
    expect(await count()).toBe(6)
  })
})

describe('for any facts', () => {
  const time = fc.integer({ min: 0, max: 100 * YEAR })
  const count = fc.nat(2_000_000)
  const heldRun = fc.record({
    at_ms: time,
    count,
    clock: fc.constantFrom('ok' as const, 'ahead' as const, 'behind' as const),
  })
  const facts = fc.record({
    now_ms: time,
    total: count,
    count,
    latest_ms: fc.option(time),
    held: fc.option(heldRun),
  })

  test('a run alone removes at most the stated share, and nothing with a clock far ahead', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const alone = decideRun({ ...one, held: null })
        const far = checkClock(one) === 'ahead'
        return alone === (one.count <= one.total * MAX_SHARE && !far ? 'remove' : 'hold')
      }),
    )
  })

  test('two runs remove little more than the first found, a day apart, by the same clock', () => {
    fc.assert(
      fc.property(facts, heldRun, (one, held) => {
        const agreed =
          one.now_ms - held.at_ms >= AGREE_MS &&
          one.count <= held.count + one.total * MAX_SHARE &&
          checkClock(one) === held.clock
        return (decideRun({ ...one, held }) === 'remove') === agreed
      }),
    )
  })

  test('the clock is behind or far ahead only beyond the tolerances', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: -YEAR, max: YEAR }), (latest_ms, after) => {
        const expected = after < -TOLERANCE_MS ? 'behind' : after > AHEAD_MS ? 'ahead' : 'ok'
        return checkClock({ now_ms: latest_ms + after, latest_ms }) === expected
      }),
    )
  })
})

test('no sequence of clock jumps removes more than the share of what is not too old', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('send' as const) }),
    fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 5 * DAY }) }),
    fc.record({ do: fc.constant('restart' as const) }),
    // Shorter than a day, after which a second run agrees, and further than the age of what is sent.
    fc.record({
      do: fc.constant('jump' as const),
      by: fc.oneof(
        fc.integer({ min: -20 * YEAR, max: -HOUR }),
        fc.integer({ min: AHEAD_MS + 6 * DAY, max: 20 * YEAR }),
      ),
      sends: fc.boolean(),
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const storage = memoryStorage()
      try {
        let now = AT
        let off = 0
        let monotonic = 0
        const clock = { wall: () => now + off, monotonic: () => monotonic }
        const ledger = createLedger(storage, clock)
        const deps = { storage, ledger, clock, limits: { maxAgeMs: LIMIT }, log: () => {} }
        let retention = createRetention(deps)
        const young = new Map<string, number>()
        const send = async () => {
          const intent = sampleIntent({ started_at_ms: now + off })
          await record(ledger, intent, { outcome: 'answered', code: 0 })
          // A row of a wrong clock is as old as its neighbours, whose clock may have been wrong too.
          if (off === 0) young.set(intent.id, now)
        }
        for (const one of steps) {
          if (one.do === 'send') await send()
          if (one.do === 'restart') retention = createRetention(deps)
          if (one.do === 'pass') {
            now += one.ms
            monotonic += one.ms
          }
          if (one.do === 'jump') {
            off = one.by
            await retention.run()
            if (one.sends) await send()
            off = 0
          }
          const total = young.size
          await retention.run()
          const kept = await storage.read((db) => db.selectFrom('intents').select('id').execute())
          const ids = new Set(kept.map(({ id }) => id))
          const lost = [...young].filter(([id, at]) => now - at < LIMIT && !ids.has(id))
          expect(lost.length).toBeLessThanOrEqual(total * MAX_SHARE)
          for (const [id] of [...young]) if (!ids.has(id)) young.delete(id)
        }
      } finally {
        await storage.close()
      }
    }),
    { numRuns: 60 },
  )
})

describe('the limits of trust', () => {
  const MINUTES = 60_000

  test.each([
    [null, 'ok'],
    [AT, 'ok'],
    [AT + 10 * MINUTES, 'ok'],
    [AT + 10 * MINUTES + 1, 'behind'],
    [AT - 30 * DAY, 'ok'],
    [AT - 30 * DAY - 1, 'ahead'],
  ])('with %s as the latest time the clock is %s', (latest_ms, clock) => {
    expect(checkClock({ now_ms: AT, latest_ms })).toBe(clock)
  })

  const facts = { now_ms: AT, total: 100, latest_ms: AT, held: null }
  const held = { at_ms: AT - DAY, count: 50, clock: 'ok' as const }
  test.each([
    [{ count: 10 }, 'remove'],
    [{ count: 11 }, 'hold'],
    [{ count: 0, latest_ms: AT - 31 * DAY }, 'hold'],
    [{ count: 0, latest_ms: AT + DAY }, 'remove'],
    [{ count: 60, held }, 'remove'],
    [{ count: 61, held }, 'hold'],
    [{ count: 60, held: { ...held, clock: 'ahead' as const } }, 'hold'],
    [{ count: 60, held: { ...held, at_ms: AT - DAY + 1 } }, 'wait'],
    [{ count: 5, held: { ...held, at_ms: AT - DAY + 1 } }, 'wait'],
  ])('%j: %s', (more, decision) => {
    expect(decideRun({ ...facts, ...more })).toBe(decision)
  })
})

test('a run says what it removed, held and waits for, once each', async () => {
  const { start, pass, logged, events, time } = await startWith(40)
  const retention = start()
  expect(retention.status()).toEqual({ clock: 'ok', held: null, before_ms: null })
  const first = time.wall
  await retention.run()
  pass(DAY - 1)
  await retention.run()
  expect(retention.status().held).toEqual({ count: 11, total: 40, since_ms: first })
  expect(logged).toEqual([{ event: 'retention_held', count: 10, total: 40, clock: 'ok' }])
  pass(1)
  await retention.run()
  expect(logged.slice(1)).toEqual([{ event: 'history_pruned', count: 11 }])
  expect(await events()).toEqual(['history_deleted', 'retention_held'])
  await retention.run()
  expect(logged).toHaveLength(2)
})

test('a held run is recorded with what it found', async () => {
  const storage = memoryStorage()
  onTestFinished(() => storage.close())
  const clock = { wall: () => AT + 20 * DAY, monotonic: () => 0 }
  const ledger = createLedger(storage, clock)
  for (let i = 0; i < 3; i += 1) {
    const intent = sampleIntent({ started_at_ms: AT + i })
    await record(ledger, intent, { outcome: 'answered', code: 0 })
  }
  const logged: LogEntry[] = []
  const log = (entry: LogEntry) => void logged.push(entry)
  const limits = { maxAgeMs: 10 * DAY, maxCount: 2 }
  await createRetention({ storage, ledger, clock, limits, log }).run()
  expect(logged).toEqual([
    { event: 'history_pruned', count: 1 },
    { event: 'retention_held', count: 2, total: 2, clock: 'ok' },
  ])
  const { events } = await storage.read((db) => listEvents(db, { limit: 9 }))
  expect(events[0]).toEqual({
    ...{ kind: 'retention_held', actor: 'retention', at: '2026-12-12T08:00:00.000Z' },
    ...{ subject: '3', name: 'ok' },
    removed: {
      count: 2,
      oldest_at: '2026-11-22T08:00:00.001Z',
      newest_at: '2026-11-22T08:00:00.002Z',
    },
  })
})

test('an empty history holds nothing, and its clock is not checked', async () => {
  const { start, logged, events } = await startWith(0)
  const retention = start()
  await retention.run()
  expect(retention.status()).toMatchObject({ clock: 'ok', held: null })
  expect([logged, await events()]).toEqual([[], []])
})

test.each([
  [10 * 60_000, ['retention_held']],
  [10 * 60_000 + 1, ['retention_dropped', 'retention_held']],
])('a clock that is set back by %i ms since then', async (by, kinds) => {
  const { start, time, events } = await startWith(40)
  await start().run()
  time.wall -= by
  await start().run()
  expect((await events()).slice(-kinds.length)).toEqual(kinds)
  expect((await events()).includes('retention_dropped')).toBe(kinds.length === 2)
})

test.each([
  [10 * 60_000, false],
  [10 * 60_000 + 1, true],
])(
  'a send %i ms before the held run, recorded after it, contradicts it: %s',
  async (by, dropped) => {
    const { start, send, time, pass, events } = await startWith(40)
    await start().run()
    time.wall -= by
    await send()
    time.wall += by
    pass(1)
    await start().run()
    expect((await events()).includes('retention_dropped')).toBe(dropped)
  },
)
