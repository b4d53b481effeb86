import { describe, expect, test } from 'vitest'
import { type RefusalKind, refusalSchema } from '#contract/refusal'
import { CONTROL_OPERATIONS } from '../routes/control-operations.ts'
import { createTestConsole, HOST, testProfile } from '../testing/test-console.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

// Port 9 is closed: a request that slips through a guard ends in another status, never in a send.
const { app, request } = createTestConsole([testProfile('http://127.0.0.1:9')])

type Route = { method: string; path: string }

/** Every route of the router itself, so that a new one is covered from its first day. */
const routes: Route[] = app.routes
  .filter(({ path }) => path.startsWith('/api/') && path !== '/api/*')
  .map(({ method, path }) => ({ method, path: path.replace(':message_id', 'om_test') }))
const everything: Route[] = [
  ...routes,
  { method: 'GET', path: '/' },
  { method: 'GET', path: '/metrics' },
  { method: 'GET', path: '/assets/none.js' },
  { method: 'GET', path: '/api/none' },
  { method: 'POST', path: '/api/none' },
  { method: 'PUT', path: '/api/profiles' },
  { method: 'DELETE', path: '/' },
  { method: 'OPTIONS', path: '/api/messages' },
]
const writing = everything.filter(({ method }) => method !== 'GET')
const ofTheApi = everything.filter(({ path }) => /^\/(?:api\/|metrics)/.test(path))

async function expectRefusal(response: Response, status: number, error: RefusalKind) {
  expect(response.status).toBe(status)
  expect(refusalSchema.parse(await response.json()).error).toBe(error)
}

test('the router has the routes that the guards are tried on', () => {
  const control = CONTROL_OPERATIONS.map(({ method, path }) => ({
    method,
    path: `/api/emulator/control${path}`,
  }))
  // A route with a middleware of its own is there twice.
  const listed = (some: Route[]) =>
    [...new Set(some.map(({ method, path }) => `${method} ${path}`))].sort()
  expect(listed(routes).filter((route) => listed(control).includes(route))).toEqual(listed(control))
  expect(listed(routes).filter((route) => !listed(control).includes(route))).toEqual([
    'DELETE /api/profiles/:id',
    'DELETE /api/profiles/:id/pasted_token',
    'DELETE /api/recipients',
    'DELETE /api/templates/:id',
    'GET /api/chats/:chat_id/messages',
    'GET /api/emulator/state',
    'GET /api/emulator/stream',
    'GET /api/error-codes',
    'GET /api/exchanges',
    'GET /api/exchanges/:id',
    'GET /api/exchanges/:id/receipt',
    'GET /api/exchanges/:id/repeats',
    'GET /api/exchanges/export',
    'GET /api/health',
    'GET /api/messages/om_test/preflight',
    'GET /api/profiles',
    'GET /api/profiles/:id/budget',
    'GET /api/profiles/:id/doctor',
    'GET /api/recipients',
    'GET /api/retention',
    'GET /api/templates',
    'GET /api/templates/:id',
    'GET /api/templates/export',
    'PATCH /api/profiles/:id',
    'PATCH /api/templates/:id',
    'POST /api/emulator/reset',
    'POST /api/exchanges/:id/resolve',
    'POST /api/messages',
    'POST /api/messages/om_test/push_follow_up',
    'POST /api/messages_with_follow_ups',
    'POST /api/profiles',
    'POST /api/profiles/:id/app_ticket_resend',
    'POST /api/recipients/find',
    'POST /api/retention',
    'POST /api/templates',
    'POST /api/templates/:id/restore',
    'POST /api/templates/:id/versions',
    'POST /api/templates/import',
    'PUT /api/profiles/:id/pasted_token',
    'PUT /api/recipients',
  ])
})

describe.each(everything)('$method $path', ({ method, path }) => {
  test.each([
    'evil.test',
    'evil.test:4310',
    'localhost.evil.test:4310',
    '127.attacker.example:4310',
    '127.0.0.1.nip.io:4310',
    '127.0.0.1:4311',
    '127.0.0.1',
    '127.0.0.1:04310',
    '127.1:4310',
    '2130706433:4310',
    '0.0.0.0:4310',
    'localhost.:4310',
    '[::]:4310',
    'user@127.0.0.1:4310',
    '127.0.0.1:4310, evil.test',
    '',
  ])('is misdirected under the host %j', async (host) => {
    await expectRefusal(await request(path, { method, headers: { host } }), 421, 'wrong_host')
  })

  test('carries the security headers in every case', async () => {
    for (const headers of [{}, { host: 'evil.test' }, { origin: 'https://evil.test' }]) {
      const response = await request(path, { method, headers })
      expect(Object.fromEntries(response.headers)).toMatchObject(SECURITY_HEADERS)
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('allows no other site to read it', async () => {
    const response = await request(path, { method, headers: { origin: `http://${HOST}` } })
    const names = [...response.headers.keys()]
    expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([])
  })
})

test.each(['127.0.0.1:4310', 'localhost:4310', 'LOCALHOST:4310', '[::1]:4310'])(
  'the console goes by the host %s',
  async (host) => {
    expect((await request('/api/health', { headers: { host } })).status).toBe(200)
  },
)

describe('a console that goes by a name of its own', () => {
  const named = createTestConsole([], { hosts: ['console.test', '10.0.0.7:8080'] })

  test.each(['console.test', 'CONSOLE.test', '10.0.0.7:8080', HOST])(
    'answers under %s',
    async (host) => {
      expect((await named.request('/api/health', { headers: { host } })).status).toBe(200)
    },
  )

  test.each(['console.test:4310', 'console.test:80', 'x.console.test', '10.0.0.7', '10.0.0.7:80'])(
    'and not under %s, which is not to the letter what was allowed',
    async (host) => {
      const response = await named.request('/api/health', { headers: { host } })
      await expectRefusal(response, 421, 'wrong_host')
    },
  )

  test.each([
    ['https://console.test', 200],
    ['http://console.test', 200],
    ['https://console.test:8443', 403],
    ['https://x.console.test', 403],
    ['https://127.0.0.1:4310', 403],
  ])('takes %s for %i', async (origin, status) => {
    const headers = { host: 'console.test', origin }
    expect((await named.request('/api/profiles', { headers })).status).toBe(status)
  })
})

describe.each([...new Set([...writing, ...ofTheApi])])('$method $path', ({ method, path }) => {
  test.each([
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:5173' },
    { origin: 'https://127.0.0.1:4310' },
    { origin: 'http://evil.test:4310' },
    { origin: 'http://127.0.0.1:4310.evil.test' },
    { origin: '' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-origin, cross-site' },
    { 'sec-fetch-site': '' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.test' },
    { 'sec-fetch-site': 'cross-site', origin: `http://${HOST}` },
  ])('is foreign with %j', async (headers) => {
    await expectRefusal(await request(path, { method, headers }), 403, 'foreign_origin')
  })

  test.each([
    {},
    { 'sec-fetch-site': 'same-origin', origin: `http://${HOST}` },
    { 'sec-fetch-site': 'none' },
    { origin: 'http://localhost:4310' },
  ])('is not foreign with %j', async (headers) => {
    expect((await request(path, { method, headers })).status).not.toBe(403)
  })
})

test('a link on another site may lead to the page', async () => {
  const response = await request('/', { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(response.status).toBe(503)
})

const takingBodies = routes.filter(
  ({ method, path }) =>
    /^\/api\/(?:messages|recipients)/.test(path) && (method === 'POST' || method === 'PUT'),
)

describe.each(takingBodies)('$method $path', ({ method, path }) => {
  const send = (headers: Record<string, string>, body: BodyInit) =>
    request(path, { method, headers, body })
  const JSON_TYPE = { 'content-type': 'application/json' }

  test.each([
    { 'content-type': 'text/plain' },
    { 'content-type': 'text/plain; application/json' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'application/jsonp' },
    { 'content-type': 'application/json, text/plain' },
    { 'content-type': 'application/json; charset=gbk' },
    { 'content-type': 'application/json; charset=utf-8; x=y' },
    { 'content-type': '' },
    { ...JSON_TYPE, 'content-encoding': 'gzip' },
  ])('takes no body of %j', async (headers) => {
    await expectRefusal(await send(headers, '{}'), 415, 'wrong_content_type')
  })

  test('takes no body without a type', async () => {
    await expectRefusal(await send({}, new Uint8Array([0x7b, 0x7d])), 415, 'wrong_content_type')
  })

  test.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
  ])('takes a body of %s', async (type) => {
    await expectRefusal(await send({ 'content-type': type }, '{}'), 422, 'invalid')
  })

  test.each(['', '{', 'undefined', "{'a':1}", '{}{}', '\ufeff{}', '{"a":1,}'])(
    'takes no malformed JSON: %j',
    async (body) => {
      await expectRefusal(await send(JSON_TYPE, body), 400, 'not_json')
    },
  )

  test('takes no JSON that is not UTF-8', async () => {
    const body = Uint8Array.from(Buffer.from('{"a":"\xff"}', 'latin1'))
    await expectRefusal(await send(JSON_TYPE, body), 400, 'not_json')
  })

  test('takes 64 KB, or 1 MB where a new message is in it, and not a byte more', async () => {
    const forMessages = path.startsWith('/api/messages') && !path.endsWith('push_follow_up')
    const limit = forMessages ? 1024 * 1024 : 64 * 1024
    const body = (size: number) => JSON.stringify({ x: 'a'.repeat(size - 8) })
    await expectRefusal(await send(JSON_TYPE, body(limit)), 422, 'invalid')
    await expectRefusal(await send(JSON_TYPE, body(limit + 1)), 413, 'too_large')
  })

  test('takes no deep nesting for more than it is', async () => {
    await expectRefusal(await send(JSON_TYPE, '['.repeat(30_000)), 400, 'not_json')
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
    await expectRefusal(await send(JSON_TYPE, deep), 422, 'invalid')
  })

  test.each(['__proto__', 'constructor', 'profile'])('takes no field %s', async (name) => {
    await expectRefusal(await send(JSON_TYPE, `{"${name}":{}}`), 422, 'invalid')
  })
})
