import { describe, expect, test } from 'vitest'
import type { ExchangeFilter } from '#contract/exchanges'
import { systemClock } from '../feishu/clock.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { AT, record, sampleIntent } from '../testing/sample-send.ts'
import { createLedger } from './create-ledger.ts'
import { CursorError, findPeople, MAX_CANDIDATES, parseCursor } from './list-exchanges.ts'
import { readDeliveryExchanges, readDeliveryStates } from './read-exchanges.ts'
import { reindexDeliveries } from './write-steps.ts'

const ANSWERED = { outcome: 'answered', code: 0 } as const

function start() {
  const storage = memoryStorage()
  const ledger = createLedger(storage, systemClock)
  const ids = async (filter: ExchangeFilter, limit = 50) =>
    (await ledger.list(filter, { limit })).exchanges.map(({ id }) => id)

  /** Adds a delivery; by default one of a person for bubbles under an existing message. */
  const deliver = (id: string, more: object = {}) =>
    storage.write((tx) =>
      tx
        .insertInto('deliveries')
        .values({
          ...{ id, idempotency_key: id, fingerprint: '', actor: 'local', profile: 'feishu' },
          ...{ base_url: 'https://open.feishu.cn', receive_id_type: 'open_id', receive_id: null },
          ...{ label: null, template_id: null, template_version: null, template_values: null },
          ...{ template_language: null, message: null, message_id: 'om_d', follow_ups: '[]' },
          ...{ exact: 1, uuid: id, list_id: null, created_at_ms: AT, search: '', ...more },
        })
        .execute(),
    )

  const send = async (more: object = {}, end: Parameters<typeof record>[2] = ANSWERED) =>
    (await record(ledger, sampleIntent(more), end)).intent.id
  return { storage, ledger, ids, deliver, send }
}

describe('a filter of the history', () => {
  test('by each column finds the sends that have it, alone and together with others', async () => {
    const { ids, send, deliver, storage } = start()
    await deliver('d1', { receive_id: 'ou_1', label: '林晓雨', template_id: 't1', list_id: 'l1' })
    const plain = await send({ body: '{"text":"hello"}' })
    const other = await send(
      { actor: 'anna', profile: 'p2', started_at_ms: AT + 1 },
      { outcome: 'unknown' },
    )
    const created = await send({
      ...{ message_id: null, body: '{"receive_id":"ou_2","content":"hello"}' },
    })
    const recalled = await send({ endpoint: 'recall_message', body: '' }, { outcome: 'not_sent' })
    const delivered = await send({ delivery: 'd1', started_at_ms: AT + 2 })
    await storage.write((tx) =>
      tx.updateTable('results').set({ kind: 'untouched' }).where('list_id', '=', 'l1').execute(),
    )
    const all = [delivered, recalled, created, other, plain]

    const cases: [ExchangeFilter, string[]][] = [
      [{}, all],
      [{ actor: 'anna' }, [other]],
      [{ actor: 'nobody' }, []],
      [{ endpoint: 'create_message' }, [created]],
      [{ endpoint: 'recall_message' }, [recalled]],
      [{ endpoint: 'push_follow_up' }, [delivered, other, plain]],
      [{ profile: 'p2' }, [other]],
      [{ profile: 'p' }, []],
      [{ apps: ['p2', 'x'] }, [other]],
      [{ apps: ['feishu'] }, [delivered, recalled, created, plain]],
      [{ recipient: 'ou_1' }, [delivered]],
      [{ recipient: 'ou_2' }, [created]],
      [{ recipient: 'ou_3' }, []],
      [{ template: 't1' }, [delivered]],
      [{ template: 't2' }, []],
      [{ list: 'l1' }, [delivered]],
      [{ list: 'l2' }, []],
      [{ result: 'untouched' }, [delivered]],
      [{ result: 'waiting' }, [plain]],
      [{ state: 'sent' }, [delivered]],
      [{ state: 'unknown' }, []],
      [{ outcome: 'unknown' }, [other]],
      [{ outcome: 'not_sent' }, [recalled]],
      [{ code: 0 }, [delivered, created, plain]],
      [{ code: 1 }, []],
      [{ query: 'hello' }, [created, plain]],
      [{ query: '晓雨' }, [delivered]],
      [{ query: 'ou_1' }, [delivered]],
      [{ query: 'hello', endpoint: 'create_message' }, [created]],
      [{ query: 'hello', apps: ['p2'] }, []],
      [{ query: 'hello', recipient: 'ou_2' }, [created]],
      [{ actor: 'anna', endpoint: 'create_message' }, []],
      [{ actor: 'local', endpoint: 'push_follow_up' }, [delivered, plain]],
      [{ list: 'l1', actor: 'anna' }, []],
      [{ list: 'l1', result: 'untouched', template: 't1' }, [delivered]],
      [{ result: 'untouched', actor: 'anna' }, []],
      [{ from_ms: AT + 1 }, [delivered, other]],
      [{ from_ms: AT + 1, to_ms: AT + 1 }, [other]],
      [{ to_ms: AT }, [recalled, created, plain]],
      [{ from_ms: AT + 3 }, []],
      [{ to_ms: AT - 1 }, []],
      [{ from_ms: AT + 1, actor: 'local' }, [delivered]],
    ]
    for (const [filter, found] of cases) {
      expect(await ids(filter), JSON.stringify(filter)).toEqual(found)
    }
  })

  test('by a state of deliveries looks at each page’s own', async () => {
    const { ids, ledger, send, deliver } = start()
    for (const id of ['d1', 'd2', 'd3']) await deliver(id, { message_id: `om_${id}` })
    const sent1 = await send({ delivery: 'd1', message_id: 'om_d1' })
    const unknown = await send({ delivery: 'd2', message_id: 'om_d2' }, { outcome: 'unknown' })
    const sent3 = await send({ delivery: 'd3', message_id: 'om_d3' })
    await send()
    expect(await ids({ state: 'sent' })).toEqual([sent3, sent1])
    expect(await ids({ state: 'unknown' })).toEqual([unknown])
    expect(await ledger.list({ state: 'sent' }, { limit: 1 })).toMatchObject({
      ...{ exchanges: [{ id: sent3 }], next_cursor: '3' },
    })
    expect(await ledger.list({ state: 'sent' }, { limit: 1, cursor: '3' })).toMatchObject({
      exchanges: [{ id: sent1 }],
      next_cursor: null,
    })
  })

  test('has the labels of the recipients that it found', async () => {
    const { ledger, send, deliver } = start()
    await deliver('d1', { label: '林晓雨' })
    await deliver('d2')
    await send({ delivery: 'd1' })
    await send({ delivery: 'd2' })
    await send()
    const { labels } = await ledger.list({}, { limit: 9 })
    expect([...labels]).toEqual([['d1', '林晓雨']])
  })
})

describe('a search for a name of the address book', () => {
  const person = (
    storage: ReturnType<typeof memoryStorage>,
    receive_id: string,
    name: string | null,
    search = name ?? 'anna',
  ) =>
    storage.write((tx) =>
      tx
        .insertInto('recipients')
        .values({
          ...{ profile: 'feishu', base_url: 'https://open.feishu.cn', receive_id_type: 'open_id' },
          ...{ receive_id, name, chat_id: null, favourite: 0, last_sent_at_ms: AT },
          ...{ language: null, search },
        })
        .execute(),
    )

  test('finds what they got, also without the name in it', async () => {
    const { storage, ids, send } = start()
    await person(storage, 'ou_1', 'anna lee')
    await person(storage, 'ou_2', 'ben lee')
    await person(storage, 'ou_3', null)
    const to = (receive_id: string, text = 'hi') =>
      send({ message_id: null, body: JSON.stringify({ receive_id, text }) })
    const [first, second] = [await to('ou_1'), await to('ou_2')]
    await to('ou_3')
    const named = await send({ body: '{"text":"for Anna"}' })
    expect(await ids({ query: 'anna' })).toEqual([named, first])
    expect(await ids({ query: 'LEE' })).toEqual([second, first])
    expect(await ids({ query: 'anna lee' })).toEqual([first])
    expect(await ids({ query: 'ann% lee' })).toEqual([])
    expect(await ids({ query: 'anna', recipient: 'ou_1' })).toEqual([first])
    expect(await ids({ query: 'anna', recipient: 'ou_2' })).toEqual([])
    expect(await ids({ query: 'anna', outcome: 'answered' })).toEqual([named, first])
    expect(await ids({ query: 'anna', outcome: 'unknown' })).toEqual([])
  })

  test('finds at most twenty of them, and none without a word', async () => {
    const { storage } = start()
    for (let n = 0; n < 25; n += 1) await person(storage, `ou_${n}`, `anna ${n}`)
    const found = (filter: ExchangeFilter) => storage.read((db) => findPeople(db, filter))
    expect(await found({ query: 'anna' })).toHaveLength(20)
    expect(await found({ query: 'anna 7' })).toEqual(['ou_7', 'ou_17'])
    expect(await found({ query: 'anna', recipient: 'ou_8' })).toEqual(['ou_8'])
    expect(await found({ query: ' ' })).toEqual([])
    expect(await found({})).toEqual([])
  })
})

describe('pages', () => {
  test('end where the rows end, and a full page without more rows has no next one', async () => {
    const { ledger, send } = start()
    const sent = [await send(), await send()]
    for (const limit of [2, 3]) {
      const page = await ledger.list({}, { limit })
      expect(page.exchanges.map(({ id }) => id)).toEqual(sent.toReversed())
      expect(page.next_cursor).toBeNull()
    }
    expect((await ledger.list({}, { limit: 1 })).next_cursor).toBe('2')
    expect((await ledger.list({}, { limit: 1, cursor: '2' })).next_cursor).toBeNull()
    expect(await ledger.list({}, { limit: 1, cursor: '1' })).toMatchObject({
      ...{ exchanges: [], next_cursor: null },
    })
  })

  test('read two thousand rows, and say where to go on if they found too few', async () => {
    const { storage, ledger, send } = start()
    const first = await send({ actor: 'anna' })
    const { id: _, idempotency_key: __, ...more } = sampleIntent({ message_id: null, body: 'x' })
    await storage.write(async (tx) => {
      for (let from = 0; from < 2_100; from += 100) {
        const rows = Array.from({ length: 100 }, (_, n) => {
          const id = `many ${from + n}`
          return { ...more, id, idempotency_key: id, instance: 'x', latest_at_ms: AT }
        })
        await tx.insertInto('intents').values(rows).execute()
      }
    })
    expect(MAX_CANDIDATES).toBe(2_000)
    const byState = await ledger.list({ state: 'sent' }, { limit: 99 })
    expect(byState).toMatchObject({ exchanges: [], next_cursor: '102' })
    expect(await ledger.list({ state: 'sent' }, { limit: 99, cursor: '102' })).toMatchObject({
      exchanges: [],
      next_cursor: null,
    })
    expect((await ledger.list({ actor: 'anna' }, { limit: 99 })).exchanges).toMatchObject([
      { id: first },
    ])
  })

  test('of a time have the rows that another console wrote a little out of order', async () => {
    const { storage, ids } = start()
    const { id: _, idempotency_key: __, ...more } = sampleIntent({ message_id: null, body: 'x' })
    const insert = (id: string, started_at_ms: number, latest_at_ms: number) =>
      storage.write((tx) =>
        tx
          .insertInto('intents')
          .values({ ...more, id, idempotency_key: id, instance: 'x', started_at_ms, latest_at_ms })
          .execute(),
      )
    await insert('early', AT + 5, AT + 5)
    await insert('late', AT + 9, AT + 9)
    await insert('between', AT + 6, AT + 6)
    expect(await ids({ from_ms: AT + 6 })).toEqual(['between', 'late'])
    expect(await ids({ from_ms: AT + 5, to_ms: AT + 8 })).toEqual(['between', 'early'])
    expect(await ids({ to_ms: AT + 5 })).toEqual(['early'])
    expect(await ids({ from_ms: AT + 9 })).toEqual(['late'])
  })

  test.each([
    ['1', 1],
    ['9007199254740991', 9007199254740991],
    ['10', 10],
  ])('go on at %s', (cursor, seq) => {
    expect(parseCursor(cursor)).toBe(seq)
  })

  test.each([
    '0',
    '01',
    ' 1',
    '1 ',
    '1e3',
    '-1',
    '',
    '9007199254740992',
    '12345678901234567',
    'x1',
  ])('cannot go on at %j', (cursor) => {
    expect(() => parseCursor(cursor)).toThrow(CursorError)
    expect(() => parseCursor(cursor)).toThrow(
      expect.objectContaining({ name: 'CursorError', message: cursor }),
    )
  })
})

describe('the exchanges of deliveries', () => {
  test('are found by its id, oldest first, with the state that they give it', async () => {
    const { storage, send, deliver } = start()
    await deliver('d1', { message_id: 'om_a' })
    await deliver('d2', { message: '{"text":"a"}', message_id: null })
    const first = await send({ delivery: 'd1', message_id: 'om_a' }, { outcome: 'not_sent' })
    const second = await send({ delivery: 'd1', message_id: 'om_a' })
    const created = await send({ delivery: 'd2', message_id: null }, { outcome: 'unknown' })
    await send()
    const found = await storage.read((db) => readDeliveryExchanges(db, ['d1', 'd2', 'd3']))
    expect([...found].map(([id, exchanges]) => [id, exchanges.map((one) => one.id)])).toEqual([
      ['d1', [first, second]],
      ['d2', [created]],
    ])
    const states = await storage.read((db) => readDeliveryStates(db, ['d1', 'd2', 'd3']))
    expect([...states]).toEqual([
      ['d1', 'sent'],
      ['d2', 'unknown'],
    ])
    expect(await storage.read((db) => readDeliveryExchanges(db, []))).toEqual(new Map())
    expect(await storage.read((db) => readDeliveryStates(db, []))).toEqual(new Map())
  })

  test('are found by the label that it has now, and no longer by the one that it had', async () => {
    const { storage, ledger, ids, send, deliver } = start()
    await deliver('d1', { label: '林晓雨', receive_id: 'ou_1', template_id: 't1' })
    const id = await send({ delivery: 'd1' })
    const intent = sampleIntent({ delivery: 'd1' })
    const running = (await record(ledger, intent)).intent.id
    const rows = await storage.read((db) =>
      db.selectFrom('deliveries').select(['unsent']).execute(),
    )
    expect(rows).toEqual([{ unsent: 0 }])
    expect(await ids({ query: '林晓雨' })).toEqual([running, id])
    await storage.write(async (tx) => {
      await tx.updateTable('deliveries').set({ label: '王小明' }).execute()
      await reindexDeliveries(storage, tx, ['d1'])
    })
    expect(await ids({ query: '林晓雨' })).toEqual([])
    expect(await ids({ query: '王小明' })).toEqual([running, id])
    expect(await ids({ query: '小明', outcome: 'answered' })).toEqual([id])
    expect(await ids({ query: '小明', outcome: 'unknown' })).toEqual([])
    expect(await ids({ template: 't1', code: 0 })).toEqual([id])
  })

  test('tell which of them can have caused 230008', async () => {
    const evidenceOf = async (
      others: { delivery?: string | null; base_url?: string; endpoint?: string }[],
      message: string | null = '{"text":"a"}',
      end: Parameters<typeof record>[2] = { outcome: 'unknown' },
    ) => {
      const { ledger, send, deliver } = start()
      for (const id of ['d1', 'd2']) await deliver(id, { message })
      const message_id = 'om_a'
      const original = await send({ message_id, delivery: 'd1' }, { outcome: 'unknown' })
      for (const other of others) await send({ message_id, ...other }, end)
      await send({ message_id, attempt_of: original }, { outcome: 'answered', code: 230008 })
      // Later ones cannot have caused it.
      await send({ message_id, delivery: 'd2' }, { outcome: 'unknown' })
      return (await ledger.find(original))?.resolution?.evidence
    }
    const own = { delivery: 'd1' }
    const another = { delivery: 'd2' }
    expect(await evidenceOf([])).toBe('already_there')
    expect(await evidenceOf([own])).toBe('already_there_by_delivery')
    expect(await evidenceOf([own, own])).toBe('already_there_by_delivery')
    expect(await evidenceOf([own], null)).toBe('already_there_perhaps_another')
    expect(await evidenceOf([own, another])).toBe('already_there_perhaps_another')
    expect(await evidenceOf([another])).toBe('already_there_perhaps_another')
    expect(await evidenceOf([{ ...another, base_url: 'https://a.test' }])).toBe('already_there')
    expect(await evidenceOf([{ ...another, endpoint: 'recall_message' }])).toBe('already_there')
    expect(await evidenceOf([another], null, ANSWERED)).toBe('already_there_perhaps_another')
    expect(await evidenceOf([another], null, { outcome: 'answered', code: 1 })).toBe(
      'already_there',
    )
    expect(await evidenceOf([another], null, { outcome: 'token_refused' })).toBe('already_there')
  })
})
