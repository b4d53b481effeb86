import { describe, expect, test } from 'vitest'
import { memoryStorage } from '../testing/memory-storage.ts'
import { AT, record, sampleIntent } from '../testing/sample-send.ts'
import { createLedger } from './create-ledger.ts'
import { listEvents, writeEvent } from './events.ts'
import type { RetentionLimits } from './ledger.ts'
import { CursorError } from './list-exchanges.ts'

const HOUR = 3_600_000
const ANSWERED = { outcome: 'answered', code: 0 } as const
const UNKNOWN = { outcome: 'unknown' } as const

function start() {
  const storage = memoryStorage()
  const time = { now: AT }
  const ledger = createLedger(storage, { wall: () => time.now, monotonic: () => time.now })
  const deliver = (id: string, created_at_ms = AT) =>
    storage.write((tx) =>
      tx
        .insertInto('deliveries')
        .values({
          ...{ id, idempotency_key: id, fingerprint: '', actor: 'local', profile: 'feishu' },
          ...{ base_url: 'https://open.feishu.cn', receive_id_type: null, receive_id: null },
          ...{ label: null, template_id: null, template_version: null, template_values: null },
          ...{ template_language: null, message: null, message_id: 'om_d', follow_ups: '[]' },
          ...{ exact: 1, uuid: id, list_id: null, created_at_ms, search: '' },
        })
        .execute(),
    )
  const send = async (
    ms: number,
    more: object = {},
    end: Parameters<typeof record>[2] = ANSWERED,
  ) => (await record(ledger, sampleIntent({ started_at_ms: AT + ms, ...more }), end)).intent.id
  const prune = (limits: RetentionLimits, dryRun = false) =>
    ledger.prune(limits, { dryRun, actor: 'anna' })
  const left = async () =>
    (await ledger.list({}, { limit: 50 })).exchanges.map(({ id }) => id).reverse()
  const deliveries = async () =>
    (
      await storage.read((db) => db.selectFrom('deliveries').select('id').orderBy('seq').execute())
    ).map(({ id }) => id)
  const events = () => storage.read((db) => listEvents(db, { limit: 10 }))
  return { storage, time, deliver, send, prune, left, deliveries, events }
}

describe('what exceeds the limits', () => {
  test('is removed with an event and every trace of it, and nothing else', async () => {
    const { storage, time, send, prune, left, events } = start()
    const [, , third] = [await send(0), await send(1, {}, UNKNOWN), await send(2)]
    time.now = AT + 10
    expect(await prune({ maxCount: 1 })).toEqual({
      ...{ count: 2, oldest_at: '2026-11-22T08:00:00.000Z', newest_at: '2026-11-22T08:00:00.001Z' },
    })
    expect(await left()).toEqual([third])
    const removed = {
      ...{ count: 2, oldest_at: '2026-11-22T08:00:00.000Z', newest_at: '2026-11-22T08:00:00.001Z' },
    }
    expect(await events()).toEqual({
      events: [
        {
          ...{ kind: 'history_deleted', actor: 'anna', at: '2026-11-22T08:00:00.010Z' },
          ...{ subject: null, name: null, removed },
        },
      ],
      next_cursor: null,
    })
    for (const table of ['results', 'settlements', 'departures', 'intents'] as const) {
      const rows = await storage.read((db) => db.selectFrom(table).select('seq').execute())
      expect(rows, table).toEqual([{ seq: 3 }])
    }
    const sweeps = await storage.read((db) => db.selectFrom('sweeps').selectAll().execute())
    expect(sweeps).toEqual([{ n: 1, upto: 2, removed: 2, at_ms: AT + 10 }])
  })

  test('leaves no event if there is nothing', async () => {
    const { send, prune, events } = start()
    await send(0)
    expect(await prune({ maxCount: 1 })).toEqual({ count: 0, oldest_at: null, newest_at: null })
    expect(await prune({ maxAgeMs: 0, maxCount: 5 })).toMatchObject({ count: 0 })
    expect((await events()).events).toEqual([])
  })

  test('is what either limit says, by a clock that was right', async () => {
    const { time, send, prune } = start()
    for (const ms of [0, 10, 20, 30]) await send(ms)
    time.now = AT + 30
    expect(await prune({ maxAgeMs: 10 }, true)).toMatchObject({ count: 2 })
    expect(await prune({ maxAgeMs: 9 }, true)).toMatchObject({ count: 3 })
    expect(await prune({ maxAgeMs: 10, maxCount: 1 }, true)).toMatchObject({ count: 3 })
    expect(await prune({ maxAgeMs: 10, maxCount: 3 }, true)).toMatchObject({ count: 2 })
    expect(await prune({ maxCount: 0 }, true)).toMatchObject({ count: 4 })
    // A row from the future is as old as its neighbours.
    time.now = AT + 29
    expect(await prune({ maxAgeMs: 9 }, true)).toMatchObject({ count: 2 })
    time.now = AT + 100
    expect(await prune({ maxAgeMs: 1 }, true)).toMatchObject({ count: 4 })
  })

  test('does not reach a running send', async () => {
    const { storage, time, send, prune } = start()
    await send(0)
    const ledger = createLedger(storage, { wall: () => AT, monotonic: () => 0 })
    await record(ledger, sampleIntent())
    await send(2)
    time.now = AT + HOUR
    expect(await prune({ maxCount: 0 })).toMatchObject({ count: 1 })
  })

  test('is removed in more than one step, with one event', async () => {
    const { storage, prune, events, left } = start()
    const { id: _, idempotency_key: __, ...more } = sampleIntent({ message_id: null, body: 'x' })
    await storage.write(async (tx) => {
      for (let from = 0; from < 1_100; from += 100) {
        const rows = Array.from({ length: 100 }, (_, n) => {
          const id = `many ${from + n}`
          return { ...more, id, idempotency_key: id, instance: 'x', latest_at_ms: AT }
        })
        await tx.insertInto('intents').values(rows).execute()
      }
    })
    expect(await prune({ maxCount: 1 })).toMatchObject({ count: 1_099 })
    expect(await left()).toEqual(['many 1099'])
    expect((await events()).events).toHaveLength(1)
    const sweeps = await storage.read((db) => db.selectFrom('sweeps').selectAll().execute())
    expect(sweeps.map(({ upto, removed }) => [upto, removed])).toEqual([
      [500, 500],
      [1_000, 500],
      [1_099, 99],
    ])
  })
})

describe('a delivery', () => {
  test('is removed as a whole, and stays as a whole while it has a newer send', async () => {
    const { deliver, send, prune, left, deliveries } = start()
    for (const id of ['whole', 'newer']) await deliver(id)
    await send(0, { delivery: 'whole', message_id: 'om_1' })
    const old = await send(1, { delivery: 'newer', message_id: 'om_2' }, { outcome: 'not_sent' })
    await send(2)
    const young = await send(3, { delivery: 'newer', message_id: 'om_2' })
    expect(await prune({ maxCount: 1 })).toMatchObject({ count: 2 })
    expect(await left()).toEqual([old, young])
    expect(await deliveries()).toEqual(['newer'])
    expect(await prune({ maxCount: 0 })).toMatchObject({ count: 2 })
    expect(await deliveries()).toEqual([])
  })

  test('of unknown state stays, a send of its own and a settled one do not', async () => {
    const { storage, deliver, send, prune, left, deliveries } = start()
    for (const id of ['unknown', 'settled', 'repeated']) await deliver(id)
    const kept = await send(0, { delivery: 'unknown', message_id: 'om_1' }, UNKNOWN)
    const settled = await send(1, { delivery: 'settled', message_id: 'om_2' }, UNKNOWN)
    await send(2, {}, UNKNOWN)
    await send(3, { delivery: 'repeated', message_id: 'om_3' }, UNKNOWN)
    await send(4, { delivery: 'repeated', message_id: 'om_3' }, UNKNOWN)
    const last = await send(5)
    await createLedger(storage, { wall: () => AT, monotonic: () => 0 }).resolve(settled, {
      ...{ verdict: 'delivered', note: null, actor: 'local' },
    })
    expect(await prune({ maxCount: 1 })).toMatchObject({ count: 2 })
    const ids = await left()
    expect([ids[0], ids.at(-1), ids.length]).toEqual([kept, last, 4])
    expect(await deliveries()).toEqual(['unknown', 'repeated'])
    const resolutions = await storage.read((db) =>
      db.selectFrom('resolutions').selectAll().execute(),
    )
    expect(resolutions).toEqual([])
  })

  test('without a send is removed once it is too old, an hour at the earliest', async () => {
    const { time, deliver, prune, deliveries } = start()
    await deliver('a', AT)
    await deliver('b', AT + 1)
    time.now = AT + HOUR
    await prune({ maxAgeMs: 1 })
    expect(await deliveries()).toEqual(['a', 'b'])
    time.now = AT + HOUR + 1
    await prune({})
    await prune({ maxAgeMs: 2 * HOUR })
    expect(await deliveries()).toEqual(['a', 'b'])
    await prune({ maxAgeMs: 1 }, true)
    expect(await deliveries()).toEqual(['a', 'b'])
    await prune({ maxAgeMs: 1 })
    expect(await deliveries()).toEqual(['b'])
    time.now = AT + 10 * HOUR
    await prune({ maxAgeMs: 10 * HOUR - 1 })
    expect(await deliveries()).toEqual(['b'])
    await prune({ maxAgeMs: 10 * HOUR - 2 })
    expect(await deliveries()).toEqual([])
  })

  test('without a send is removed if it is older than the rows that are', async () => {
    const { time, deliver, send, prune, deliveries } = start()
    await deliver('old', AT - 1)
    await deliver('young', AT)
    await send(0)
    await send(1)
    time.now = AT + 10 * HOUR
    await prune({ maxCount: 1 })
    expect(await deliveries()).toEqual(['young'])
  })
})

describe('events', () => {
  test('have pages, newest first', async () => {
    const { storage } = start()
    await storage.write(async (tx) => {
      for (const subject of ['a', 'b', 'c']) {
        const event = {
          kind: 'template_deleted',
          actor: 'anna',
          at_ms: AT,
          subject,
          name: 'n',
        } as const
        await writeEvent(tx, event as never)
      }
    })
    const page = async (limit: number, cursor?: string) => {
      const { events, next_cursor } = await storage.read((db) => listEvents(db, { limit, cursor }))
      return [events.map(({ subject }) => subject).join(''), next_cursor]
    }
    expect(await page(2)).toEqual(['cb', '2'])
    expect(await page(2, '2')).toEqual(['a', null])
    expect(await page(3)).toEqual(['cba', null])
    expect(await page(1, '1')).toEqual(['', null])
    await expect(page(1, 'x')).rejects.toThrow(CursorError)
  })

  test('of the automatic cleanup are in the audit, those of a person are recorded by the request', async () => {
    const { storage } = start()
    const removed = { count: 2, oldest_at: null, newest_at: null }
    const event = { kind: 'history_deleted', at_ms: AT, removed } as const
    await storage.write(async (tx) => {
      await writeEvent(tx, { ...event, actor: 'anna' })
      await writeEvent(tx, { ...event, actor: 'retention', subject: 's' })
    })
    const rows = await storage.read((db) => db.selectFrom('audit_events').selectAll().execute())
    expect(rows).toMatchObject([
      {
        ...{ at_ms: AT, actor: 'retention', status: 200, app: null, subject: 's' },
        ...{ request_id: null, address: null },
      },
    ])
    const [{ details }] = rows as unknown as [{ details: string }]
    expect(JSON.parse(details)).toEqual({ request: { kind: 'history_deleted', ...removed } })
  })
})
