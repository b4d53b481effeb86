import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestConsole, HOST, testProfile } from '../testing/test-console.ts'
import { NO_REVERSE_PROXY, parseReverseProxy, type ReverseProxySettings } from './reverse-proxy.ts'

function settings(env: Record<string, string>): ReverseProxySettings {
  const parsed = parseReverseProxy(env)
  if (Array.isArray(parsed)) throw new Error(parsed.join('\n'))
  return parsed
}

describe('the settings', () => {
  test('are a console at the root without a trusted proxy by default', () => {
    expect(settings({})).toEqual(NO_REVERSE_PROXY)
  })

  test.each(['/console', '/tools/follow-up_2', '/console/'])('accept BASE_PATH=%s', (path) => {
    expect(settings({ BASE_PATH: path }).basePath).toBe(path.replace(/\/$/, ''))
  })

  test.each([
    { BASE_PATH: 'console' },
    { BASE_PATH: '/a/../b' },
    { BASE_PATH: '/a%2fb' },
    { BASE_PATH: '//a' },
    { BASE_PATH: '/a"b' },
    { BASE_PATH: '/api' },
    { BASE_PATH: '/metrics/x' },
    { TRUSTED_PROXIES: 'proxy.test' },
    { TRUSTED_PROXIES: '10.0.0.1, 10.0.0' },
    { TRUSTED_PROXIES: '0.0.0.0/0' },
    { TRUSTED_PROXIES: '10.0.0.0/33' },
    { METRICS_TOKEN: 'short' },
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
