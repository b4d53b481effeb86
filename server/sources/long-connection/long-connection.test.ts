import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as lark from '@larksuiteoapi/node-sdk'
import { expect, onTestFinished, test } from 'vitest'
import { clockResponseSchema, messageResponseSchema } from '#contract/emulator/control'
import { type EventSourceView, eventSourceSchema } from '#contract/event-sources/event-source'
import { refusalSchema } from '#contract/refusal'
import { startForTest } from '../../emulator/testing/client.ts'
import { systemClock } from '../../feishu/clock.ts'
import { createUpstream } from '../../feishu/upstream.ts'
import { memoryStorage } from '../../testing/memory-storage.ts'
import { createTestConsole, testProfile } from '../../testing/test-console.ts'
import { connect, isPlatformUrl } from './connect.ts'

const SILENT = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }
const APP = { app_id: 'cli_a1b2c3d4e5f60718', app_secret: 'long-connection' }
const SEED = {
  version: 1 as const,
  apps: [{ ...APP, name: 'Bot', scopes: ['im:message', 'im:message.p2p_msg:readonly'] }],
  users: [{ open_id: 'ou_reader', name: 'Emma', language: 'en_us' as const }],
}
const FAST = { tickMs: 20, checkMs: 50, othersMs: 50, retryMs: 20 }

async function start(assumptions: Record<string, string> = {}, app_secret = APP.app_secret) {
  const tenant = await startForTest({
    seed: SEED,
    assumptions,
    clientConfig: { ReconnectNonce: 0, ReconnectInterval: 1 },
  })
  const { emulator, control } = tenant
  const storage = memoryStorage()
  const profile = testProfile(emulator.url, { id: 'bot', brand: 'emulator', ...APP, app_secret })
  const console = createTestConsole([profile], { storage, listenerTiming: FAST })
  onTestFinished(() => console.close())
  const call = async (method: string, body?: object) =>
    console.request('/api/event-sources/long_connection?profile=bot', {
      method,
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
  const view = async (): Promise<EventSourceView> =>
    eventSourceSchema.parse(await (await console.request('/api/event-sources?profile=bot')).json())
  let written = 0
  return {
    ...tenant,
    ...console,
    storage,
    view,
    listen: (body: object = {}) => call('POST', body),
    stop: () => call('DELETE'),
    listening: async () => (await view()).long_connection.state,
    used: async () => (await view()).received.find(({ outcome }) => outcome === 'used')?.count ?? 0,
    online: async () => (await tenant.state()).deliveries.connections.length,
    drop: async () => {
      const [open] = (await tenant.state()).deliveries.connections
      await fetch(`${emulator.url}/_emulator/connections/${open?.connection_id}`, {
        method: 'DELETE',
      })
    },
    async write(count = 1) {
      for (let i = 0; i < count; i += 1) {
        written += 1
        const body = { app_id: APP.app_id, text: `message ${written}` }
        await control('POST', '/users/ou_reader/messages', body, messageResponseSchema)
      }
    },
    allDelivered: () =>
      expect
        .poll(async () =>
          (await tenant.state()).deliveries.deliveries.every((one) => one.status === 'delivered'),
        )
        .toBe(true),
    /** Feishu's own client, as the bot of the app has it. */
    async startBot() {
      const heard: string[] = []
      const dispatcher = new lark.EventDispatcher({ logger: SILENT })
      dispatcher.register({
        'im.message.receive_v1': ({ message }) => void heard.push(message.message_id),
      })
      let ready = false
      const { app_id: appId, app_secret: appSecret } = APP
      const client = new lark.WSClient({
        ...{ appId, appSecret, domain: emulator.url, logger: SILENT },
        onReady: () => {
          ready = true
        },
      })
      onTestFinished(() => client.close({ force: true }))
      await client.start({ eventDispatcher: dispatcher })
      await expect.poll(() => ready).toBe(true)
      return { heard, close: () => client.close({ force: true }) }
    },
  }
}

test.each([['whole'], ['parts']])(
  'receives events in one frame or several (%s), acknowledges each once stored, and reconnects',
  async (connection_frames) => {
    const { listen, write, view, used, online, drop, allDelivered, stop, listening } = await start({
      connection_frames,
    })
    expect((await view()).long_connection).toMatchObject({ possible: true, state: 'off' })
    expect(await (await listen()).json()).toMatchObject({
      long_connection: { state: 'listening', ends_at: null, failure: null },
    })
    expect((await listen()).status).toBe(200)
    await write(3)
    await allDelivered()
    expect(await used()).toBe(3)

    await drop()
    await expect.poll(listening).toBe('listening')
    await expect.poll(online).toBe(1)
    await write()
    await allDelivered()
    expect(await used()).toBe(4)
    await stop()
    await expect.poll(online).toBe(0)
    expect(await listening()).toBe('off')
  },
)

test('beside the official client of a bot it takes events away, so it asks first and leaves when the bot comes', async () => {
  const { listen, write, used, online, allDelivered, startBot, stop, listening, request } =
    await start()
  const bot = await startBot()
  await write(20)
  await allDelivered()
  expect(bot.heard).toHaveLength(20)

  const refused = await listen()
  expect(refused.status).toBe(409)
  const refusal = refusalSchema.parse(await refused.json())
  expect(refusal).toMatchObject({
    error: 'others_listen',
    message: expect.stringContaining('Another client'),
  })
  expect(await online()).toBe(1)
  const asked = await request('/api/event-sources/listeners?profile=bot')
  expect(await asked.json()).toEqual({ online: 1, detail: null })
  await write(20)
  await allDelivered()
  expect([bot.heard.length, await used()]).toEqual([40, 0])

  // This is the harm that the question is about.
  expect(await (await listen({ confirm: true })).json()).toMatchObject({
    long_connection: { state: 'listening', ends_at: expect.any(String) },
  })
  await write(40)
  await allDelivered()
  const missed = 80 - bot.heard.length
  expect(missed).toBeGreaterThan(0)
  expect(await used()).toBe(missed)
  await stop()
  await expect.poll(online).toBe(1)

  bot.close()
  await expect.poll(online).toBe(0)
  expect((await listen()).status).toBe(200)
  const restarted = await startBot()
  await expect.poll(listening).toBe('others_listen')
  await expect.poll(online).toBe(1)
  const before = await used()
  await write(20)
  await allDelivered()
  expect([restarted.heard.length, await used()]).toEqual([20, before])
  // And it comes back when the bot has gone.
  restarted.close()
  await expect.poll(listening).toBe('listening')
})

test('a refusal for good ends the attempt and says why, and a removed secret cannot listen', async () => {
  const { listen, online, request } = await start({}, 'a-wrong-secret')
  // The number of listeners needs a token, which a wrong secret does not get.
  expect((await listen()).status).toBe(409)
  const view = eventSourceSchema.parse(await (await listen({ confirm: true })).json())
  expect(view.long_connection).toMatchObject({ state: 'refused', failure: '1000040344' })
  expect(await online()).toBe(0)
  const asked = await (await request('/api/event-sources/listeners?profile=bot')).json()
  expect(asked).toMatchObject({ online: null, detail: expect.any(String) })

  const store = createTestConsole([
    testProfile('http://127.0.0.1:1', {
      credential: { kind: 'pasted_token', tenant_access_token: 't-1', expired: false },
    }),
  ])
  onTestFinished(() => store.close())
  const impossible = await store.post('/api/event-sources/long_connection', { confirm: true })
  expect(impossible.status).toBe(422)
})

test('an event that cannot be stored is not acknowledged, and is used when it comes again', async () => {
  const { listen, write, storage, state, control, used, allDelivered } = await start()
  await listen()
  const { write: working } = storage
  storage.write = () => Promise.reject(new Error('the disk is full'))
  await write()
  await expect
    .poll(async () => (await state()).deliveries.deliveries[0]?.attempts)
    .toMatchObject([{ response_head: '{"code":500}' }])
  storage.write = working
  expect(await used()).toBe(0)
  const later = { action: 'advance', ms: 5 * 60_000 }
  await control('POST', '/clock', later, clockResponseSchema)
  await allDelivered()
  expect(await used()).toBe(1)
})

test.each([
  ['https://open.feishu.cn', 'wss://msg-frontier.feishu.cn/ws/v2?device_id=1', true],
  ['https://open.larksuite.com', 'wss://msg-frontier-sg.larksuite.com/ws/v2', true],
  ['https://open.feishu.cn', 'ws://msg-frontier.feishu.cn/ws/v2', false],
  ['https://open.feishu.cn', 'wss://feishu.cn.evil.test/ws/v2', false],
  ['https://open.feishu.cn', 'wss://evilfeishu.cn/ws/v2', false],
  ['http://127.0.0.1:4311', 'ws://127.0.0.1:4311/ws/v2', true],
  ['http://127.0.0.1:4311', 'ws://127.0.0.1:4312/ws/v2', false],
])('from %s it connects to %s: %s', (base_url, url, expected) => {
  expect(isPlatformUrl(new URL(url), new URL(base_url))).toBe(expected)
})

const TICKET = 'ticket-of-the-connection'

test.each([
  ['a lasting refusal', { 'Handshake-Status': '403' }, { code: '403', final: true }],
  [
    'too many connections',
    { 'Handshake-Status': '514', 'Handshake-Autherrcode': '1000040350' },
    { code: '1000040350', final: true },
  ],
  [
    'a ticket that is over',
    { 'Handshake-Status': '514', 'Handshake-Autherrcode': '1000040344' },
    { code: '1000040344', final: false },
  ],
  ['no reason', {}, { code: 'handshake', final: false }],
  [
    'headers that quote the ticket',
    { 'Handshake-Status': TICKET, 'Handshake-Autherrcode': TICKET },
    { code: 'handshake', final: false },
  ],
] as const)('reads from the headers of a refused handshake: %s', async (_, headers, expected) => {
  const server = createServer((_, response) => {
    const { port } = server.address() as AddressInfo
    const URL = `ws://127.0.0.1:${port}/ws/v2?device_id=1&service_id=7&ticket=${TICKET}`
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ code: 0, msg: '', data: { URL } }))
  })
  server.on('upgrade', (_, socket) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 403 Forbidden\r\n${lines.join('')}Content-Length: 0\r\n\r\n`)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const upstream = createUpstream({ clock: systemClock, deadlineMs: 5_000 })
  onTestFinished(async () => {
    await upstream.close()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const profile = testProfile(`http://127.0.0.1:${port}`)
  expect(await connect({ upstream, proxy: null }, profile, 'secret')).toEqual(expected)
})
