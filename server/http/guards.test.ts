import { describe, expect, test } from 'vitest'
import { EMULATOR_CALLS } from '#contract/emulator/calls'
import { type RefusalKind, refusalSchema } from '#contract/refusal'
import { createTestConsole, HOST, testProfile } from '../testing/test-console.ts'

// Port 9 is closed, so a request that passes a guard by mistake ends in another status, never in a send.
const { app, request } = createTestConsole([testProfile('http://127.0.0.1:9')])

/** Written out: compared with the code's own constants, a weaker policy would go unnoticed. */
const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types reader-worker',
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

type Route = { method: string; path: string }

/** Every route of the router, so that a new one is covered too. */
const routes: Route[] = [
  // A route with a middleware of its own is listed twice.
  ...new Map(
    app.routes
      .filter(({ path }) => path.startsWith('/api/') && path !== '/api/*')
      .map(({ method, path }) => ({ method, path: path.replace(':message_id', 'om_test') }))
      .map((route) => [`${route.method} ${route.path}`, route]),
  ).values(),
]
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
/** Where other systems send the browser to end a sign-in. */
const CALLBACK = '/api/session/callback/:way'
/** What another site may not start: every write, and every read of the API but that one. */
const protectedRoutes = everything.filter(
  ({ method, path }) =>
    method !== 'GET' || (/^\/(?:api\/|metrics)/.test(path) && path !== CALLBACK),
)

/** All routes for the first case, and a share of them for each other one: a guard does not know the route. */
const inTurn = (some: readonly Route[], turn: number, turns: number) =>
  some.filter((_, at) => turn === 0 || at % turns === turn)

async function expectRefusal(
  response: Response,
  status: number,
  error: RefusalKind,
  { method, path }: Partial<Route> = {},
) {
  const of = `${method} ${path}`
  expect(response.status, of).toBe(status)
  expect(refusalSchema.parse(await response.json()).error, of).toBe(error)
}

test('the guards are tested with the routes that the router has', () => {
  const control = Object.values(EMULATOR_CALLS).map(({ method, path }) => ({
    method,
    path: `/api/emulator${path.replace(':message_id', 'om_test')}`,
  }))
  const listed = (some: Route[]) => some.map(({ method, path }) => `${method} ${path}`).sort()
  expect(listed(routes).filter((route) => listed(control).includes(route))).toEqual(listed(control))
  // server/access/authorize.test.ts lists the others.
  expect(routes.length).toBeGreaterThan(control.length + 80)
})

describe('every route', () => {
  const hosts = [
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
  ]
  test.each(hosts)('is refused under the host %j', async (host) => {
    for (const route of inTurn(everything, hosts.indexOf(host), hosts.length)) {
      const { path, method } = route
      const response = await request(path, { method, headers: { host } })
      await expectRefusal(response, 421, 'wrong_host', route)
    }
  })

  test.each([{}, { host: 'evil.test' }, { origin: 'https://evil.test' }])(
    'carries the security headers with %j',
    async (headers) => {
      for (const { method, path } of everything) {
        const response = await request(path, { method, headers })
        expect(Object.fromEntries(response.headers), `${method} ${path}`).toMatchObject({
          ...SECURITY_HEADERS,
          'cache-control': 'no-store',
        })
      }
    },
  )

  test('allows no other site to read it', async () => {
    for (const { method, path } of everything) {
      const response = await request(path, { method, headers: { origin: `http://${HOST}` } })
      const names = [...response.headers.keys()]
      expect(
        names.filter((name) => name.startsWith('access-control-')),
        `${method} ${path}`,
      ).toEqual([])
    }
  })
})

test.each(['127.0.0.1:4310', 'localhost:4310', 'LOCALHOST:4310', '[::1]:4310'])(
  'the console responds under the host %s',
  async (host) => {
    expect((await request('/api/health', { headers: { host } })).status).toBe(200)
  },
)

describe('a console with an allowed host', () => {
  const named = createTestConsole([], { hosts: ['console.test', '10.0.0.7:8080'] })

  test.each(['console.test', 'CONSOLE.test', '10.0.0.7:8080', HOST])(
    'responds under %s',
    async (host) => {
      expect((await named.request('/api/health', { headers: { host } })).status).toBe(200)
    },
  )

  test.each(['console.test:4310', 'console.test:80', 'x.console.test', '10.0.0.7', '10.0.0.7:80'])(
    'is refused under %s, which is not exactly what was allowed',
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
  ])('responds to the origin %s with %i', async (origin, status) => {
    const headers = { host: 'console.test', origin }
    expect((await named.request('/api/profiles', { headers })).status).toBe(status)
  })
})

describe('every write, and every read of the API', () => {
  const foreign: Record<string, string>[] = [
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
  ]
  test.each(foreign)('is foreign with %j', async (headers) => {
    for (const route of inTurn(protectedRoutes, foreign.indexOf(headers), foreign.length)) {
      const response = await request(route.path, { method: route.method, headers })
      await expectRefusal(response, 403, 'foreign_origin', route)
    }
  })

  test.each([
    {},
    { 'sec-fetch-site': 'same-origin', origin: `http://${HOST}` },
    { 'sec-fetch-site': 'none' },
    { origin: 'http://localhost:4310' },
  ])('is not foreign with %j', async (headers) => {
    for (const { method, path } of protectedRoutes) {
      const { status } = await request(path, { method, headers })
      expect(status, `${method} ${path}`).not.toBe(403)
    }
  })
})

test('another site may link to the page', async () => {
  const response = await request('/', { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(response.status).toBe(503)
})

const takingBodies = routes.filter(
  ({ method, path }) =>
    /^\/api\/(?:messages|recipients)/.test(path) && (method === 'POST' || method === 'PUT'),
)

describe('every route that takes a body', () => {
  async function expectRefusals(
    headers: Record<string, string>,
    body: BodyInit,
    status: number,
    error: RefusalKind,
  ) {
    for (const route of takingBodies) {
      const response = await request(route.path, { method: route.method, headers, body })
      await expectRefusal(response, status, error, route)
    }
  }
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
  ])('rejects a body with %j', async (headers) => {
    await expectRefusals(headers, '{}', 415, 'wrong_content_type')
  })

  test('rejects a body without a content type', async () => {
    await expectRefusals({}, new Uint8Array([0x7b, 0x7d]), 415, 'wrong_content_type')
  })

  test.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
  ])('accepts a body of %s', async (type) => {
    await expectRefusals({ 'content-type': type }, '{}', 422, 'invalid')
  })

  test.each(['', '{', 'undefined', "{'a':1}", '{}{}', '\ufeff{}', '{"a":1,}'])(
    'rejects malformed JSON: %j',
    async (body) => {
      await expectRefusals(JSON_TYPE, body, 400, 'not_json')
    },
  )

  test('rejects JSON that is not UTF-8', async () => {
    const body = Uint8Array.from(Buffer.from('{"a":"\xff"}', 'latin1'))
    await expectRefusals(JSON_TYPE, body, 400, 'not_json')
  })

  test('accepts 64 KB, or 1 MB if it contains a new message and 8 MB for names, and not a byte more', async () => {
    for (const route of takingBodies) {
      const { method, path } = route
      const forMessages = path.startsWith('/api/messages') && !path.endsWith('push_follow_up')
      const forNames = path.endsWith('/directory')
      const limit = (forNames ? 8 * 1024 : forMessages ? 1024 : 64) * 1024
      const send = (size: number) =>
        request(path, {
          method,
          headers: JSON_TYPE,
          body: JSON.stringify({ x: 'a'.repeat(size - 8) }),
        })
      await expectRefusal(await send(limit), 422, 'invalid', route)
      await expectRefusal(await send(limit + 1), 413, 'too_large', route)
    }
  })

  test('validates deeply nested JSON like any other', async () => {
    await expectRefusals(JSON_TYPE, '['.repeat(30_000), 400, 'not_json')
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
    await expectRefusals(JSON_TYPE, deep, 422, 'invalid')
  })

  test.each(['__proto__', 'constructor', 'profile'])('rejects the field %s', async (name) => {
    await expectRefusals(JSON_TYPE, `{"${name}":{}}`, 422, 'invalid')
  })
})
