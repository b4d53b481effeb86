import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WAITING } from '#contract/results/result-kinds'
import type { Clock } from '../feishu/clock.ts'
import { createLedger } from '../ledger/create-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { CursorError } from '../ledger/list-exchanges.ts'
import { TransitionError, UnknownSendError } from '../ledger/transition.ts'
import type { Storage } from '../storage/storage.ts'
import { AT, REQUEST, record, sampleEnd, sampleIntent } from './sample-send.ts'

export type StorageFixture = {
  /** Opens the storage again, as another console or the next one would. */
  open(): Promise<Storage>
}

const ANSWERED = { outcome: 'answered', code: 0 } as const
const UNKNOWN = { outcome: 'unknown' } as const

/** Tests that every database must pass; `newFixture` creates an unused one. */
export function testLedger(newFixture: () => Promise<StorageFixture>): void {
  let fixture: StorageFixture
  let storage: Storage
  let ledger: Ledger
  let now = AT
  const clock: Clock = { wall: () => now, monotonic: () => now }

  beforeEach(async () => {
    now = AT
    fixture = await newFixture()
    storage = await fixture.open()
    ledger = createLedger(storage, clock)
  })
  afterEach(() => storage.close())

  /** The console crashes, and another one starts. */
  async function crash(): Promise<void> {
    await storage.close()
    storage = await fixture.open()
    ledger = createLedger(storage, clock)
  }

  describe('a send', () => {
    test('can begin and depart in one atomic step', async () => {
      const intent = sampleIntent()
      expect(await ledger.begin(intent, REQUEST)).toEqual({ begun: 'now' })
      expect(await ledger.find(intent.id)).toMatchObject({ state: 'sending', request: REQUEST })
      const repeated = { ...intent, id: 'repeated' }
      expect(await ledger.begin(repeated, REQUEST)).toMatchObject({ begun: 'before' })
      const other = sampleIntent({ message_id: intent.message_id })
      expect(await ledger.begin(other, REQUEST)).toMatchObject({ begun: 'in_flight' })
      expect(await ledger.find(other.id)).toBeNull()
      await expect(ledger.depart(intent.id, REQUEST)).rejects.toThrow(TransitionError)
      await ledger.settle(sampleEnd(intent, ANSWERED))
      expect(await ledger.find(intent.id)).toMatchObject({ state: 'answered' })
    })

    test('can be found from its intent on, with its state', async () => {
      const intent = sampleIntent()
      expect(await ledger.find(intent.id)).toBeNull()
      expect(await ledger.begin(intent)).toEqual({ begun: 'now' })
      expect(await ledger.find(intent.id)).toMatchObject({
        state: 'intent',
        outcome: 'not_sent',
        attempts: [],
        body: intent.body,
        started_at: '2026-11-22T08:00:00.000Z',
      })
      await ledger.depart(intent.id, REQUEST)
      expect(await ledger.find(intent.id)).toMatchObject({
        state: 'sending',
        outcome: 'unknown',
        request: REQUEST,
        attempts: [{ request: REQUEST, response: null, failure: null }],
      })
      const end = sampleEnd(intent, ANSWERED)
      await ledger.settle(end)
      expect(await ledger.find(intent.id)).toEqual({ ...end, result: WAITING })
    })

    test('survives a crash of the console', async () => {
      const { exchange } = await record(ledger, sampleIntent(), ANSWERED)
      await crash()
      expect(await ledger.find(exchange.id)).toEqual(exchange)
    })

    test('ends once: repeating the end is allowed, a different one is rejected', async () => {
      const { intent, exchange } = await record(ledger, sampleIntent(), ANSWERED)
      await ledger.settle(exchange)
      await expect(ledger.settle({ ...exchange, code: 1 })).rejects.toThrow(TransitionError)
      await expect(ledger.settle(sampleEnd(intent, UNKNOWN))).rejects.toThrow(TransitionError)
      await expect(ledger.depart(intent.id, REQUEST)).rejects.toThrow(TransitionError)
      expect(await ledger.find(intent.id)).toEqual(exchange)
    })

    test('that has not begun can neither depart nor end', async () => {
      const intent = sampleIntent()
      await expect(ledger.depart(intent.id, REQUEST)).rejects.toThrow(UnknownSendError)
      await expect(ledger.settle(sampleEnd(intent, UNKNOWN))).rejects.toThrow(UnknownSendError)
    })

    test('departs once', async () => {
      const { intent } = await record(ledger, sampleIntent())
      await expect(ledger.depart(intent.id, REQUEST)).rejects.toThrow(TransitionError)
    })

    test('has its exact body, unless part of it was redacted', async () => {
      const whole = await record(ledger, sampleIntent(), UNKNOWN)
      const cut = await record(ledger, sampleIntent({ body_sha256: 'of the sent body' }), UNKNOWN)
      expect(await ledger.exactBody(whole.exchange.id)).toBe(whole.intent.body)
      expect(await ledger.exactBody(cut.exchange.id)).toBeNull()
      expect(await ledger.exactBody('missing')).toBeNull()
    })
  })

  describe('one key', () => {
    test('is one send: the same request gets the exchange, a different one is rejected', async () => {
      const { intent, exchange } = await record(ledger, sampleIntent(), ANSWERED)
      await crash()
      const again = { ...intent, id: 'another id' }
      expect(await ledger.begin(again)).toEqual({ begun: 'before', exchange })
      expect(await ledger.begin({ ...again, fingerprint: 'other' })).toEqual({
        begun: 'key_reused',
      })
    })

    test('used many times concurrently begins once', async () => {
      const intent = sampleIntent()
      const begun = await Promise.all(
        Array.from({ length: 20 }, (_, i) => ledger.begin({ ...intent, id: `repeated ${i}` })),
      )
      const kinds = begun.map((one) => one.begun).sort()
      expect(kinds).toEqual([...Array(19).fill('before'), 'now'])
    })
  })

  describe('one message', () => {
    test('has one running send at a time; a second one gets its actor and start', async () => {
      const { intent } = await record(ledger, sampleIntent({ actor: 'first' }))
      const other = sampleIntent({ message_id: intent.message_id })
      expect(await ledger.begin(other)).toEqual({
        begun: 'in_flight',
        in_flight: {
          exchange_id: intent.id,
          actor: 'first',
          started_at: '2026-11-22T08:00:00.000Z',
        },
      })
      expect(await ledger.find(other.id)).toBeNull()
      await ledger.settle(sampleEnd(intent, ANSWERED))
      expect(await ledger.begin(other)).toEqual({ begun: 'now' })
    })

    test('with many concurrent sends begins one', async () => {
      const begun = await Promise.all(
        Array.from({ length: 20 }, () => ledger.begin(sampleIntent({ message_id: 'om_raced' }))),
      )
      const kinds = begun.map((one) => one.begun).sort()
      expect(kinds).toEqual([...Array(19).fill('in_flight'), 'now'])
    })

    test('on another platform is another message, and new messages never conflict', async () => {
      const { intent } = await record(ledger, sampleIntent())
      const { message_id } = intent
      const base_url = 'https://open.larksuite.com'
      expect(await ledger.begin(sampleIntent({ message_id, base_url }))).toEqual({ begun: 'now' })
      expect(await ledger.begin(sampleIntent({ message_id: null }))).toEqual({ begun: 'now' })
      expect(await ledger.begin(sampleIntent({ message_id: null }))).toEqual({ begun: 'now' })
    })
  })

  describe('after a crash', () => {
    test('a send is not_sent before its call and unknown during it, each with a reason', async () => {
      const before = sampleIntent()
      await ledger.begin(before)
      const { intent: during } = await record(ledger, sampleIntent())
      const { exchange: ended } = await record(ledger, sampleIntent(), ANSWERED)
      await crash()
      expect(await ledger.recover()).toBe(2)
      expect(await ledger.find(before.id)).toMatchObject({
        state: 'not_sent',
        outcome: 'not_sent',
        failure: { stage: 'call', kind: 'crashed', detail: 'crashed before the call' },
        attempts: [],
      })
      expect(await ledger.find(during.id)).toMatchObject({
        state: 'unknown',
        outcome: 'unknown',
        failure: { stage: 'call', kind: 'crashed', detail: 'crashed during the call' },
        attempts: [{ response: null, failure: { kind: 'crashed' } }],
      })
      expect(await ledger.find(ended.id)).toEqual(ended)
      expect(await ledger.recover()).toBe(0)
    })

    test('the message can be used again, the key cannot', async () => {
      const { intent } = await record(ledger, sampleIntent())
      await crash()
      await ledger.recover()
      expect(await ledger.begin({ ...intent, id: 'again' })).toMatchObject({
        begun: 'before',
        exchange: { id: intent.id, outcome: 'unknown' },
      })
      const next = sampleIntent({ message_id: intent.message_id })
      expect(await ledger.begin(next)).toEqual({ begun: 'now' })
    })

    test('a new send on the message ends the crashed one first', async () => {
      const { intent } = await record(ledger, sampleIntent())
      await crash()
      const next = sampleIntent({ message_id: intent.message_id })
      expect(await ledger.begin(next)).toEqual({ begun: 'now' })
      expect(await ledger.find(intent.id)).toMatchObject({ outcome: 'unknown' })
    })

    test('a console does not end its own running sends', async () => {
      const { intent } = await record(ledger, sampleIntent())
      expect(await ledger.recover()).toBe(0)
      expect(await ledger.find(intent.id)).toMatchObject({ state: 'sending' })
    })
  })

  describe('history', () => {
    const tables = ['intents', 'departures', 'settlements', 'resolutions'] as const

    test.each(tables)('cannot be changed or removed directly: %s', async (table) => {
      const { exchange } = await record(ledger, sampleIntent(), UNKNOWN)
      await ledger.resolve(exchange.id, { verdict: 'delivered', note: null, actor: 'local' })
      const run = (text: string) => storage.write((tx) => sql.raw(text).execute(tx))
      await expect(run(`update ${table} set seq = seq + 1`)).rejects.toThrow()
      await expect(run(`delete from ${table}`)).rejects.toThrow()
      expect(await ledger.find(exchange.id)).toMatchObject({ resolution: { by: 'person' } })
    })

    test.each([
      ['answered', false],
      ['unknown', false],
      ['token_refused', true],
    ])('rejects the end %s if the departure is %s', async (outcome, departed) => {
      const intent = sampleIntent()
      await ledger.begin(intent)
      if (departed) await ledger.depart(intent.id, REQUEST)
      const end = `insert into settlements (seq, outcome, at_ms, exchange)
        select seq, '${outcome}', 0, '{}' from intents where id = '${intent.id}'`
      await expect(storage.write((tx) => sql.raw(end).execute(tx))).rejects.toThrow()
    })

    test('rejects the departure of a send that has ended', async () => {
      const { intent } = await record(ledger, sampleIntent(), { outcome: 'token_refused' })
      const departure = `insert into departures (seq, at_ms, request)
        select seq, 0, '{}' from intents where id = '${intent.id}'`
      await expect(storage.write((tx) => sql.raw(departure).execute(tx))).rejects.toThrow()
    })
  })

  describe('an unknown outcome', () => {
    test('uses the last resolution by a person and keeps all', async () => {
      const { exchange } = await record(ledger, sampleIntent(), UNKNOWN)
      expect(exchange.resolution).toBeNull()
      const first = { verdict: 'delivered', note: 'I saw it', actor: 'a' } as const
      now += 1000
      expect(await ledger.resolve(exchange.id, first)).toEqual({
        ...exchange,
        // It landed, so its bubbles may be clicked.
        result: WAITING,
        resolution: {
          ...first,
          by: 'person',
          evidence: null,
          exchange_id: null,
          at: '2026-11-22T08:00:01.000Z',
        },
      })
      await ledger.resolve(exchange.id, { verdict: 'undecided', note: null, actor: 'b' })
      expect(await ledger.find(exchange.id)).toMatchObject({
        outcome: 'unknown',
        resolution: { verdict: 'undecided', note: null, actor: 'b' },
      })
      const rows = await storage.read((db) => db.selectFrom('resolutions').selectAll().execute())
      expect(rows.map(({ note }) => note)).toEqual(['I saw it', null])
    })

    test('is the only one that can be resolved', async () => {
      const resolution = { verdict: 'delivered', note: null, actor: 'local' } as const
      const { exchange } = await record(ledger, sampleIntent(), ANSWERED)
      const { intent } = await record(ledger, sampleIntent())
      await expect(ledger.resolve(exchange.id, resolution)).rejects.toThrow(TransitionError)
      await expect(ledger.resolve(intent.id, resolution)).rejects.toThrow(TransitionError)
      expect(await ledger.resolve('missing', resolution)).toBeNull()
    })

    test('is resolved by its repeats', async () => {
      const { intent, exchange } = await record(ledger, sampleIntent(), UNKNOWN)
      const { message_id } = intent
      const repeat = () => sampleIntent({ message_id, attempt_of: exchange.id })
      const again = await record(ledger, repeat(), UNKNOWN)
      expect(await ledger.find(exchange.id)).toMatchObject({
        resolution: {
          verdict: 'undecided',
          by: 'repeat',
          evidence: 'unknown_again',
          exchange_id: again.exchange.id,
        },
      })
      const zero = await record(ledger, repeat(), ANSWERED)
      const late = await record(ledger, repeat(), { outcome: 'answered', code: 230002 })
      expect(await ledger.find(exchange.id)).toMatchObject({
        resolution: { evidence: 'repeat_took_effect', exchange_id: zero.exchange.id },
      })
      const repeats = await ledger.repeatsOf(exchange.id)
      expect(repeats.map(({ id }) => id)).toEqual([again, zero, late].map((one) => one.intent.id))
      expect(repeats[0]?.attempt_of).toBe(exchange.id)
    })

    test('is delivered if only this send can have caused 230008', async () => {
      const evidenceAfter = async (others: Parameters<typeof record>[2][]) => {
        const { intent, exchange } = await record(ledger, sampleIntent(), UNKNOWN)
        const { message_id, id } = intent
        for (const end of others) await record(ledger, sampleIntent({ message_id }), end)
        const end = { outcome: 'answered', code: 230008 } as const
        await record(ledger, sampleIntent({ message_id, attempt_of: id }), end)
        return (await ledger.find(exchange.id))?.resolution?.evidence
      }
      expect(await evidenceAfter([])).toBe('already_there')
      expect(await evidenceAfter([{ outcome: 'answered', code: 230001 }])).toBe('already_there')
      expect(await evidenceAfter([{ outcome: 'not_sent' }])).toBe('already_there')
      expect(await evidenceAfter([ANSWERED])).toBe('already_there_perhaps_another')
      expect(await evidenceAfter([UNKNOWN])).toBe('already_there_perhaps_another')
    })
  })

  describe('the list', () => {
    const idsOf = async (filter: Parameters<Ledger['list']>[0]) =>
      (await ledger.list(filter, { limit: 100 })).exchanges.map(({ id }) => id)

    test('has pages, newest first, also while more is written', async () => {
      const ids: string[] = []
      for (let i = 0; i < 5; i += 1) ids.unshift((await record(ledger, sampleIntent())).intent.id)
      const first = await ledger.list({}, { limit: 2 })
      await record(ledger, sampleIntent())
      const second = await ledger.list({}, { limit: 2, cursor: first.next_cursor ?? '' })
      const third = await ledger.list({}, { limit: 2, cursor: second.next_cursor ?? '' })
      const pages = [first, second, third].map((page) => page.exchanges.map(({ id }) => id))
      expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)])
      expect(third.next_cursor).toBeNull()
    })

    test('rejects a malformed cursor', async () => {
      for (const cursor of ['', 'x', '-1', '1.5', '0', '9'.repeat(30)]) {
        await expect(ledger.list({}, { limit: 2, cursor })).rejects.toThrow(CursorError)
      }
    })

    test('finds words in any language, ids and log ids', async () => {
      const say = (content: string) => JSON.stringify({ follow_ups: [{ content }] })
      const log_id = '20261122160000ABCDEF0123456789ABCD'
      const a = sampleIntent({ body: say('查看物流进度') })
      const b = sampleIntent({ body: say('Track my PARCEL 🚚') })
      const c = sampleIntent({ body: JSON.stringify({ x: '\u7269\u6d41 ＡＢＣ' }) })
      const d = sampleIntent({ body: 'not JSON: 流物' })
      for (const intent of [a, b, c]) await record(ledger, intent, { ...ANSWERED, log_id })
      await record(ledger, d)
      const found = async (query: string) => (await idsOf({ query })).reverse()
      expect(await found('物流')).toEqual([a.id, c.id])
      expect(await found('流物')).toEqual([d.id])
      expect(await found('物')).toEqual([a.id, c.id, d.id])
      expect(await found('parcel track')).toEqual([b.id])
      expect(await found('🚚')).toEqual([b.id])
      expect(await found('abc')).toEqual([a.id, b.id, c.id])
      expect(await found(a.message_id ?? '')).toContain(a.id)
      expect(await found(log_id.slice(8).toLowerCase())).toEqual([a.id, b.id, c.id])
      expect(await found('物流 parcel')).toEqual([])
      // Every pair of characters occurs, but not the word.
      expect(await found('查看物流进度 看物查')).toEqual([])
      expect(await found('"物流" OR *')).toEqual([])
    })

    test('filters by outcome, code, profile and key, and by all of them', async () => {
      const profile = 'a profile; with "odd" signs'
      const x = await record(ledger, sampleIntent({ profile }), {
        outcome: 'answered',
        code: 230008,
      })
      const y = await record(ledger, sampleIntent(), { outcome: 'answered', code: -1 })
      const z = await record(ledger, sampleIntent(), UNKNOWN)
      const running = await record(ledger, sampleIntent())
      expect(await idsOf({ outcome: 'answered' })).toEqual([y.intent.id, x.intent.id])
      expect(await idsOf({ outcome: 'unknown' })).toEqual([z.intent.id])
      expect(await idsOf({ code: 230008 })).toEqual([x.intent.id])
      expect(await idsOf({ code: -1 })).toEqual([y.intent.id])
      expect(await idsOf({ profile })).toEqual([x.intent.id])
      expect(await idsOf({ profile: 'feishu', query: '物流', outcome: 'answered' })).toEqual([
        y.intent.id,
      ])
      const { idempotency_key, id } = running.intent
      expect(await idsOf({ idempotency_key })).toEqual([id])
      expect(await idsOf({ idempotency_key, outcome: 'answered' })).toEqual([])
      expect(await idsOf({})).toEqual([id, z.intent.id, y.intent.id, x.intent.id])
    })

    test('filters by time, also if the clock was set back', async () => {
      const at = async (started_at_ms: number) =>
        (await record(ledger, sampleIntent({ started_at_ms }), ANSWERED)).intent.id
      const a = await at(AT)
      const ahead = await at(AT + 10_000)
      const back = await at(AT + 1_000)
      const b = await at(AT + 2_000)
      expect(await idsOf({ from_ms: AT, to_ms: AT + 2_000 })).toEqual([b, back, a])
      expect(await idsOf({ from_ms: AT + 1_000 })).toEqual([b, back, ahead])
      expect(await idsOf({ from_ms: AT + 2_001 })).toEqual([ahead])
      expect(await idsOf({ to_ms: AT })).toEqual([a])
      expect(await idsOf({ to_ms: AT - 1 })).toEqual([])
      expect(await idsOf({ from_ms: AT + 10_001 })).toEqual([])
      expect(await idsOf({ from_ms: AT + 1_000, query: '物流', to_ms: AT + 1_500 })).toEqual([back])
    })
  })

  describe('retention', () => {
    const remaining = async () =>
      (await ledger.list({}, { limit: 100 })).exchanges.map(({ id }) => id).reverse()

    test('reports in a dry run what it then removes', async () => {
      const ids: string[] = []
      for (let i = 0; i < 5; i += 1) {
        const started_at_ms = AT + i * 1000
        const intent = sampleIntent({ started_at_ms })
        ids.push(intent.id)
        const { exchange } = await record(ledger, intent, UNKNOWN)
        await ledger.resolve(exchange.id, { verdict: 'delivered', note: null, actor: 'local' })
      }
      const pruned = {
        count: 3,
        oldest_at: '2026-11-22T08:00:00.000Z',
        newest_at: '2026-11-22T08:00:02.000Z',
      }
      expect(await ledger.prune({ maxCount: 2 }, { dryRun: true, actor: 'local' })).toEqual(pruned)
      expect(await remaining()).toEqual(ids)
      expect(await ledger.prune({ maxCount: 2 }, { dryRun: false, actor: 'local' })).toEqual(pruned)
      expect(await remaining()).toEqual(ids.slice(3))
      expect(await ledger.list({ query: '物流' }, { limit: 9 })).toMatchObject({
        exchanges: [{ id: ids[4] }, { id: ids[3] }],
      })
      const sweeps = await storage.read((db) => db.selectFrom('sweeps').selectAll().execute())
      expect(sweeps).toMatchObject([{ removed: 3, at_ms: AT }])
    })

    test('removes by age, nothing without a limit, and no running sends', async () => {
      const at = (ms: number) => sampleIntent({ started_at_ms: AT + ms })
      const old = (await record(ledger, at(0), ANSWERED)).intent.id
      const running = (await record(ledger, at(1))).intent.id
      const young = (await record(ledger, at(5000), ANSWERED)).intent.id
      now = AT + 6000
      expect(await ledger.prune({}, { dryRun: false, actor: 'local' })).toMatchObject({
        count: 0,
        oldest_at: null,
      })
      expect(
        await ledger.prune({ maxAgeMs: 6000 }, { dryRun: false, actor: 'local' }),
      ).toMatchObject({ count: 0 })
      expect(
        await ledger.prune({ maxAgeMs: 5999 }, { dryRun: false, actor: 'local' }),
      ).toMatchObject({ count: 1 })
      expect(await remaining()).toEqual([running, young])
      expect(await ledger.prune({ maxCount: 1 }, { dryRun: false, actor: 'local' })).toMatchObject({
        count: 0,
      })
      expect(await ledger.find(old)).toBeNull()
    })
  })
}
