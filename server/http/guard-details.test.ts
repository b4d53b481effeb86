import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { LogEntry } from '../logging/log.ts'
import { type ConsoleEnv, hostGuard, originGuard, securityHeaders, streams } from './guards.ts'

const HOSTS = new Set(['console.test', 'localhost:4310'])

function guarded(guard: typeof hostGuard | typeof originGuard) {
  const logged: LogEntry[] = []
  const app = new Hono<ConsoleEnv>()
    .use(guard(HOSTS, (entry) => logged.push(entry)))
    .all('*', (c) => c.text('ok'))
  return { app, logged }
}

describe('the guard of hosts', () => {
  const ask = async (rawHeaders: string[], url: string | undefined = '/') => {
    const { app } = guarded(hostGuard)
    const response = await app.request('/', {}, { incoming: { rawHeaders, url } } as never)
    return response.status
  }

  test.each([
    [['Host', 'console.test'], 200],
    [['hOST', 'CONSOLE.test'], 200],
    [['a', 'host', 'Host', 'console.test'], 200],
    [['Host', 'console.test', 'Host', 'console.test'], 421],
    [['Host', 'evil.test', 'host', 'console.test'], 421],
    [['Host', 'console.test', 'HOST', 'evil.test'], 421],
    [['Host', ''], 421],
    [['X', 'console.test'], 421],
    [[], 421],
  ])('answers a request with the headers %j with %i', async (rawHeaders, status) => {
    expect(await ask(rawHeaders)).toBe(status)
  })

  test.each([
    ['/a', 200],
    ['http://console.test/', 421],
    ['*', 421],
    ['', 421],
  ])('answers a request for %j with %i', async (url, status) => {
    expect(await ask(['Host', 'console.test'], url)).toBe(status)
  })

  test('logs a name once, without characters of no host, and at most a hundred names', async () => {
    const { app, logged } = guarded(hostGuard)
    const from = (host: string, path = '/') => app.request(path, { headers: { host } })
    await from(`a_b-c.[:]/Z9 <${'x'.repeat(300)}`, `/${'p'.repeat(300)}`)
    expect(logged).toEqual([
      {
        event: 'wrong_host',
        host: `a_b-c.[:]/Z9??${'x'.repeat(186)}`,
        path: `/${'p'.repeat(199)}`,
        setting: 'ALLOWED_HOSTS',
      },
    ])
    await from('b.test', '/1')
    await from('b.test', '/2')
    expect(logged).toHaveLength(2)
    for (let i = 0; i < 120; i += 1) await from(`${i}.test`)
    expect(logged).toHaveLength(100)
    expect(logged.at(-1)).toMatchObject({ host: '97.test' })
  })

  test('names the host in both languages', async () => {
    const { app } = guarded(hostGuard)
    const message = async (language: string) => {
      const headers = { host: 'b.test', 'accept-language': language }
      return (await (await app.request('/', { headers })).json()).message
    }
    expect(await message('zh')).toMatch(/^控制台不接受 Host “b\.test”/)
    expect(await message('en')).toMatch(/^The console does not accept the Host “b\.test”/)
  })
})

describe('the guard of origins', () => {
  const FOREIGN = { origin: 'https://evil.test' }

  test.each([
    ['GET', '/', 200],
    ['HEAD', '/', 200],
    ['GET', '/apix', 200],
    ['GET', '/metricsx', 200],
    ['GET', '/x/api/', 200],
    ['GET', '/api', 403],
    ['GET', '/api/x', 403],
    ['HEAD', '/api/x', 403],
    ['GET', '/metrics', 403],
    ['GET', '/metrics/x', 403],
    ['POST', '/', 403],
    ['OPTIONS', '/', 403],
    ['GET', '/api/session/callback/oidc', 200],
    ['HEAD', '/api/session/callback/oidc', 200],
    ['GET', '/api/session/callback', 403],
    ['GET', '/api/session/callbacks/', 403],
    ['POST', '/api/session/callback/oidc', 403],
  ])('answers %s %s from another site with %i', async (method, path, status) => {
    const { app } = guarded(originGuard)
    expect((await app.request(path, { method, headers: FOREIGN })).status).toBe(status)
  })

  test.each([
    [{}, 200],
    [{ origin: 'https://console.test' }, 200],
    [{ origin: 'https://console.test', 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ origin: 'https://localhost:4310' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://console.test', 'sec-fetch-site': 'cross-site' }, 403],
  ])('answers a write with %j with %i', async (headers, status) => {
    const { app } = guarded(originGuard)
    expect((await app.request('/', { method: 'POST', headers })).status).toBe(status)
  })

  test('logs what it refused once, and what to set if the browser says it is the same site', async () => {
    const { app, logged } = guarded(originGuard)
    const path = `/${'p'.repeat(300)}`
    const post = async (headers: Record<string, string>) => {
      const response = await app.request(path, { method: 'POST', headers })
      return (await response.json()).message
    }
    const shownPath = `/${'p'.repeat(199)}`
    await post(FOREIGN)
    await post(FOREIGN)
    await post({ ...FOREIGN, 'sec-fetch-site': 'cross-site' })
    await post({ 'sec-fetch-site': 'cross-site' })
    expect(await post({ ...FOREIGN, 'sec-fetch-site': 'same-origin' })).toMatch(
      /^The console does not know the page’s origin “https:\/\/evil\.test” and rejected/,
    )
    const zh = { ...FOREIGN, 'sec-fetch-site': 'same-origin', 'accept-language': 'zh' }
    expect(await post(zh)).toMatch(/^控制台不认识页面来源 “https:\/\/evil\.test”/)
    const event = 'foreign_origin'
    expect(logged).toEqual([
      { event, origin: 'https://evil.test', site: 'none', path: shownPath },
      { event, origin: 'https://evil.test', site: 'cross-site', path: shownPath },
      { event, origin: '', site: 'cross-site', path: shownPath },
      { event, origin: 'https://evil.test', path: shownPath, setting: 'ALLOWED_HOSTS' },
    ])
  })
})

test('a stream of events begins with one, and is held back by no proxy', async () => {
  const of = (type: string | null, body: string | null = 'data: 1\n\n') => {
    const headers = type === null ? {} : { 'content-type': type }
    const app = new Hono()
      .use(streams())
      .get('/', () => new Response(body, { headers, status: 201 }))
    return app.request('/')
  }
  const stream = await of('text/event-stream; charset=utf-8')
  expect(await stream.text()).toBe('event: ready\ndata:\n\ndata: 1\n\n')
  expect(stream.status).toBe(201)
  expect(stream.headers.get('x-accel-buffering')).toBe('no')
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  for (const type of ['text/plain', 'x/text/event-stream', null]) {
    const other = await of(type)
    expect(await other.text()).toBe('data: 1\n\n')
    expect(other.headers.has('x-accel-buffering')).toBe(false)
  }
  const empty = await of('text/event-stream', null)
  expect(await empty.text()).toBe('')
  expect(empty.headers.has('x-accel-buffering')).toBe(false)
})

test('a response keeps its own caching, and one that was already sent is left alone', async () => {
  const of = async (headers: Record<string, string>) => {
    const app = new Hono().use(securityHeaders()).get('/', () => new Response('', { headers }))
    return (await app.request('/')).headers
  }
  expect((await of({})).get('cache-control')).toBe('no-store')
  expect((await of({ 'cache-control': 'no-cache' })).get('cache-control')).toBe('no-cache')
  expect((await of({})).get('x-frame-options')).toBe('DENY')
  const sent = await of({ 'x-hono-already-sent': 'true' })
  expect(sent.has('cache-control') || sent.has('x-frame-options')).toBe(false)
})
