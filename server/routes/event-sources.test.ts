import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { deliveryResponseSchema } from '#contract/emulator/events'
import { emulatorStateSchema } from '#contract/emulator/state'
import {
  type EventSourceView,
  eventSourceSchema,
  evidenceListSchema,
} from '#contract/event-sources/event-source'
import { exchangeSchema } from '#contract/exchange'
import { createEmulator } from '../emulator/emulator.ts'
import { encryptEvent, signEvent } from '../emulator/events/send-event.ts'
import { consoleListener, createConsoleServer, listen } from '../http/console-server.ts'
import { EMULATOR } from '../testing/emulated-console.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

const TOKEN = 'verification-token-of-the-app'
const KEY = 'encrypt-key-of-the-app'

/** A console on a socket and an emulator that sends it the events of its app. */
async function start(options: Parameters<typeof createTestConsole>[1] = {}) {
  const emulator = await createEmulator({})
  const console = createTestConsole([testProfile(emulator.url, { ...EMULATOR, id: 'shop' })], {
    hosts: ['console.example', '127.0.0.1:1'],
    ...options,
  })
  const server = createConsoleServer()
  // The emulator names the port of the socket, which only the test knows.
  const { listener } = consoleListener(console.app)
  server.on('request', (request, response) => {
    request.headers.host = '127.0.0.1:4310'
    request.rawHeaders = ['host', '127.0.0.1:4310', ...withoutHost(request.rawHeaders)]
    listener(request, response)
  })
  const port = await listen(server, '127.0.0.1', 0)
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
    await console.close()
    await emulator.close()
  })
  const control = async (path: string, body: unknown) => {
    const response = await fetch(`${emulator.url}/_emulator${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }
  const state = async () =>
    emulatorStateSchema.parse(await (await fetch(`${emulator.url}/_emulator/state`)).json())
  const save = (settings: object) =>
    console.request('/api/event-sources/webhook?profile=shop', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(settings),
    })
  return {
    ...console,
    emulator,
    control,
    state,
    save,
    view: async (): Promise<EventSourceView> =>
      eventSourceSchema.parse(
        await (await console.request('/api/event-sources?profile=shop')).json(),
      ),
    subscribe: (webhook: object) =>
      control(`/apps/${EMULATOR.app_id}/subscription`, {
        url: `http://127.0.0.1:${port}/api/events/shop`,
        ...webhook,
      }),
    write: async (text: string) => {
      const { default_receiver } = await state()
      return control(`/users/${default_receiver.receive_id}/messages`, {
        app_id: EMULATOR.app_id,
        text,
      })
    },
    deliveries: async () => (await state()).deliveries.deliveries,
    event: (body: object, headers: Record<string, string> = {}) =>
      console.post('/api/events/shop', body, headers),
  }
}

function withoutHost(rawHeaders: readonly string[]): string[] {
  const pairs = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 && name.toLowerCase() !== 'host' ? [[name, rawHeaders[at + 1] ?? '']] : [],
  )
  return pairs.flat()
}

/** A bot with an event URL of its own; it answers with each status in turn, then 200. */
async function startBot(statuses: readonly number[] = []) {
  const left = [...statuses]
  const received: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.writeHead(left.shift() ?? 200, { location: 'http://127.0.0.1:1/' }).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/webhook/event`, received }
}

const event = (more: object = {}) => ({
  schema: '2.0',
  header: {
    event_id: 'a1',
    event_type: 'im.message.receive_v1',
    create_time: '1796000000000',
    token: TOKEN,
    tenant_key: 'tenant',
    app_id: EMULATOR.app_id,
  },
  event: {
    message: {
      chat_id: 'oc_1',
      chat_type: 'p2p',
      content: '{"text":"hello"}',
      create_time: '1796000000000',
      message_id: 'om_1',
      message_type: 'text',
    },
    sender: { sender_id: { open_id: 'ou_1' }, sender_type: 'user' },
    ...more,
  },
})

test.each([
  ['plain', {}],
  ['encrypted and signed', { encrypt_key: KEY }],
])('takes the challenge and the %s events of the emulator, each once', async (_, secrets) => {
  const storage = memoryStorage()
  const { save, subscribe, write, deliveries, control, view } = await start({ storage })
  expect((await subscribe({ verification_token: TOKEN, ...secrets })).status).not.toBe(200)
  const saved = await save({ verification_token: TOKEN, ...secrets })
  expect(await saved.text()).not.toMatch(new RegExp(`${TOKEN}|${KEY}`))
  expect((await subscribe({ verification_token: TOKEN, ...secrets })).status).toBe(200)

  await write('hello')
  await expect.poll(deliveries).toMatchObject([{ status: 'delivered' }])
  const [delivery] = await deliveries()
  const again = await control(`/deliveries/${delivery?.delivery_id}/redeliver`, {})
  expect(deliveryResponseSchema.parse(again.body).delivery.delivery_id).not.toBe('')
  await expect
    .poll(async () => (await deliveries()).map(({ status }) => status))
    .toEqual(['delivered', 'delivered'])
  const rows = await storage.read((db) => db.selectFrom('event_sources').selectAll().execute())
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${TOKEN}|${KEY}`))
  expect(await view()).toMatchObject({
    webhook: {
      path: '/api/events/shop',
      urls: ['https://console.example/api/events/shop'],
      verification_token: { fingerprint: expect.any(String) },
      encrypt_key: 'encrypt_key' in secrets ? { fingerprint: expect.any(String) } : null,
      pass_on: null,
      rejected: [],
    },
    received: expect.arrayContaining([
      expect.objectContaining({ source: 'webhook', outcome: 'used', count: 1 }),
      expect.objectContaining({ source: 'webhook', outcome: 'duplicate', count: 1 }),
    ]),
  })
})

test('acknowledges every event, known or not, and rejects what is forged, doubled or for another app', async () => {
  const { save, event: send, view, logged, request } = await start()
  expect((await send(event())).status).toBe(404)
  await save({ verification_token: TOKEN })
  const statuses: number[] = []
  const unknown = { ...event().header, event_id: 'b1', event_type: 'contact.user.created_v3' }
  for (const body of [
    event(),
    event(),
    { ...event(), header: unknown },
    { uuid: 'c1', token: TOKEN, type: 'event_callback', event: { type: 'app_ticket' } },
    { ...event(), header: { ...event().header, token: 'another' } },
    { ...event(), header: { ...event().header, app_id: 'cli_another' } },
    { type: 'url_verification', token: 'another', challenge: 'x' },
    { encrypt: encryptEvent(KEY, JSON.stringify(event()), Buffer.alloc(16)) },
  ]) {
    statuses.push((await send(body)).status)
  }
  expect(statuses).toEqual([200, 200, 200, 200, 401, 401, 401, 401])
  const { webhook, received } = await view()
  expect(Object.fromEntries(received.map(({ outcome, count }) => [outcome, count]))).toEqual({
    used: 1,
    duplicate: 1,
    ignored: 2,
  })
  expect(Object.fromEntries(webhook.rejected.map(({ why, count }) => [why, count]))).toEqual({
    token: 2,
    app: 1,
    encryption: 1,
  })
  // The second one with the same reason is too early for another line.
  expect(logged.filter((entry) => entry.event === 'event_rejected')).toHaveLength(3)

  await save({ encrypt_key: KEY })
  const text = JSON.stringify({
    encrypt: encryptEvent(KEY, JSON.stringify(event()), Buffer.alloc(16)),
  })
  const parts = { timestamp: '1796000000', nonce: 'n' }
  const signed = (body: string, encrypt_key = KEY) => ({
    'x-lark-request-timestamp': parts.timestamp,
    'x-lark-request-nonce': parts.nonce,
    'x-lark-signature': signEvent({ ...parts, encrypt_key, body }),
    'content-type': 'application/json; charset=utf-8',
  })
  const raw = async (body: string, headers: Record<string, string>) =>
    (await request('/api/events/shop', { method: 'POST', body, headers })).status
  expect(await raw(text, signed(text))).toBe(200)
  expect(await raw(text, signed(text, 'another'))).toBe(401)
  // No signature: only the test of the URL has none.
  expect(await raw(text, { 'content-type': 'application/json' })).toBe(401)
  expect(await raw(`${text} `, signed(text))).toBe(401)
  await save({ verification_token: null })
  expect(await raw(text, signed(text))).toBe(404)
})

test('passes events on to the bot unchanged, repeats what failed, and follows no redirect', async () => {
  const bot = await startBot([302])
  const { save, subscribe, write, view, deliveries } = await start()
  expect((await save({ pass_on_url: 'https://bot.example/event' })).status).toBe(422)
  expect((await save({ pass_on_url: bot.url.replace('http://', 'http://a:b@') })).status).toBe(422)
  await save({ verification_token: TOKEN, encrypt_key: KEY, pass_on_url: bot.url })
  await subscribe({ verification_token: TOKEN, encrypt_key: KEY })
  await write('hello')
  await expect
    .poll(async () => (await view()).webhook.pass_on?.last_failure?.detail)
    .toMatch(/^redirect|^HTTP 302/)
  await expect.poll(deliveries).toMatchObject([{ status: 'delivered' }])
  const [passed] = bot.received
  const { headers, body } = passed ?? { headers: {}, body: '' }
  expect(headers['x-lark-signature']).toBe(
    signEvent({
      timestamp: String(headers['x-lark-request-timestamp']),
      nonce: String(headers['x-lark-request-nonce']),
      encrypt_key: KEY,
      body,
    }),
  )
  expect((await view()).webhook.pass_on).toMatchObject({ waiting: 1, delivered: 0, failed: 0 })
})

test('takes events of another listener, in any form, and never the same one twice', async () => {
  const { post, view } = await start()
  const flat = {
    type: 'im.message.receive_v1',
    id: 'om_1',
    message_id: 'om_1',
    create_time: '1796000000000',
    chat_id: 'oc_1',
    chat_type: 'p2p',
    message_type: 'text',
    sender_id: 'ou_1',
    content: 'hello',
  }
  const handOver = async (events: unknown[]) =>
    (await post('/api/event-sources/events?profile=shop', { events })).json()
  expect(
    await handOver([event(), flat, 'text', { a: 1 }, { ...flat, chat_type: 'group' }]),
  ).toEqual({ used: 1, ignored: 0, duplicate: 2, unreadable: 2 })
  expect(await handOver([])).toEqual({ used: 0, ignored: 0, duplicate: 0, unreadable: 0 })
  const { received } = await view()
  expect(received.every(({ source }) => source === 'stdin')).toBe(true)
})

test('a click that comes as an event is the result of its push, and evidence without texts', async () => {
  const { save, subscribe, post, state, control, request, emulator } = await start()
  await save({ verification_token: TOKEN, encrypt_key: KEY })
  await subscribe({ verification_token: TOKEN, encrypt_key: KEY })
  const { default_receiver } = await state()
  const user = `/users/${default_receiver.receive_id}`
  const changed = await fetch(`${emulator.url}/_emulator${user}`, {
    method: 'PATCH',
    body: JSON.stringify({ language: 'fr_fr' }),
  })
  expect(changed.status).toBe(200)
  const message = await post('/api/messages', { ...default_receiver, text: 'Hello' })
  const { message_id } = exchangeSchema.parse(await message.json())
  const follow_ups = [
    { content: 'Standard', i18n_contents: [{ content: 'Deutsch', language: 'de_de' }] },
  ]
  const pushed = await post(`/api/messages/${message_id}/push_follow_up`, { follow_ups })
  const { id } = exchangeSchema.parse(await pushed.json())
  await control(`${user}/clicks`, { message_id, index: 0 })
  const read = async () =>
    exchangeSchema.parse(await (await request(`/api/exchanges/${id}`)).json()).result
  await expect.poll(read).toMatchObject({
    kind: 'clicked',
    bubble: 0,
    source: 'webhook',
    language: 'fr_fr',
  })
  const file = await request('/api/evidence?download=1')
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="evidence-/)
  const text = await file.text()
  expect(text).not.toMatch(/Standard|Deutsch|Hello|om_|ou_|oc_|cli_/)
  expect(evidenceListSchema.parse(JSON.parse(text)).evidence).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        assumption: 'fallback_language',
        // There is no English row, so both values agree.
        variant: 'content or english_first',
        detail: 'fr_fr',
        brand: 'emulator',
        count: 1,
      }),
      expect.objectContaining({ assumption: 'message_id_shape', variant: 'x100b', count: 1 }),
    ]),
  )
})
