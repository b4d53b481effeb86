import { createHash } from 'node:crypto'
import * as lark from '@larksuiteoapi/node-sdk'
import { expect, test } from 'vitest'
import {
  deliveriesSchema,
  deliveryResponseSchema,
  subscriptionResponseSchema,
} from '#contract/emulator/events'
import { emulatorStateSchema } from '#contract/emulator/state'
import { startForTest } from '../testing/client.ts'
import { startAppServer, startBot } from '../testing/sockets.ts'

const SILENT = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }
const TOKEN = 'verification-canary'
const KEY = 'encrypt-canary'

/** Starts an emulator with a frozen clock; returns what a developer and a user do with it. */
async function start(options: Parameters<typeof startForTest>[0] = {}) {
  const { emulator, call } = await startForTest({ clock: 'frozen', ...options })
  const control = async (method: string, path: string, body: unknown = {}) => {
    const response = await fetch(`${emulator.url}/_emulator${path}`, {
      method,
      ...(method !== 'GET' && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  const state = async () => emulatorStateSchema.parse((await control('GET', '/state')).body)
  const subscribe = (url: string, encrypt_key?: string, app_id = 'cli_0123456789abcdef') =>
    control('POST', `/apps/${app_id}/subscription`, {
      url,
      verification_token: TOKEN,
      encrypt_key,
    })
  const write = async (text: string) => {
    const { default_receiver } = await state()
    const body = { app_id: 'cli_0123456789abcdef', text }
    return control('POST', `/users/${default_receiver.receive_id}/messages`, body)
  }
  const seen = async () => deliveriesSchema.parse((await control('GET', '/deliveries')).body)
  const deliveries = async () => (await seen()).deliveries
  const advance = (ms: number) => control('POST', '/clock', { action: 'advance', ms })
  return { emulator, state, call, control, subscribe, write, seen, deliveries, advance }
}

/** Starts a bot made with Feishu's client; returns the events that its handlers got. */
async function startSdkBot(encryptKey?: string) {
  const heard: unknown[] = []
  const cache = new lark.DefaultCache()
  const dispatcher = new lark.EventDispatcher({
    verificationToken: TOKEN,
    ...(encryptKey !== undefined && { encryptKey }),
    logger: SILENT,
    cache,
  }).register({
    'im.message.receive_v1': ({ message, sender, token }) => {
      heard.push({ ...JSON.parse(message.content), sender: sender.sender_type, token })
    },
    app_ticket: ({ app_id, app_ticket }: Record<string, string>) => {
      heard.push({ app_id, app_ticket })
    },
  })
  const listener = lark.adaptDefault('/webhook', dispatcher, { autoChallenge: true })
  const url = await startAppServer((request, response) => {
    // The client rejects an invalid event by an exception.
    listener(request, response).catch(() => response.writeHead(500).end())
  })
  return { url: `${url}/webhook`, heard }
}

test.each([
  ['in the clear', undefined],
  ['encrypted and signed', KEY],
])('the official Node client accepts the challenge and events %s', async (_, key) => {
  const { subscribe, write, deliveries } = await start()
  const { url, heard } = await startSdkBot(key)
  expect(await subscribe(url, key)).toMatchObject({ status: 200 })
  const text = '查看进度 <b>&"\\ 🧑‍🚀 \u2028\ud800'
  await write(text)
  await expect.poll(() => heard).toEqual([{ text, sender: 'user', token: TOKEN }])
  await expect
    .poll(deliveries)
    .toMatchObject([{ status: 'delivered', attempts: [{ http_status: 200, failure: null }] }])
})

test('the official client receives the click on its bubble as the user’s message, in the user’s language', async () => {
  const { emulator, state, control, subscribe } = await start()
  const { url, heard } = await startSdkBot(KEY)
  await subscribe(url, KEY)
  const client = new lark.Client({
    appId: 'cli_0123456789abcdef',
    appSecret: 'emulator-secret',
    domain: emulator.url,
    logger: SILENT,
    cache: new lark.DefaultCache(),
  })
  const { default_receiver } = await state()
  const { data } = await client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: {
      receive_id: default_receiver.receive_id,
      msg_type: 'text',
      content: JSON.stringify({ text: 'Your order is on its way.' }),
    },
  })
  const message_id = data?.message_id ?? ''
  await client.im.v1.message.pushFollowUp({
    path: { message_id },
    data: {
      follow_ups: [
        { content: 'Cancel' },
        { content: 'Progress', i18n_contents: [{ content: '查看进度', language: 'zh_cn' }] },
      ],
    },
  })
  await control('POST', `/users/${default_receiver.receive_id}/clicks`, { message_id, index: 1 })
  await expect.poll(() => heard).toEqual([{ text: '查看进度', sender: 'user', token: TOKEN }])
})

test('accepts an app_ticket, which has schema 1.0', async () => {
  const { subscribe, call } = await start()
  const { url, heard } = await startSdkBot(KEY)
  await subscribe(url, KEY, 'cli_fedcba9876543210')
  await call('POST', '/open-apis/auth/v3/app_ticket/resend', {
    body: { app_id: 'cli_fedcba9876543210', app_secret: 'emulator-secret-store' },
  })
  await expect
    .poll(() => heard)
    .toEqual([{ app_id: 'cli_fedcba9876543210', app_ticket: expect.stringMatching(/^ticket-/) }])
})

test('rejects a challenge under another Encrypt Key', async () => {
  const { subscribe } = await start()
  const { url } = await startSdkBot('another key')
  expect(await subscribe(url, KEY)).toMatchObject({ status: 422 })
})

test('signs the exact bytes of an encrypted event, with the time of the emulator’s clock', async () => {
  const { subscribe, write, state } = await start()
  let signed: Record<string, unknown> = {}
  const { url } = await startSdkBot(KEY)
  const forward = await startAppServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    signed = { ...request.headers, body }
    const answer = await fetch(url, { method: 'POST', body })
    response.end(await answer.text())
  })
  await subscribe(forward, KEY)
  // The challenge is encrypted but not signed.
  expect(Object.keys(signed).filter((name) => name.startsWith('x-lark'))).toEqual([])
  await write('Hello')
  await expect.poll(() => signed['x-lark-signature']).toBeTypeOf('string')
  const { 'x-lark-request-timestamp': timestamp, 'x-lark-request-nonce': nonce, body } = signed
  expect(timestamp).toBe(String(Math.floor((await state()).now_ms / 1000)))
  expect(nonce).toMatch(/^[0-9a-f]{32}$/)
  expect(signed['x-lark-signature']).toBe(
    createHash('sha256').update(`${timestamp}${nonce}${KEY}${body}`).digest('hex'),
  )
  expect(Object.keys(JSON.parse(String(body)))).toEqual(['encrypt'])
})

test('sends a plain event as compact JSON with the token, signed with an empty key', async () => {
  const { subscribe, write, control } = await start()
  const { url, received } = await startBot(() => ({}))
  await subscribe(url)
  await write('Hello')
  await expect.poll(() => received).toHaveLength(1)
  const [{ headers, body } = { headers: {}, body: '' }] = received
  expect(headers['content-type']).toBe('application/json; charset=utf-8')
  const { 'x-lark-request-timestamp': timestamp, 'x-lark-request-nonce': nonce } = headers
  expect(headers['x-lark-signature']).toBe(
    createHash('sha256').update(`${timestamp}${nonce}${body}`).digest('hex'),
  )
  expect(body).toBe(JSON.stringify(JSON.parse(body)))
  expect(JSON.parse(body)).toMatchObject({
    schema: '2.0',
    header: { event_type: 'im.message.receive_v1', token: TOKEN, app_id: 'cli_0123456789abcdef' },
    event: { message: { content: '{"text":"Hello"}' } },
  })

  await control('POST', '/assumptions', { plain_event_signature: 'none' })
  await write('Bye')
  await expect.poll(() => received).toHaveLength(2)
  const unsigned = Object.keys(received[1]?.headers ?? {})
  expect(unsigned.filter((name) => name.startsWith('x-lark'))).toEqual([])
})

test('sends a failed event again when the clock has passed the retry time', async () => {
  const { subscribe, write, deliveries, advance, state } = await start()
  let status = 500
  const { url, received } = await startBot(() => ({ status, body: 'not yet' }))
  await subscribe(url)
  await write('Hello')
  const { now_ms } = await state()
  await expect.poll(deliveries).toMatchObject([
    {
      status: 'waiting',
      next_attempt_ms: now_ms + 15_000,
      attempts: [{ http_status: 500, response_head: 'not yet', url }],
    },
  ])
  status = 200
  await advance(14_999)
  expect(received).toHaveLength(1)
  await advance(1)
  await expect.poll(deliveries).toMatchObject([{ status: 'delivered', next_attempt_ms: null }])
  const [first, second, ...more] = received.map(({ body }) => body)
  expect(second).toBe(first)
  expect(more).toEqual([])
})

test('a late response counts as failed', async () => {
  const { subscribe, write, deliveries } = await start({ answerDeadlineMs: 30 })
  const url = await startAppServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { challenge } = JSON.parse(body)
    if (challenge) response.end(JSON.stringify({ challenge }))
  })
  await subscribe(url)
  await write('Hello')
  await expect.poll(deliveries).toMatchObject([
    {
      status: 'waiting',
      attempts: [{ http_status: null, failure: { en: 'No complete response within 30 ms.' } }],
    },
  ])
})

const challengeOf = (body: string) => JSON.parse(body).challenge

test.each([
  ['another status', 'HTTP status 404', (body: string) => [404, challengeOf(body)]],
  ['a redirect', 'HTTP status 302', () => [302, '']],
  ['no JSON', 'is not a JSON object', (body: string) => [200, challengeOf(body)]],
  ['another challenge', 'does not contain the challenge', () => [200, { challenge: 'x' }]],
  ['no challenge', 'does not contain the challenge', () => [200, {}]],
] as const)('rejects a URL that answers the challenge with %s', async (_, reason, answer) => {
  const { subscribe, write, seen } = await start()
  let visits = 0
  const url = await startAppServer(async (request, response) => {
    visits += 1
    let body = ''
    for await (const chunk of request) body += chunk
    const [status, value] = answer(body)
    response.writeHead(status, { Location: '/elsewhere' })
    response.end(typeof value === 'string' ? value : JSON.stringify(value))
  })
  expect(await subscribe(url)).toMatchObject({
    status: 422,
    body: { error: 'invalid', issues: [{ path: 'url', message: expect.stringContaining(reason) }] },
  })
  await write('Hello')
  expect(visits).toBe(1)
  expect(await seen()).toMatchObject({ subscriptions: [], deliveries: [] })
})

test('rejects a URL that answers the challenge too late', async () => {
  const { subscribe } = await start({ challengeDeadlineMs: 30 })
  const url = await startAppServer(() => {})
  const message = 'No complete response within 30 ms.'
  expect((await subscribe(url)).body).toMatchObject({ issues: [{ path: 'url', message }] })
})

test('rejects a URL on another host unless the operator allows it', async () => {
  const { subscribe } = await start()
  const { url } = await startBot(() => ({}))
  const foreign = url.replace('127.0.0.1', '0.0.0.0')
  const rejected = await subscribe(foreign)
  expect(rejected.body).toMatchObject({
    issues: [
      { path: 'url', message: expect.stringContaining('0.0.0.0 is not a loopback address') },
    ],
  })
  const lenient = await start({ allowedEventHosts: ['0.0.0.0'] })
  expect(await lenient.subscribe(foreign)).toMatchObject({ status: 200 })
})

test.each([
  [{ url: 'ftp://127.0.0.1/', verification_token: 'v' }, 'url'],
  [{ url: 'webhook', verification_token: 'v' }, 'url'],
  [{ url: 'http://127.0.0.1/' }, 'verification_token'],
  [{ url: 'http://127.0.0.1/', verification_token: '' }, 'verification_token'],
  [{ url: 'http://127.0.0.1/', verification_token: 'v', encrypt_key: '' }, 'encrypt_key'],
  [{ url: 'http://127.0.0.1/', verification_token: 'v', secret: 1 }, 'secret'],
])('rejects the subscription %j', async (body, path) => {
  const { control } = await start()
  expect(await control('POST', '/apps/cli_0123456789abcdef/subscription', body)).toMatchObject({
    status: 422,
    body: { error: 'invalid', issues: [{ path }] },
  })
})

test('rejects a subscription of an unknown app', async () => {
  const { control, subscribe } = await start()
  expect(await subscribe('http://127.0.0.1/', KEY, 'cli_unknown')).toMatchObject({ status: 404 })
  expect(await control('DELETE', '/apps/cli_unknown/subscription')).toMatchObject({ status: 404 })
})

test('hides the secrets of a subscription, even if the app returns them', async () => {
  const { emulator, subscribe, write, deliveries, control } = await start()
  const echo = await startBot((body) => ({ body: `${body} ${KEY}` }))
  const { subscription } = subscriptionResponseSchema.parse((await subscribe(echo.url)).body)
  expect(subscription).toEqual({
    app_id: 'cli_0123456789abcdef',
    kind: 'webhook',
    url: echo.url,
    verification_token: 'set',
    encrypt_key: 'not_set',
  })
  await write('Hello')
  await expect
    .poll(deliveries)
    .toMatchObject([{ attempts: [{ response_head: expect.stringContaining('"token":"***"') }] }])
  const { url } = await startSdkBot(KEY)
  await subscribe(url, KEY)
  for (const path of ['/state', '/deliveries', '/scenario']) {
    const text = JSON.stringify((await control('GET', path)).body)
    expect(text).toContain('cli_0123456789abcdef')
    expect(text).not.toContain(TOKEN)
  }
  expect(await (await fetch(`${emulator.url}/_emulator/state`)).text()).toContain(
    '"encrypt_key":"set"',
  )
})

test('a subscription ends when it is deleted and survives a reset, which ends retries', async () => {
  const { control, subscribe, write, deliveries, advance, seen } = await start()
  const { url, received } = await startBot(() => ({ status: 500 }))
  await subscribe(url)
  await write('Hello')
  await expect.poll(deliveries).toMatchObject([{ status: 'waiting' }])
  await control('POST', '/reset')
  expect(await seen()).toMatchObject({ deliveries: [], subscriptions: [{ url }] })
  await advance(24 * 60 * 60 * 1000)
  expect(received).toHaveLength(1)
  await control('DELETE', '/apps/cli_0123456789abcdef/subscription')
  await write('Hello')
  expect(await seen()).toMatchObject({ deliveries: [], subscriptions: [] })
})

test('sends a delivery again', async () => {
  const { control, subscribe, write, deliveries } = await start()
  const { url, received } = await startBot(() => ({}))
  await subscribe(url)
  await write('Hello')
  await expect.poll(deliveries).toMatchObject([{ status: 'delivered' }])
  const [{ delivery_id } = { delivery_id: '' }] = await deliveries()
  const again = await control('POST', `/deliveries/${delivery_id}/redeliver`)
  const { delivery } = deliveryResponseSchema.parse(again.body)
  expect(delivery.delivery_id).not.toBe(delivery_id)
  await expect.poll(() => received).toHaveLength(2)
  expect(received[1]?.body).toBe(received[0]?.body)
  expect(await control('POST', '/deliveries/dlv_x/redeliver')).toMatchObject({ status: 404 })
  await control('DELETE', '/apps/cli_0123456789abcdef/subscription')
  expect(await control('POST', `/deliveries/${delivery_id}/redeliver`)).toMatchObject({
    status: 404,
    body: { message: 'The app has no subscription.' },
  })
})

test('a page of another site can neither subscribe nor redeliver', async () => {
  const { emulator } = await start()
  for (const path of ['/apps/cli_0123456789abcdef/subscription', '/deliveries/dlv_x/redeliver']) {
    const headers = { Origin: 'http://evil.test' }
    const response = await fetch(`${emulator.url}/_emulator${path}`, { method: 'POST', headers })
    expect(response.status).toBe(403)
  }
})

test('closing the emulator disconnects from an app that has not responded', async () => {
  const { emulator, subscribe, write, deliveries } = await start()
  let closed = false
  const url = await startAppServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { challenge } = JSON.parse(body)
    if (challenge) response.end(JSON.stringify({ challenge }))
    else request.socket.on('close', () => (closed = true))
  })
  await subscribe(url)
  await write('Hello')
  await expect.poll(deliveries).toMatchObject([{ status: 'sending' }])
  await emulator.close()
  await expect.poll(() => closed).toBe(true)
})

test('a scenario can add subscriptions and does not remove them', async () => {
  const { control, write, seen } = await start()
  const { url, received } = await startBot(() => ({}))
  const scenario = (await control('GET', '/scenario')).body
  const [app, ...apps] = scenario.apps
  const subscription = { url, verification_token: TOKEN }
  const loaded = { ...scenario, apps: [{ ...app, subscription }, ...apps] }
  expect(await control('POST', '/scenario', loaded)).toMatchObject({ status: 200 })
  await write('Hello')
  await expect.poll(() => received).toHaveLength(1)
  await control('POST', '/scenario', scenario)
  expect(await seen()).toMatchObject({ subscriptions: [{ app_id: app.app_id, url }] })
})
