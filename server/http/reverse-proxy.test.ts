import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LogEntry } from '../logging/log.ts'
import { createTestConsole, HOST, testProfile } from '../testing/test-console.ts'
import type { ConsoleEnv } from './guards.ts'
import {
  basePathGuard,
  clientInfo,
  NO_REVERSE_PROXY,
  parseReverseProxy,
  pathWithoutBase,
  type ReverseProxySettings,
} from './reverse-proxy.ts'

function settings(env: Record<string, string>): ReverseProxySettings {
  const parsed = parseReverseProxy(env)
  if (Array.isArray(parsed)) throw new Error(parsed.join('\n'))
  return parsed
}

describe('the settings', () => {
  test('are a console at the root without a trusted proxy by default', () => {
    expect(settings({})).toEqual(NO_REVERSE_PROXY)
  })

  test.each([
    '/console',
    '/tools/follow-up_2',
    '/console/',
    ' /console ',
    '/apix',
    '/x/api',
    `/${'a'.repeat(64)}`,
    '/a'.repeat(8),
  ])('accept BASE_PATH=%s', (path) => {
    expect(settings({ BASE_PATH: path }).basePath).toBe(path.trim().replace(/\/$/, ''))
  })

  test.each([
    { BASE_PATH: 'console' },
    { BASE_PATH: '/a/../b' },
    { BASE_PATH: '/a%2fb' },
    { BASE_PATH: '//a' },
    { BASE_PATH: '/a"b' },
    { BASE_PATH: `/${'a'.repeat(65)}` },
    { BASE_PATH: '/a'.repeat(9) },
    { BASE_PATH: '/a/b c' },
    { BASE_PATH: 'x/a' },
    { BASE_PATH: '/assets' },
    { BASE_PATH: '/assets/x' },
    { BASE_PATH: '/metrics' },
    { BASE_PATH: '/api/' },
    { BASE_PATH: '/api' },
    { BASE_PATH: '/metrics/x' },
    { TRUSTED_PROXIES: 'proxy.test' },
    { TRUSTED_PROXIES: '10.0.0.1, 10.0.0' },
    { TRUSTED_PROXIES: '0.0.0.0/0' },
    { TRUSTED_PROXIES: '10.0.0.0/33' },
    { TRUSTED_PROXIES: '10.0.0.0/0' },
    { TRUSTED_PROXIES: 'fd00::/129' },
    { TRUSTED_PROXIES: 'fd00::/0' },
    { TRUSTED_PROXIES: '10.0.0.0/1000' },
    { TRUSTED_PROXIES: '10.0.0.0/' },
    { TRUSTED_PROXIES: 'x10.0.0.1' },
    { TRUSTED_PROXIES: '10.0.0.1x' },
    { METRICS_TOKEN: 'a'.repeat(15) },
    { METRICS_TOKEN: 'a'.repeat(257) },
    { METRICS_TOKEN: 'a token of 16 chars' },
    { METRICS_TOKEN: 'a-token-of-16-chär' },
  ])('refuse %o', (env) => {
    expect(parseReverseProxy(env)).toHaveLength(1)
  })
})

describe('the client of a request', () => {
  const { app, logged } = createTestConsole([testProfile('http://127.0.0.1:9')], {
    reverseProxy: settings({ TRUSTED_PROXIES: '10.0.0.5,fd00::/8' }),
  })

  async function ask(remoteAddress: string, headers: Record<string, string>) {
    const all = { host: HOST, ...headers }
    const incoming = {
      socket: { remoteAddress },
      url: '/api/health',
      rawHeaders: Object.entries(all).flat(),
    }
    return app.request('/api/health', { headers: all }, { incoming } as never)
  }

  test('has the request id of a trusted proxy, and a new one of any other client', async () => {
    const id = async (from: string, value: string) =>
      (await ask(from, { 'x-request-id': value })).headers.get('x-request-id')
    expect(await id('10.0.0.5', 'req-1.a:b')).toBe('req-1.a:b')
    expect(await id('::ffff:10.0.0.5', 'req-2')).toBe('req-2')
    expect(logged.at(-1)).toMatchObject({ event: 'request', request: 'req-2', status: 200 })
    expect(await id('fd12::7', 'req-3')).toBe('req-3')
    expect(await id('10.0.0.6', 'req-4')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await id('10.0.0.5', 'a b\u00e9')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await id('10.0.0.5', 'x'.repeat(129))).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('below a base path', () => {
  let folder: string
  let console: ReturnType<typeof createTestConsole>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'base-path-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(
      join(folder, 'history.en.html'),
      '<html lang="en"><link href="/icon.svg"><script src="/assets/a.js"></script><a href="#content">x</a> "/kept"',
    )
    await writeFile(join(folder, 'assets/a.js'), 'x')
    console = createTestConsole([testProfile('http://127.0.0.1:9')], {
      distFolder: folder,
      reverseProxy: settings({ BASE_PATH: '/console', METRICS_TOKEN: 'a-token-of-16-chars' }),
    })
  })
  afterAll(() => rm(folder, { recursive: true }))

  const get = (path: string, headers: Record<string, string> = {}) =>
    console.app.request(path, { headers: { host: HOST, 'accept-language': 'en', ...headers } })

  test.each([
    ['/console/api/profiles', 200],
    ['/api/profiles', 404],
    ['/consoleX/api/profiles', 404],
    ['/console/history', 200],
    ['/history', 404],
    ['/console/assets/a.js', 200],
    ['/assets/a.js', 404],
    ['/api/health', 200],
    ['/console/api/health', 200],
    ['/console/metrics', 404],
  ])('%s is answered with %i', async (path, status) => {
    expect((await get(path)).status).toBe(status)
  })

  test('the page names its files and its script the base path, and nothing else changes', async () => {
    expect(await (await get('/console/history')).text()).toBe(
      '<html data-base="/console" lang="en"><link href="/console/icon.svg"><script src="/console/assets/a.js"></script><a href="#content">x</a> "/kept"',
    )
  })

  test('an address of an earlier version leads below it', async () => {
    const response = await get('/console/phone?x=1')
    expect(response.headers.get('location')).toBe('/console/emulator?x=1')
  })

  test('a foreign Host is refused before the path is looked at', async () => {
    expect((await get('/other', { host: 'evil.test' })).status).toBe(421)
  })

  test('metrics need their token, at the root', async () => {
    const status = async (authorization: string) =>
      (await get('/metrics', { authorization })).status
    expect(await status('Bearer a-token-of-16-chars')).toBe(200)
    expect(await status('Bearer a-token-of-16-charx')).toBe(404)
    expect(await status('')).toBe(404)
  })
})

describe('a refused address', () => {
  const headers = { host: 'console.test', 'accept-language': 'en' }

  test('is named in the message with the setting to change, and logged once', async () => {
    const { app, logged } = createTestConsole([testProfile('http://127.0.0.1:9')])
    const response = await app.request('/api/profiles', { headers })
    await app.request('/', { headers })
    expect((await response.json()).message).toBe(
      'The console does not accept the Host “console.test”. Use the address printed at start. If a proxy publishes this name, add it to ALLOWED_HOSTS.',
    )
    expect(logged).toEqual([
      {
        event: 'wrong_host',
        host: 'console.test',
        path: '/api/profiles',
        setting: 'ALLOWED_HOSTS',
      },
    ])
  })

  test('is repeated without characters that a host cannot have', async () => {
    const { app } = createTestConsole([])
    const response = await app.request('/', { headers: { host: '<b>"x', 'accept-language': 'en' } })
    expect((await response.json()).message).toContain('Host “?b??x”')
  })

  test('of the page behind a proxy that changed Host is explained with its origin', async () => {
    const { app, logged } = createTestConsole([testProfile('http://127.0.0.1:9')])
    const post = (site: string) =>
      app.request('/api/templates', {
        method: 'POST',
        headers: {
          host: HOST,
          origin: 'https://console.test',
          'sec-fetch-site': site,
          'accept-language': 'en',
        },
      })
    const response = await post('same-origin')
    expect(response.status).toBe(403)
    expect((await response.json()).message).toContain('let the proxy pass Host')
    expect(logged).toMatchObject([{ event: 'foreign_origin', setting: 'ALLOWED_HOSTS' }])
    expect((await (await post('cross-site')).json()).message).not.toContain('ALLOWED_HOSTS')
  })
})

describe('the settings of a proxy', () => {
  test('may have an empty entry and spaces, and each invalid one has a line', () => {
    const { trusted } = settings({ TRUSTED_PROXIES: ' 10.0.0.5 ,, 10.1.0.0/16 ' })
    expect([trusted.check('10.0.0.5'), trusted.check('10.1.2.3')]).toEqual([true, true])
    expect(trusted.check('10.0.0.6')).toBe(false)
    expect(
      parseReverseProxy({
        BASE_PATH: 'x',
        TRUSTED_PROXIES: 'a,1.2.3.4,b',
        METRICS_TOKEN: 'secret',
      }),
    ).toEqual([
      'BASE_PATH: expected a path of letters, digits, - and _ such as /console, not below /api, /assets or /metrics, got "x"',
      'TRUSTED_PROXIES: expected addresses or ranges such as 10.0.0.5,10.1.0.0/16, got "a"',
      'TRUSTED_PROXIES: expected addresses or ranges such as 10.0.0.5,10.1.0.0/16, got "b"',
      'METRICS_TOKEN: expected 16 to 256 ASCII characters without spaces (not shown)',
    ])
  })

  test.each([
    ['128.0.0.0/1', '200.1.1.1', '1.1.1.1'],
    ['10.0.0.5/32', '10.0.0.5', '10.0.0.4'],
    ['fd00::/8', 'fd12::7', 'fe00::1'],
    ['fd00::1/128', 'fd00::1', 'fd00::2'],
    ['8000::/1', '9000::1', '1000::1'],
    ['FD00::1', 'fd00::1', 'fd00::2'],
  ])('TRUSTED_PROXIES=%s has %s, and not %s', (entry, inside, outside) => {
    const { trusted } = settings({ TRUSTED_PROXIES: entry })
    const family = inside.includes(':') ? 'ipv6' : 'ipv4'
    expect([trusted.check(inside, family), trusted.check(outside, family)]).toEqual([true, false])
  })

  test.each([16, 256])('METRICS_TOKEN may have %i characters', (length) => {
    const METRICS_TOKEN = `!${'~'.repeat(length - 1)}`
    expect(settings({ METRICS_TOKEN }).metricsToken).toBe(METRICS_TOKEN)
  })
})

describe('what is known of a client', () => {
  const TRUSTED = settings({ TRUSTED_PROXIES: '10.0.0.5,10.1.0.0/16,fd00::/8', BASE_PATH: '/c' })

  async function known(
    peer: string | undefined,
    headers: Record<string, string> = {},
    { tls = false, path = '/x', caller = undefined as object | null | undefined } = {},
  ) {
    const logged: LogEntry[] = []
    const app = new Hono<ConsoleEnv>()
      .use(clientInfo(TRUSTED, (entry) => logged.push(entry)))
      .use(async (c, next) => {
        if (caller !== undefined) c.set('caller', caller as never)
        await next()
      })
      .get('*', (c) => c.json(c.var.client, 201))
    const socket = { remoteAddress: peer, ...(tls && { encrypted: true }) }
    const env = peer === undefined ? {} : { incoming: { socket } }
    const response = await app.request(path, { headers }, env)
    return { client: await response.json(), logged, headers: response.headers }
  }

  test('is nothing without a socket', async () => {
    const { client, headers, logged } = await known(undefined, { 'x-request-id': 'r1' })
    expect(client).toEqual({
      ...{ address: null, viaTrustedProxy: false, secure: false, basePath: '/c' },
      requestId: headers.get('x-request-id'),
    })
    expect(client.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(logged).toEqual([])
  })

  test.each([
    ['192.0.2.1', '', '192.0.2.1', false],
    ['192.0.2.1', '192.0.2.9', '192.0.2.1', false],
    ['::ffff:192.0.2.1', '', '192.0.2.1', false],
    ['::ffff:abcd', '', '::ffff:abcd', false],
    ['fd00::5', '192.0.2.9', '192.0.2.9', true],
    ['10.0.0.5', '', '10.0.0.5', true],
    ['10.0.0.5', '192.0.2.9', '192.0.2.9', true],
    ['10.0.0.5', '192.0.2.8, 192.0.2.9', '192.0.2.9', true],
    ['10.0.0.5', '192.0.2.8 , 192.0.2.9, 10.1.2.3 ', '192.0.2.9', true],
    ['10.0.0.5', '10.1.0.1, 10.1.0.2', '10.1.0.1', true],
    ['10.0.0.5', '192.0.2.9, unknown', '10.0.0.5', true],
    ['10.0.0.5', 'unknown, 192.0.2.9', '192.0.2.9', true],
    ['10.0.0.5', 'unknown, 10.1.0.2', '10.0.0.5', true],
    ['10.0.0.5', '2001:db8::1', '2001:db8::1', true],
  ])('from %s for %j the address is %s', async (peer, forwardedFor, address, viaTrustedProxy) => {
    const { client } = await known(peer, { 'x-forwarded-for': forwardedFor })
    expect(client).toMatchObject({ address, viaTrustedProxy })
  })

  test.each([
    ['10.0.0.5', 'https', false, true],
    ['10.0.0.5', ' HTTPS ', false, true],
    ['10.0.0.5', 'http', false, false],
    ['10.0.0.5', 'https,http', false, false],
    ['192.0.2.1', 'https', false, false],
    ['192.0.2.1', 'http', true, true],
  ])(
    'from %s with the protocol %j and TLS %s it is secure: %s',
    async (peer, proto, tls, secure) => {
      const { client } = await known(peer, { 'x-forwarded-proto': proto }, { tls })
      expect(client.secure).toBe(secure)
    },
  )

  test.each([
    ['a', true],
    ['AZaz09_.:=+/-', true],
    ['x'.repeat(128), true],
    ['x'.repeat(129), false],
    ['', false],
    ['a b', false],
    ['a,', false],
    ['"a', false],
  ])('the request id %j of a trusted proxy is kept: %s', async (id, kept) => {
    const { client, headers } = await known('10.0.0.5', { 'x-request-id': id })
    expect(headers.get('x-request-id')).toBe(client.requestId)
    expect(client.requestId === id).toBe(kept)
  })

  test('is logged of a trusted proxy only, with who asked', async () => {
    const path = `/${'p'.repeat(300)}`
    const ids = { 'x-request-id': 'r1' }
    const entry = {
      ...{ level: 'info', event: 'request', request: 'r1', method: 'GET' },
      ...{ path: `/${'p'.repeat(199)}`, status: 201 },
    }
    const { logged } = await known('10.0.0.5', ids, { path, caller: { actor: 'anna' } })
    expect(logged).toEqual([{ ...entry, actor: 'anna' }])
    for (const caller of [undefined, null]) {
      const other = await known('10.0.0.5', ids, { path, caller })
      expect(other.logged).toEqual([{ ...entry, actor: '' }])
    }
    expect((await known('192.0.2.1', ids)).logged).toEqual([])
  })
})

test.each([
  ['/console', '/console', '/'],
  ['/console', '/console/', '/'],
  ['/console', '/console/a/b', '/a/b'],
  ['/console', '/consolex/a', '/consolex/a'],
  ['/console', '/a/console/b', '/a/console/b'],
  ['', '/a', '/a'],
  ['', '/', '/'],
])('below %j the path %s is %s', (base, path, without) => {
  expect(pathWithoutBase(base)(new Request(`http://a.test${path}?x=1`))).toBe(without)
})

test.each([
  ['/c', '/c', 200],
  ['/c', '/c/', 200],
  ['/c', '/c/a', 200],
  ['/c', '/cx', 404],
  ['/c', '/', 404],
  ['/c', '/api/health', 200],
  ['/c', '/c/api/health', 200],
  ['/c', '/api/healthx', 404],
  ['/c', '/metrics', 200],
  ['/c', '/c/metrics', 404],
  ['', '/anything', 200],
  ['', '/metrics', 200],
])('with the base path %j, %s is answered with %i', async (basePath, path, status) => {
  const app = new Hono({ getPath: pathWithoutBase(basePath) })
    .use(basePathGuard({ ...NO_REVERSE_PROXY, basePath }))
    .get('*', (c) => c.text('ok'))
  expect((await app.request(path)).status).toBe(status)
})
