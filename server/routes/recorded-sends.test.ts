import { describe, expect, test } from 'vitest'
import type { Ledger } from '../ledger/ledger.ts'
import { StorageError } from '../storage/storage.ts'
import { FAULTS, json } from '../testing/faults.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { BODY, exchangeOf, PUSH, refusalOf, SUCCESS, startOn, startWith } from '../testing/send.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

const key = (name: string) => ({ 'idempotency-key': name })
const MESSAGE = { receive_id_type: 'open_id', receive_id: 'ou_a', text: '你好' }

describe('a send', () => {
  test('is in the ledger with its response', async () => {
    const { post, ledger } = await startWith(SUCCESS)
    const exchange = await exchangeOf(await post(PUSH, BODY, key('k-1')))
    expect(exchange).toMatchObject({
      state: 'answered',
      outcome: 'answered',
      actor: 'local',
      attempt_of: null,
      delivery: null,
      resolution: null,
      recorded: true,
      idempotency_key: 'k-1',
      body: JSON.stringify(BODY),
    })
    expect(await ledger.find(exchange.id)).toEqual(exchange)
  })

  test.each([
    ['hang', 'unknown'],
    ['reset_before_headers', 'unknown'],
    ['captive_portal', 'unknown'],
  ] as const)('is in the ledger as unknown after the fault %s', async (fault, outcome) => {
    const { post, ledger } = await startWith(FAULTS[fault], 300)
    const exchange = await exchangeOf(await post(PUSH, BODY))
    expect(exchange).toMatchObject({ state: outcome, outcome })
    expect(await ledger.find(exchange.id)).toEqual(exchange)
  })

  test('without a token was never in state sending', async () => {
    const { post, ledger, calls } = await startOn(() => json('200 OK', { code: 10003, msg: 'no' }))
    const exchange = await exchangeOf(await post(PUSH, BODY))
    expect(exchange).toMatchObject({ state: 'token_refused', body: JSON.stringify(BODY) })
    expect(await ledger.find(exchange.id)).toEqual(exchange)
    expect(calls()).toHaveLength(0)
  })

  test('is recorded as intent before the token, and as sending before the call', async () => {
    const seen: string[] = []
    let look = async () => {}
    const { post, ledger, upstream } = await startOn(({ path }) => {
      const behaviour = path.includes('tenant_access_token')
        ? json('200 OK', { code: 0, tenant_access_token: 't-token-of-the-test', expire: 7200 })
        : SUCCESS
      return { ...behaviour, until: look() }
    })
    look = async () => {
      const { exchanges } = await ledger.list({}, { limit: 1 })
      seen.push(exchanges[0]?.state ?? 'nothing')
    }
    await post(PUSH, BODY)
    expect(upstream.requests).toHaveLength(2)
    expect(seen).toEqual(['intent', 'sending'])
  })

  test('of a new message is in the ledger too, with its key', async () => {
    const created = json('200 OK', { code: 0, data: { message_id: 'om_created' } })
    const { post, ledger, calls } = await startWith(created)
    const exchange = await exchangeOf(await post('/api/messages', MESSAGE, key('k')))
    expect(exchange).toMatchObject({ endpoint: 'create_message', message_id: 'om_created' })
    expect(await ledger.find(exchange.id)).toEqual(exchange)
    expect(await exchangeOf(await post('/api/messages', MESSAGE, key('k')))).toEqual(exchange)
    expect(calls()).toHaveLength(1)
  })
})

describe('one key', () => {
  test('makes one call, however often it is used, also at once', async () => {
    const { post, calls } = await startWith({ ...SUCCESS, gapMs: 50 })
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => post(PUSH, BODY, key('double click'))),
    )
    const ids = await Promise.all(responses.map(async (one) => (await exchangeOf(one)).id))
    expect(new Set(ids).size).toBe(1)
    expect(calls()).toHaveLength(1)
    const later = await exchangeOf(await post(PUSH, BODY, key('double click')))
    expect(later.id).toBe(ids[0])
    expect(calls()).toHaveLength(1)
  })

  test('makes no second call after a restart of the console', async () => {
    const { upstream, calls } = await startWith(FAULTS.reset_before_headers)
    const storage = memoryStorage()
    const first = createTestConsole([testProfile(upstream.url)], { storage })
    const before = await exchangeOf(await first.post(PUSH, BODY, key('k')))
    const second = createTestConsole([testProfile(upstream.url)], { storage })
    const response = await second.post(PUSH, BODY, key('k'))
    expect(response.status).toBe(504)
    expect(await exchangeOf(response)).toEqual(before)
    expect(calls()).toHaveLength(1)
    await first.close()
  })

  test.each([
    ['another body', PUSH, { follow_ups: [{ content: 'other' }] }],
    ['another message', '/api/messages/om_other/push_follow_up', BODY],
    ['another call', '/api/messages', MESSAGE],
  ])('is refused for %s', async (_, path, body) => {
    const { post, calls } = await startWith(SUCCESS)
    await post(PUSH, BODY, key('k'))
    const response = await post(path, body, key('k'))
    expect(response.status).toBe(422)
    expect((await refusalOf(response)).issues).toMatchObject([{ path: 'Idempotency-Key' }])
    expect(calls()).toHaveLength(1)
  })

  test.each(['x'.repeat(129), 'ключ'.normalize(), 'a\tb', ''])(
    'has to be 1 to 128 printable characters: %j',
    async (odd) => {
      const { post, upstream } = await startWith(SUCCESS)
      const header = Buffer.from(odd).toString('latin1')
      const response = await post(PUSH, BODY, key(header))
      expect(response.status).toBe(422)
      expect((await refusalOf(response)).issues).toMatchObject([{ path: 'Idempotency-Key' }])
      expect(upstream.requests).toHaveLength(0)
    },
  )
})

describe('a message with a push in flight', () => {
  test('is refused to others, with the actor and the start', async () => {
    let release = () => {}
    const until = new Promise<void>((resolve) => {
      release = resolve
    })
    const { post, ledger, calls } = await startWith({ ...SUCCESS, until })
    const first = post(PUSH, BODY, key('a'))
    await expect.poll(() => calls().length).toBe(1)
    const { exchanges } = await ledger.list({}, { limit: 1 })

    const second = await post(PUSH, BODY, key('b'))
    expect(second.status).toBe(409)
    expect(await refusalOf(second)).toMatchObject({
      error: 'in_flight',
      in_flight: {
        exchange_id: exchanges[0]?.id,
        actor: 'local',
        started_at: exchanges[0]?.started_at,
      },
    })
    release()
    expect((await first).status).toBe(200)
    expect((await post(PUSH, BODY, key('b'))).status).toBe(200)
    expect(calls()).toHaveLength(2)
  })
})

describe('if the ledger cannot be written', () => {
  const full = () => Promise.reject(new StorageError('full', 'SQLite 13'))
  let failing: (keyof Ledger)[] = []
  const failOn = (ledger: Ledger): Ledger => ({
    ...ledger,
    begin: (intent) => (failing.includes('begin') ? full() : ledger.begin(intent)),
    depart: (id, request) => (failing.includes('depart') ? full() : ledger.depart(id, request)),
    settle: (exchange) => (failing.includes('settle') ? full() : ledger.settle(exchange)),
  })
  const startFailing = (...methods: (keyof Ledger)[]) => {
    failing = methods
    return startWith(SUCCESS, undefined, failOn)
  }

  test('nothing is sent, and sends work again as soon as it can be written', async () => {
    const { post, upstream, ledger } = await startFailing('begin', 'depart', 'settle')
    const response = await post(PUSH, BODY, key('k'))
    expect(response.status).toBe(503)
    expect(await refusalOf(response)).toMatchObject({ error: 'not_recorded' })
    expect(upstream.requests).toHaveLength(0)
    failing = []
    expect((await ledger.list({}, { limit: 9 })).exchanges).toEqual([])
    expect((await post(PUSH, BODY, key('k'))).status).toBe(200)
  })

  test('nothing is sent either if only the state sending cannot be written', async () => {
    const { post, calls, ledger } = await startFailing('depart', 'settle')
    expect((await post(PUSH, BODY, key('k'))).status).toBe(503)
    expect((await post(PUSH, BODY, key('other'))).status).toBe(503)
    failing = []
    const again = await post(PUSH, BODY, key('k'))
    expect(again.status).toBe(502)
    const exchange = await exchangeOf(again)
    expect(exchange).toMatchObject({
      outcome: 'not_sent',
      failure: { kind: 'storage', detail: 'full' },
    })
    expect(await ledger.find(exchange.id)).toEqual(exchange)
    expect(calls()).toHaveLength(0)
    expect((await post(PUSH, BODY, key('new'))).status).toBe(200)
  })

  test('an outcome that cannot be written is returned, kept and written later; nothing is sent until then', async () => {
    const { post, calls, ledger, logged } = await startFailing('settle')
    const response = await post(PUSH, BODY, key('k'))
    expect(response.status).toBe(200)
    const exchange = await exchangeOf(response)
    expect(exchange).toMatchObject({ outcome: 'answered', code: 0, recorded: false })
    expect(await ledger.find(exchange.id)).toMatchObject({ state: 'sending' })
    expect(await exchangeOf(await post(PUSH, BODY, key('k')))).toEqual(exchange)

    const refused = await post('/api/messages/om_other/push_follow_up', BODY)
    expect(refused.status).toBe(503)
    expect(await refusalOf(refused)).toMatchObject({ error: 'not_recorded' })
    expect(calls()).toHaveLength(1)
    expect(logged.filter(({ level }) => level !== 'info')).toEqual([
      {
        event: 'settlement_not_written',
        exchange: exchange.id,
        outcome: 'answered',
        error: 'storage full: SQLite 13',
      },
    ])

    failing = []
    await expect
      .poll(() => ledger.find(exchange.id))
      .toMatchObject({
        state: 'answered',
        recorded: true,
      })
    expect((await post('/api/messages/om_other/push_follow_up', BODY)).status).toBe(200)
  })

  test('a history that cannot be read is refused', async () => {
    const { request } = await startWith(SUCCESS, undefined, (ledger) => ({ ...ledger, list: full }))
    const response = await request('/api/exchanges')
    expect(response.status).toBe(503)
    expect(await refusalOf(response)).toMatchObject({ error: 'storage' })
  })
})
