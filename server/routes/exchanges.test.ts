import { afterEach, describe, expect, test } from 'vitest'
import { deliveryResponseSchema, historySchema } from '#contract/deliveries/delivery'
import { type Exchange, exchangeSchema } from '#contract/exchange'
import { exchangesSchema, repeatsSchema, resolvedSchema } from '#contract/exchanges'
import { refusalSchema } from '#contract/refusal'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { StorageError } from '../storage/storage.ts'
import { type Behaviour, type FaultServer, startFaultServer } from '../testing/fault-server.ts'
import { afterToken, FAULTS, json } from '../testing/faults.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

const OK = json('200 OK', { code: 0, msg: 'success', data: {} })
const EXISTS = json('400 Bad Request', { code: 230008, msg: 'follow up already exist.' })
const LOST = FAULTS.reset_before_headers
const CREATED = json('200 OK', { code: 0, msg: 'success', data: { message_id: 'om_new' } })

let upstream: FaultServer
let testConsole: ReturnType<typeof createTestConsole>
let profiles: SecretProfile[]
/** What the platform does with a push. */
let behaviour: Behaviour = OK
afterEach(async () => {
  await testConsole.close()
  await upstream.close()
})

async function start(): Promise<void> {
  behaviour = OK
  upstream = await startFaultServer((request) =>
    afterToken('t-of-the-test', () =>
      request.path.endsWith('/push_follow_up') ? behaviour : CREATED,
    )(request),
  )
  profiles = [testProfile(upstream.url)]
  testConsole = createTestConsole(profiles)
}

async function push(message_id: string, text = 'OK', headers: Record<string, string> = {}) {
  const body = { follow_ups: [{ content: text }] }
  const response = await testConsole.post(
    `/api/messages/${message_id}/push_follow_up`,
    body,
    headers,
  )
  return exchangeSchema.parse(await response.json())
}

async function pushLost(message_id: string): Promise<Exchange> {
  const now = behaviour
  behaviour = LOST
  const exchange = await push(message_id)
  behaviour = now
  expect(exchange.outcome).toBe('unknown')
  return exchange
}

/** Sends a message with a bubble. @returns the id of the delivery */
async function deliver(receive_id: string, label: string | null = null): Promise<string> {
  const response = await testConsole.post('/api/deliveries', {
    recipient: { receive_id_type: 'open_id', receive_id, label },
    message: { text: '您好' },
    follow_ups: [{ content: '查看物流' }],
  })
  return deliveryResponseSchema.parse(await response.json()).delivery.id
}

async function history(query = '') {
  const response = await testConsole.request(`/api/history${query}`)
  expect(response.status).toBe(200)
  return historySchema.parse(await response.json())
}

async function list(query = '') {
  const response = await testConsole.request(`/api/exchanges${query}`)
  expect(response.status).toBe(200)
  return exchangesSchema.parse(await response.json())
}

const pushes = () => upstream.requests.filter(({ path }) => path.endsWith('/push_follow_up')).length

describe('the history', () => {
  test('is listed newest first, page by page, each request once', async () => {
    await start()
    for (const id of ['om_1', 'om_2', 'om_3']) await push(id)
    const first = await list('?limit=2')
    expect(first.exchanges.map(({ message_id }) => message_id)).toEqual(['om_3', 'om_2'])
    const second = await list(`?limit=2&cursor=${first.next_cursor}`)
    expect(second.exchanges.map(({ message_id }) => message_id)).toEqual(['om_1'])
    expect(second.next_cursor).toBeNull()
  })

  test('is searched and filtered', async () => {
    await start()
    await push('om_1', '查看物流进度')
    behaviour = EXISTS
    await push('om_2', 'Track my parcel')
    await pushLost('om_3')
    const idsOf = async (query: string) =>
      (await list(query)).exchanges.map(({ message_id }) => message_id)
    expect(await idsOf(`?query=${encodeURIComponent('物流')}`)).toEqual(['om_1'])
    expect(await idsOf('?query=parcel')).toEqual(['om_2'])
    expect(await idsOf('?query=om_3')).toEqual(['om_3'])
    expect(await idsOf('?code=230008')).toEqual(['om_2'])
    expect(await idsOf('?outcome=unknown')).toEqual(['om_3'])
    expect(await idsOf('?profile=feishu&query=%20')).toEqual(['om_3', 'om_2', 'om_1'])
    expect(await idsOf('?profile=other')).toEqual([])
    expect(await idsOf('?from=2099-01-01T00:00:00Z')).toEqual([])
    expect(await idsOf('?to=2099-01-01T00:00:00%2B08:00')).toHaveLength(3)
  })

  test('is filtered by actor, call, recipient and template', async () => {
    await start()
    await push('om_1')
    await deliver('ou_lin')
    const endpointsOf = async (query: string) =>
      (await list(query)).exchanges.map(({ endpoint }) => endpoint)
    expect(await endpointsOf('?actor=local')).toHaveLength(3)
    expect(await endpointsOf('?actor=anna')).toEqual([])
    expect(await endpointsOf('?endpoint=create_message')).toEqual(['create_message'])
    expect(await endpointsOf('?endpoint=recall_message')).toEqual([])
    expect(await endpointsOf('?recipient=ou_lin')).toEqual(['push_follow_up', 'create_message'])
    expect(await endpointsOf('?recipient=ou_li')).toEqual([])
    expect(await endpointsOf('?template=order')).toEqual([])
  })

  test('has one row for each delivery, with its exchanges, and one for each request of its own', async () => {
    await start()
    const { id: alone } = await push('om_1', '林晓雨')
    const delivery = await deliver('ou_lin', '林晓雨')
    await deliver('ou_wang', 'wang@example.com')
    const page = await history('?limit=2')
    expect(page.rows.map((row) => row.delivery?.recipient)).toMatchObject([
      { receive_id: 'ou_wang', label: 'wang@example.com' },
      { receive_id: 'ou_lin', label: '林晓雨' },
    ])
    expect(page.rows[1]).toMatchObject({
      delivery: { id: delivery, state: 'sent', message_id: 'om_new' },
      exchanges: [{ endpoint: 'create_message' }, { endpoint: 'push_follow_up', code: 0 }],
    })
    const rest = await history(`?limit=2&cursor=${page.next_cursor}`)
    expect(rest).toMatchObject({ rows: [{ delivery: null, exchanges: [{ id: alone }] }] })
    expect(rest.next_cursor).toBeNull()
    const byLabel = await history(`?query=${encodeURIComponent('林晓')}`)
    expect(byLabel.rows.map((row) => row.delivery?.id ?? null)).toEqual([delivery, null])
    const bad = await testConsole.request('/api/history?cursor=x')
    expect(refusalSchema.parse(await bad.json()).issues).toMatchObject([{ path: 'cursor' }])
  })

  test('keeps a deliberate repeat in the row of its delivery', async () => {
    await start()
    behaviour = LOST
    await deliver('ou_lin')
    const [row] = (await history()).rows
    expect(row?.delivery?.state).toBe('unknown')
    behaviour = EXISTS
    await testConsole.post(`/api/exchanges/${row?.exchanges[1]?.id}/resolve`, { repeat: true })
    const { rows } = await history()
    expect(rows).toHaveLength(1)
    expect(rows[0]?.delivery?.state).toBe('sent')
    expect(rows[0]?.exchanges.map(({ attempt_of }) => attempt_of)).toEqual([
      null,
      null,
      row?.exchanges[1]?.id,
    ])
  })

  test('is filtered by the idempotency key', async () => {
    await start()
    await push('om_1', 'a', { 'idempotency-key': 'key of the press' })
    await push('om_2', 'b')
    const { exchanges } = await list('?idempotency_key=key%20of%20the%20press')
    expect(exchanges.map(({ message_id }) => message_id)).toEqual(['om_1'])
    expect((await list('?idempotency_key=key')).exchanges).toEqual([])
  })

  test.each([
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=1e1', 'limit'],
    ['?cursor=x', 'cursor'],
    ['?code=0x1', 'code'],
    ['?outcome=done', 'outcome'],
    ['?from=yesterday', 'from'],
    ['?to=2026-11-22', 'to'],
    ['?from=2026-11-22T00:00:00Z&to=2026-11-21T00:00:00Z', 'to'],
    [`?query=${'a'.repeat(201)}`, 'query'],
    ['?idempotency_key=%E9', 'idempotency_key'],
    ['?endpoint=delete', 'endpoint'],
    [`?recipient=${'a'.repeat(201)}`, 'recipient'],
    ['?page=2', 'page'],
    ['?code=0&code=1', 'code'],
    ['/export?format=xlsx', 'format'],
    ['/export', 'format'],
    ['/export?format=csv&limit=5', 'limit'],
  ])('refuses %s and names %s, in the language of the request', async (query, path) => {
    await start()
    const texts = []
    for (const language of ['zh-CN', 'en']) {
      const headers = { 'accept-language': language }
      const response = await testConsole.request(`/api/exchanges${query}`, { headers })
      expect(response.status).toBe(422)
      const { issues } = refusalSchema.parse(await response.json())
      expect(issues.map((issue) => issue.path)).toEqual([path])
      texts.push(issues[0]?.message)
    }
    expect(texts[0]).toMatch(/\p{Script=Han}/u)
    expect(texts[1]).not.toMatch(/\p{Script=Han}/u)
  })

  test('shows a request whose end could not be written as ended and not recorded', async () => {
    await start()
    const { settle } = testConsole.ledger
    testConsole.ledger.settle = () => Promise.reject(new StorageError('full', 'no space left'))
    const { id } = await push('om_1')
    const shown = async () => {
      const one = await testConsole.request(`/api/exchanges/${id}`)
      return [
        exchangeSchema.parse(await one.json()),
        (await list()).exchanges.find((e) => e.id === id),
      ]
    }
    for (const exchange of await shown()) {
      expect(exchange).toMatchObject({ state: 'answered', code: 0, recorded: false })
    }
    testConsole.ledger.settle = settle
    await push('om_2')
    for (const exchange of await shown()) {
      expect(exchange).toMatchObject({ state: 'answered', code: 0, recorded: true })
    }
  })

  test('returns one exchange, and 404 for an unknown one', async () => {
    await start()
    const { id } = await push('om_1')
    const response = await testConsole.request(`/api/exchanges/${id}`)
    expect(exchangeSchema.parse(await response.json())).toMatchObject({ id, message_id: 'om_1' })
    for (const path of ['/nope', '/nope/repeats', '/nope/receipt', '/..%2f..%2fhealth']) {
      expect((await testConsole.request(`/api/exchanges${path}`)).status, path).toBe(404)
    }
  })
})

describe('a send of unknown outcome', () => {
  const resolve = (id: string, body: unknown, headers?: Record<string, string>) =>
    testConsole.post(`/api/exchanges/${id}/resolve`, body, headers)

  test('is resolved by a person, and the exchange itself stays as it was', async () => {
    await start()
    const lost = await pushLost('om_1')
    const response = await resolve(lost.id, { verdict: 'delivered', note: '  seen in the chat ' })
    const { exchange, repeat } = resolvedSchema.parse(await response.json())
    expect(repeat).toBeNull()
    expect(exchange).toMatchObject({
      outcome: 'unknown',
      resolution: { verdict: 'delivered', by: 'person', note: 'seen in the chat', actor: 'local' },
    })
    expect({ ...exchange, resolution: null, result: undefined }).toEqual(lost)
    expect(pushes()).toBe(1)
  })

  test.each([
    ['230008 shows that it landed', EXISTS, 'delivered', 'already_there'],
    ['0 shows that it did not', OK, 'not_delivered', 'repeat_took_effect'],
    ['another lost response shows nothing', LOST, 'undecided', 'unknown_again'],
  ] as const)('is resolved by one deliberate repeat: %s', async (_, next, verdict, evidence) => {
    await start()
    const lost = await pushLost('om_1')
    behaviour = next
    const response = await resolve(lost.id, { repeat: true })
    expect(response.status).toBe(200)
    const { exchange, repeat } = resolvedSchema.parse(await response.json())
    expect(repeat).toMatchObject({ attempt_of: lost.id, body: lost.body })
    expect(exchange.resolution).toMatchObject({ verdict, evidence, by: 'repeat' })
    expect(exchange.resolution?.exchange_id).toBe(repeat?.id)
    expect(pushes()).toBe(2)
    const repeats = await testConsole.request(`/api/exchanges/${lost.id}/repeats`)
    expect(repeatsSchema.parse(await repeats.json()).exchanges).toEqual([repeat])
  })

  test('is repeated once per key, however often the request arrives', async () => {
    await start()
    const lost = await pushLost('om_1')
    const press = () => resolve(lost.id, { repeat: true }, { 'idempotency-key': 'one press' })
    const responses = await Promise.all([press(), press()])
    for (const { status } of [...responses, await press()]) expect(status).toBe(200)
    expect(pushes()).toBe(2)
  })

  test('is the only kind that can be resolved', async () => {
    await start()
    const { id } = await push('om_1')
    for (const body of [{ verdict: 'delivered' }, { repeat: true }]) {
      const response = await resolve(id, body)
      expect(response.status).toBe(422)
      const { issues } = refusalSchema.parse(await response.json())
      expect(issues.map(({ path }) => path)).toEqual([Object.keys(body)[0]])
    }
    expect((await resolve('nope', { verdict: 'delivered' })).status).toBe(404)
    expect((await resolve('nope', { repeat: true })).status).toBe(404)
    expect(pushes()).toBe(1)
  })

  test.each([
    [{ verdict: 'sent' }, 'verdict'],
    [{ verdict: 'delivered', note: 'a'.repeat(1001) }, 'note'],
    [{ verdict: 'delivered', by: 'me' }, 'by'],
    [{}, 'verdict'],
    [{ repeat: false }, 'repeat'],
    [{ repeat: true, verdict: 'delivered' }, 'verdict'],
    [[], ''],
  ])('is not resolved by %j', async (body, path) => {
    await start()
    const lost = await pushLost('om_1')
    const response = await resolve(lost.id, body)
    expect(response.status).toBe(422)
    const { issues } = refusalSchema.parse(await response.json())
    expect(issues.map((issue) => issue.path)).toEqual([path])
    expect(pushes()).toBe(1)
  })

  test('is not repeated with a profile that has another address now', async () => {
    await start()
    const lost = await pushLost('om_1')
    for (const now of [[testProfile('http://127.0.0.1:1')], []]) {
      profiles.splice(0, 1, ...now)
      const response = await resolve(lost.id, { repeat: true })
      expect(response.status).toBe(422)
      const { issues } = refusalSchema.parse(await response.json())
      expect(issues[0]?.message).toContain('its app was deleted or has another address')
    }
    expect(pushes()).toBe(1)
  })
})
