import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import {
  appResponseSchema,
  assumptionsResponseSchema,
  clockResponseSchema,
  messageResponseSchema,
} from '#contract/emulator/control'
import { deliveryResponseSchema, subscriptionResponseSchema } from '#contract/emulator/events'
import { startForTest } from '../testing/client.ts'
import { openConnection, refusedConnection, requestEndpoint } from '../testing/connections.ts'
import { exchangeRaw, startBot } from '../testing/sockets.ts'

const APP = { AppID: 'cli_0123456789abcdef', AppSecret: 'emulator-secret' }
const OTHER = { AppID: 'cli_13579bdf02468ace', AppSecret: 'emulator-secret-parcels' }
const STORE_ID = 'cli_fedcba9876543210'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const nothing = z.object({})

async function start(options: Parameters<typeof startForTest>[0] = {}) {
  const tenant = await startForTest({ clock: 'frozen', ...options })
  const { emulator, control, state } = tenant
  const { receive_id } = (await state()).default_receiver
  return {
    ...tenant,
    open: (code?: number | null, app = APP) => openConnection(emulator.url, app, code),
    write: (text: string, app_id = APP.AppID) =>
      control('POST', `/users/${receive_id}/messages`, { app_id, text }, messageResponseSchema),
    advance: (ms: number) =>
      control('POST', '/clock', { action: 'advance', ms }, clockResponseSchema),
    assume: (body: Record<string, string>) =>
      control('POST', '/assumptions', body, assumptionsResponseSchema),
    deliveries: async () => (await state()).deliveries.deliveries,
    connections: async () => (await state()).deliveries.connections,
    kinds: async () =>
      (await state()).deliveries.subscriptions.map(({ app_id, kind }) => [app_id, kind]),
  }
}

test('a client opens a connection, gets an event and acknowledges it', async () => {
  const { open, write, deliveries, connections, state } = await start()
  const { frames, URL } = await open()
  await write('查看进度')
  await expect.poll(deliveries).toMatchObject([{ status: 'delivered', next_attempt_ms: null }])
  const [event] = (await state()).events
  const [frame] = frames
  expect(frames).toHaveLength(1)
  expect(frame).toMatchObject({
    method: 1,
    service: Number(new globalThis.URL(URL).searchParams.get('service_id')),
    headers: {
      type: 'event',
      message_id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      sum: '1',
      seq: '0',
      trace_id: event?.event_id,
      timestamp: String(event?.emitted_at_ms),
    },
  })
  const payload = JSON.parse(Buffer.from(frame?.payload ?? []).toString())
  const { header } = z.object({ header: z.looseObject({}) }).parse(event?.event)
  // There is no secret to verify, as the connection itself is.
  expect(payload).toEqual({ ...event?.event, header: { ...header, token: '' } })
  const [connection] = await connections()
  expect(connection).toEqual({
    connection_id: new globalThis.URL(URL).searchParams.get('device_id'),
    app_id: APP.AppID,
    client: 'test-client/1',
    opened_at_ms: expect.any(Number),
    events: { sent: 1, accepted: 1 },
  })
  const [delivery] = await deliveries()
  expect(delivery?.attempts).toEqual([
    {
      at_ms: expect.any(Number),
      url: '',
      connection_id: connection?.connection_id,
      http_status: null,
      response_head: '{"code":200}',
      failure: null,
      duration_ms: expect.any(Number),
    },
  ])
})

test('a ping is answered with how the client keeps its connection', async () => {
  const { open } = await start({ clientConfig: { PingInterval: 30 } })
  const { frames, socket } = await open()
  const ping = '0800100018072000' + '2a0c0a0474797065120470696e67'
  // What no client sends is ignored.
  for (const noise of ['text', Buffer.of(1, 2, 3), Buffer.from('0800100018072005', 'hex')]) {
    socket.send(noise)
  }
  socket.send(Buffer.from(ping, 'hex'))
  await expect.poll(() => frames).toHaveLength(1)
  const { payload, ...pong } = frames[0] ?? { payload: Buffer.of() }
  expect(pong).toEqual({ method: 0, service: 7, headers: { type: 'pong' } })
  expect(JSON.parse(Buffer.from(payload).toString())).toEqual({
    PingInterval: 30,
    ReconnectCount: -1,
    ReconnectInterval: 120,
    ReconnectNonce: 30,
  })
})

test('an event in parts is joined by their numbers, wherever a character is cut', async () => {
  const { open, write, assume, deliveries, state } = await start()
  await assume({ connection_frames: 'parts' })
  const { frames } = await open()
  await write('🧑‍🚀'.repeat(50))
  await expect.poll(deliveries).toMatchObject([{ status: 'delivered' }])
  expect(frames.map(({ headers }) => [headers.sum, headers.seq])).toEqual([
    ['3', '0'],
    ['3', '1'],
    ['3', '2'],
  ])
  expect(new Set(frames.map(({ headers }) => headers.message_id)).size).toBe(1)
  const payload = JSON.parse(Buffer.concat(frames.map(({ payload }) => payload)).toString())
  expect(payload).toMatchObject({ header: { event_id: (await state()).events[0]?.event_id } })
})

test('each event goes to one of the open connections of its app', async () => {
  const { open, write, call, token, deliveries, connections } = await start()
  const count = async () => {
    const { data } = await call('GET', '/open-apis/event/v1/connection', { token: await token() })
    return data
  }
  expect(await count()).toEqual({ online_instance_cnt: 0 })
  const clients = await Promise.all([open(), open(), open()])
  const foreign = await open(200, OTHER)
  expect(await count()).toEqual({ online_instance_cnt: 3 })
  for (let sent = 0; sent < 60; sent += 1) await write(`message ${sent}`)
  await expect
    .poll(async () => (await deliveries()).every(({ status }) => status === 'delivered'))
    .toBe(true)
  const ids = clients.flatMap(({ frames }) => frames.map(({ headers }) => headers.trace_id))
  expect(new Set(ids).size).toBe(60)
  expect(ids).toHaveLength(60)
  // The chance that one of three gets none of 60 is below 1 in 10⁹.
  for (const { frames } of clients) expect(frames.length).toBeGreaterThan(0)
  expect(foreign.frames).toEqual([])
  expect((await connections()).map(({ events }) => events.sent)).toEqual([
    ...clients.map(({ frames }) => frames.length),
    0,
  ])

  clients[0]?.socket.close()
  await expect.poll(count).toEqual({ online_instance_cnt: 2 })
})

test('an event that is not acknowledged is sent again after 5 min, 1 h and 6 h of the emulator’s clock', async () => {
  const { open, write, advance, deliveries } = await start({ answerDeadlineMs: 1_000 })
  const client = await open(null)
  await write('hello')
  const attempts = async () => (await deliveries())[0]?.attempts.length
  const failed = (en: string) => ({ failure: { zh: expect.any(String), en } })
  await expect.poll(attempts).toBe(1)
  client.code = 500
  await advance(5 * MINUTE - 1)
  expect(await deliveries()).toMatchObject([{ status: 'waiting' }])
  await advance(1)
  await expect.poll(attempts).toBe(2)
  client.socket.close()
  await expect.poll(() => client.closed).toBe(true)
  await advance(HOUR)
  await expect.poll(attempts).toBe(3)
  const late = await open(null)
  await advance(6 * HOUR)
  await expect.poll(() => late.frames.length).toBe(1)
  const [last] = late.frames
  if (last) late.acknowledge(last, 'not JSON')
  await expect.poll(deliveries).toMatchObject([{ status: 'given_up' }])
  const [delivery] = await deliveries()
  expect(delivery?.attempts).toMatchObject([
    failed('Not acknowledged within 1000 ms.'),
    failed('The acknowledgement had code 500, not 200.'),
    { connection_id: null, ...failed('No long connection is open.') },
    failed('The acknowledgement is not a JSON object with a code.'),
  ])
  const frames = [...client.frames, ...late.frames]
  expect(new Set(frames.map(({ headers }) => headers.trace_id)).size).toBe(1)
  expect(new Set(frames.map(({ headers }) => headers.message_id)).size).toBe(frames.length)
})

test('without repeats an event is sent once', async () => {
  const { open, write, assume, advance, deliveries } = await start()
  await assume({ connection_repeats: 'no' })
  const client = await open(500)
  await write('hello')
  await expect.poll(deliveries).toMatchObject([{ status: 'given_up', attempts: [{}] }])
  await advance(8 * HOUR)
  expect(client.frames).toHaveLength(1)
})

test('only the connection that got an event can acknowledge it', async () => {
  const { open, write, deliveries } = await start({ answerDeadlineMs: 300 })
  const clients = await Promise.all([open(null), open(null)])
  await write('hello')
  await expect.poll(() => clients.flatMap(({ frames }) => frames)).toHaveLength(1)
  const frame = clients.flatMap(({ frames }) => frames)[0]
  const stranger = clients.find(({ frames }) => frames.length === 0)
  if (frame) stranger?.acknowledge(frame, '{"code":200}')
  await expect.poll(deliveries).toMatchObject([{ status: 'waiting' }])
})

test('an app without a subscription gets it by its first connection, another keeps its own', async () => {
  const { open, write, control, assume, kinds, deliveries, emulator } = await start()
  await assume({ connection_subscribes: 'no' })
  const early = await open()
  expect(await kinds()).toEqual([])
  await write('not subscribed')
  expect(await deliveries()).toEqual([])

  await assume({ connection_subscribes: 'yes' })
  await open()
  expect(await kinds()).toEqual([[APP.AppID, 'long_connection']])
  early.socket.close()
  await expect.poll(() => early.closed).toBe(true)

  const path = `/apps/${APP.AppID}/subscription`
  const bot = await startBot(() => ({ body: '{}' }))
  const webhook = { url: bot.url, verification_token: 'v' }
  await control('POST', path, webhook, subscriptionResponseSchema)
  const client = await open()
  expect(await kinds()).toEqual([[APP.AppID, 'webhook']])
  await write('by webhook')
  await expect.poll(() => bot.received).toHaveLength(1)
  expect(client.frames).toEqual([])

  await control('POST', path, { kind: 'long_connection' }, subscriptionResponseSchema)
  const [delivery] = await deliveries()
  const again = `/deliveries/${delivery?.delivery_id}/redeliver`
  await control('POST', again, undefined, deliveryResponseSchema)
  await expect.poll(async () => (await deliveries())[1]?.status).toBe('delivered')
  await control('DELETE', path, undefined, nothing)
  expect(await kinds()).toEqual([])

  emulator.reset()
  await open()
  expect(await kinds()).toEqual([[APP.AppID, 'long_connection']])
})

test('a store app cannot subscribe by long connection', async () => {
  const { controlRefusal } = await start()
  const path = `/apps/${STORE_ID}/subscription`
  expect(await controlRefusal('POST', path, { kind: 'long_connection' })).toMatchObject({
    status: 422,
    issues: [{ path: 'kind', message: 'A store app gets events only by webhook.' }],
  })
  expect(await controlRefusal('POST', path, { kind: 'other' })).toMatchObject({
    status: 422,
    issues: [{ path: 'kind' }],
  })
})

test('the call for a connection names the reason of a refusal, with HTTP status 200', async () => {
  const { emulator, assume } = await start()
  const wrong = await requestEndpoint(emulator.url, { ...APP, AppSecret: 'x' })
  expect(wrong).toEqual({
    status: 200,
    body: { code: 1000040344, msg: 'app_id or app_secret invalid', data: {} },
  })
  const store = { AppID: STORE_ID, AppSecret: 'emulator-secret-store' }
  for (const code of ['403', '514', '1000040344']) {
    await assume({ connection_refusal: code })
    const { body } = await requestEndpoint(emulator.url, store)
    expect(body).toMatchObject({ code: Number(code) })
  }
})

test.each([['50'], ['3']])('an app has at most %s connections', async (connection_limit) => {
  const { emulator, assume, open } = await start()
  await assume({ connection_limit })
  const max = Number(connection_limit)
  const spare = (await requestEndpoint(emulator.url, APP)).body
  const clients = await Promise.all(Array.from({ length: max }, () => open()))
  const { body } = await requestEndpoint(emulator.url, APP)
  expect(body).toMatchObject({ code: 1000040350 })
  expect(await refusedConnection(spare.data.URL)).toEqual({
    'handshake-status': '514',
    'handshake-msg': expect.any(String),
    'handshake-autherrcode': '1000040350',
  })
  await open(200, OTHER)
  clients[0]?.socket.close()
  await expect.poll(() => clients[0]?.closed).toBe(true)
  await open()
})

test('a handshake needs a new ticket of an enabled app', async () => {
  const { emulator, control, open } = await start()
  const { URL } = await open()
  const failed = {
    'handshake-status': '514',
    'handshake-msg': expect.any(String),
    'handshake-autherrcode': '1000040344',
  }
  expect(await refusedConnection(URL)).toEqual(failed)
  expect(await refusedConnection(URL.replace(/ticket=\w+/, ''))).toEqual(failed)
  const { data } = (await requestEndpoint(emulator.url, APP)).body
  expect(await refusedConnection(data.URL.replace('/ws/v2', '/ws/v3'))).toEqual(failed)
  await control('PATCH', `/apps/${APP.AppID}`, { enabled: false }, appResponseSchema)
  const forbidden = { 'handshake-status': '403', 'handshake-msg': expect.any(String) }
  expect(await refusedConnection(data.URL)).toEqual(forbidden)
  for (const status of ['403', '514'] as const) {
    const assumed = { handshake_refusal: status }
    await control('POST', '/assumptions', assumed, assumptionsResponseSchema)
    const shown = { 'handshake-status': status }
    expect(await refusedConnection(data.URL)).toEqual({ ...forbidden, ...shown })
    expect(await refusedConnection(URL)).toEqual({ ...failed, ...shown })
  }
})

test('a handshake from a page elsewhere or by another name is closed', async () => {
  const { emulator } = await start()
  const { data } = (await requestEndpoint(emulator.url, APP)).body
  const { pathname, search, host } = new URL(data.URL)
  const key = Buffer.from(randomUUID()).subarray(0, 16).toString('base64')
  const shake = (lines: string) =>
    exchangeRaw(
      emulator.port,
      `GET ${pathname}${search} HTTP/1.1\r\n${lines}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    )
  expect(await shake('Host: evil.example\r\n')).toMatch(/^HTTP\/1\.1 421 /)
  expect(await shake(`Host: ${host}\r\nOrigin: http://evil.example\r\n`)).toMatch(
    /^HTTP\/1\.1 403 /,
  )
})

test('a request that offers HTTP/2 is answered as any other', async () => {
  const { emulator } = await start()
  const response = await exchangeRaw(
    emulator.port,
    `GET /_emulator/deliveries HTTP/1.1\r\nHost: 127.0.0.1:${emulator.port}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAA\r\n\r\n`,
  )
  expect(response).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
})

test('a dropped connection ends for its client, a closed emulator ends all', async () => {
  const { emulator, open, control, controlRefusal, connections } = await start()
  const [first, second] = await Promise.all([open(), open()])
  const [{ connection_id } = { connection_id: '' }] = await connections()
  await control('DELETE', `/connections/${connection_id}`, undefined, nothing)
  const closed = () => [first.closed, second.closed].toSorted()
  await expect.poll(closed).toEqual([false, true])
  await expect
    .poll(() => controlRefusal('DELETE', `/connections/${connection_id}`))
    .toMatchObject({ status: 404 })
  await emulator.close()
  await expect.poll(closed).toEqual([true, true])
})
