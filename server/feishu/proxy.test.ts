import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startFaultServer } from '../testing/fault-server.ts'
import { json } from '../testing/faults.ts'
import { startProxy } from '../testing/proxy-server.ts'
import { INSPECTING } from '../testing/self-signed.ts'
import { systemClock } from './clock.ts'
import { parseProxy } from './proxy.ts'
import { createUpstream, type UpstreamResult } from './upstream.ts'

const SECRET = 't-secret-of-the-call'
const PLATFORM = 'https://open.feishu.cn'

async function proxyFor(behaviour: Parameters<typeof startProxy>[0]) {
  const proxy = await startProxy(behaviour)
  onTestFinished(() => proxy.close())
  return proxy
}

/** A platform with TLS; its certificate is not trusted. */
async function startTls(): Promise<number> {
  const server = createServer(INSPECTING, (_, response) => response.end('{"code":0}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

async function call(
  url: string,
  env: Readonly<Record<string, string>>,
  deadlineMs = 10_000,
): Promise<UpstreamResult> {
  const proxy = parseProxy(env)
  if (typeof proxy === 'string') throw new Error(proxy)
  const upstream = createUpstream({ clock: systemClock, deadlineMs, proxy })
  onTestFinished(() => upstream.close())
  return upstream.call({
    method: 'POST',
    url: new URL('/open-apis/x', url),
    headers: { authorization: `Bearer ${SECRET}` },
    body: SECRET,
  })
}

describe('the proxy of the environment', () => {
  test.each([
    [{}, null],
    [{ HTTPS_PROXY: ' ', http_proxy: '' }, null],
    [{ HTTPS_PROXY: 'http://proxy.test:3128' }, 'http://proxy.test:3128/'],
    [{ HTTP_PROXY: 'proxy.test:3128' }, 'http://proxy.test:3128/'],
    [{ HTTPS_PROXY: 'http://a.test', HTTP_PROXY: 'http://b.test' }, 'http://a.test/'],
    [{ https_proxy: 'http://a.test', HTTPS_PROXY: 'http://b.test' }, 'http://a.test/'],
    [{ HTTPS_PROXY: 'http://a.test', http_proxy: 'http://b.test' }, 'http://a.test/'],
    [{ http_proxy: 'http://a.test', HTTP_PROXY: 'http://b.test' }, 'http://a.test/'],
    [{ https_proxy: '  ', HTTP_PROXY: ' http://b.test ' }, 'http://b.test/'],
    [{ HTTPS_PROXY: 'https://user:pass-word@a.test:8443' }, 'https://user:pass-word@a.test:8443/'],
  ])('%j is %j', (env, url) => {
    expect(parseProxy(env)).toEqual(url && { url, noProxy: '' })
  })

  test.each([
    [{ no_proxy: 'a.test', NO_PROXY: 'b.test' }, 'a.test'],
    [{ no_proxy: '', NO_PROXY: 'b.test' }, ''],
    [{ NO_PROXY: ' b.test, c.test ' }, 'b.test, c.test'],
  ])('has the exceptions of %j', (env, noProxy) => {
    expect(parseProxy({ HTTPS_PROXY: 'http://p.test', ...env })).toEqual({
      url: 'http://p.test/',
      noProxy,
    })
  })

  test.each([
    'socks5://user:hunter2@a.test',
    'xhttp://hunter2',
    'httpx://hunter2',
    'ftp://hunter2',
    'http://',
    'http://hunter2 x',
  ])('rejects %s without showing it', (HTTPS_PROXY) => {
    const problem = parseProxy({ HTTPS_PROXY })
    expect(problem).toMatch(/^HTTPS_PROXY: expected http:\/\/host:port/)
    expect(problem).not.toContain('hunter2')
  })
})

describe('a call of the platform', () => {
  test('goes through a tunnel, and the proxy sees neither its secret nor an untrusted end', async () => {
    const proxy = await proxyFor({ port: await startTls() })
    const { port } = new URL(proxy.url)
    const HTTPS_PROXY = `http://user:p%40ss@127.0.0.1:${port}`
    const result = await call(PLATFORM, { HTTPS_PROXY })
    // The tunnel leads to an untrusted certificate.
    expect(result).toMatchObject({
      sent: false,
      proxy: proxy.url,
      failure: { kind: 'tls', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    })
    expect(proxy.tunnels).toEqual(['open.feishu.cn:443'])
    expect(proxy.credentials).toEqual([`Basic ${btoa('user:p@ss')}`])
    expect(proxy.seen()).not.toBe('')
    expect(proxy.seen()).not.toContain(SECRET)
    expect(JSON.stringify(result)).not.toContain('p%40ss')
  })

  test.each([
    [{ status: 407 }, 'PROXY_407'],
    [{ status: 403 }, 'PROXY_403'],
    [{ status: 502 }, 'PROXY_502'],
    ['silent', 'DEADLINE'],
  ] as const)('is not sent if the proxy answers with %j', async (behaviour, detail) => {
    const proxy = await proxyFor(behaviour)
    const result = await call(PLATFORM, { HTTPS_PROXY: proxy.url }, 500)
    expect(result).toMatchObject({ sent: false, failure: { kind: 'proxy', detail } })
    expect(proxy.tunnels).toHaveLength(1)
  })

  test('is not sent if the proxy is down or does not exist', async () => {
    const proxy = await startProxy('silent')
    await proxy.close()
    const down = await call(PLATFORM, { HTTP_PROXY: proxy.url })
    expect(down).toMatchObject({
      sent: false,
      proxy: proxy.url,
      failure: { kind: 'proxy', detail: 'ECONNREFUSED' },
    })
    const nowhere = await call(PLATFORM, { HTTPS_PROXY: 'http://nowhere.invalid:3128' })
    expect(nowhere).toMatchObject({ sent: false, failure: { kind: 'proxy' } })
  })

  /** Resolves nowhere, so that no real host is reached without a proxy. */
  const NOWHERE = 'https://open.feishu.invalid'

  test.each(['open.feishu.invalid', '.feishu.invalid', 'a.test, *.feishu.invalid', 'invalid', '*'])(
    'uses no proxy if NO_PROXY is %s',
    async (NO_PROXY) => {
      const proxy = await proxyFor({ status: 403 })
      const result = await call(NOWHERE, { HTTPS_PROXY: proxy.url, NO_PROXY })
      expect(result).toMatchObject({ sent: false, failure: { kind: 'dns' } })
      expect(result).not.toHaveProperty('proxy')
      expect(proxy.tunnels).toEqual([])
    },
  )

  test.each(['open.larksuite.com', 'feishu.invalid:80', 'notfeishu.invalid'])(
    'uses the proxy if NO_PROXY is %s',
    async (NO_PROXY) => {
      const proxy = await proxyFor({ status: 403 })
      const result = await call(NOWHERE, { HTTPS_PROXY: proxy.url, NO_PROXY })
      expect(result).toMatchObject({ proxy: proxy.url, failure: { kind: 'proxy' } })
    },
  )
})

test.each(['notlocalhost', 'localhost.invalid', '127.0.0.1.invalid', 'a127.0.0.1x', '[::2]'])(
  'a call of https://%s goes through the proxy',
  async (host) => {
    const proxy = await proxyFor({ status: 403 })
    expect(await call(`https://${host}`, { HTTPS_PROXY: proxy.url })).toMatchObject({
      proxy: proxy.url,
    })
  },
)

test('a call of this machine never goes through a proxy', async () => {
  const proxy = await proxyFor({ status: 403 })
  const server = await startFaultServer(() => json('200 OK', { code: 0 }))
  onTestFinished(() => server.close())
  const env = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url }
  for (const url of [server.url, server.url.replace('127.0.0.1', 'localhost')]) {
    expect(await call(url, env)).toMatchObject({ failure: null })
  }
  const { port } = new URL(server.url)
  for (const host of ['127.0.0.1', '127.10.20.30', 'localhost', 'a.localhost', '[::1]']) {
    const result = await call(`https://${host}:${port}`, env, 500)
    expect(result).toMatchObject({ sent: false })
    expect(result).not.toHaveProperty('proxy')
  }
  expect(proxy.tunnels).toEqual([])
  expect(proxy.seen()).toBe('')
})
