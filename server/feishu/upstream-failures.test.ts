import type { Dispatcher } from 'undici'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { systemClock } from './clock.ts'
import type { createPlatformDispatcher } from './proxy.ts'

const create = vi.fn<typeof createPlatformDispatcher>()
// Modules are shared by all test files.
vi.resetModules()
vi.doMock('./proxy.ts', () => ({ createPlatformDispatcher: create }))
const { createUpstream } = await import('./upstream.ts')
vi.doUnmock('./proxy.ts')
vi.resetModules()

type Handler = Required<Dispatcher.DispatchHandler>
type Behaviour = (handler: Handler, controller: Dispatcher.DispatchController) => void

const abort = vi.fn()
const close = vi.fn(async () => {})
beforeEach(() => void vi.clearAllMocks())

/** Calls an upstream whose connections behave as given. */
function callOn(behave: Behaviour, { proxy = null as string | null, url = 'http://a.test' } = {}) {
  const dispatch = vi.fn((_: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler) => {
    queueMicrotask(() => behave(handler as Handler, { abort } as never))
    return proxy
  })
  create.mockReturnValue({ dispatch, close })
  const upstream = createUpstream({ clock: systemClock, deadlineMs: 5_000 })
  const call = { method: 'POST', url: new URL('/x?y=1', url), headers: { a: 'b' }, body: '{}' }
  return { upstream, dispatch, result: upstream.call(call as never) }
}

const failed = (code: string | null, message = 'a message') =>
  Object.assign(new Error(message), code === null ? {} : { code })

describe('a call that fails before its first byte', () => {
  test.each([
    ['ENOTFOUND', 'http', 'dns'],
    ['EAI_AGAIN', 'http', 'dns'],
    ['EAI_FAIL', 'https', 'dns'],
    ['ECONNREFUSED', 'https', 'connection_refused'],
    ['ETIMEDOUT', 'https', 'connect_timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'https', 'connect_timeout'],
    ['EHOSTUNREACH', 'https', 'unreachable'],
    ['EHOSTDOWN', 'https', 'unreachable'],
    ['ENETUNREACH', 'https', 'unreachable'],
    ['ENETDOWN', 'https', 'unreachable'],
    ['EACCES', 'https', 'unreachable'],
    ['EADDRNOTAVAIL', 'https', 'unreachable'],
    ['UND_ERR_CLOSED', 'https', 'unreachable'],
    ['UND_ERR_DESTROYED', 'https', 'unreachable'],
    ['XEHOSTUNREACH', 'https', 'tls'],
    ['EHOSTUNREACHABLE', 'https', 'tls'],
    ['UND_ERR_CLOSED_X', 'https', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'https', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'http', 'unreachable'],
  ])('with %s of %s is %s', async (code, protocol, kind) => {
    const { result } = callOn((handler, to) => handler.onResponseError(to, failed(code)), {
      url: `${protocol}://a.test`,
    })
    expect(await result).toMatchObject({
      ...{ sent: false, response: null, failure: { kind, detail: code } },
    })
    expect(await result).not.toHaveProperty('proxy')
  })

  test.each([
    [new AggregateError([failed('ECONNREFUSED'), failed('ENOTFOUND')]), 'ECONNREFUSED'],
    [new AggregateError([]), 'UNKNOWN'],
    [failed(null), 'UNKNOWN'],
    [Object.assign(new Error('x'), { code: 7 }), 'UNKNOWN'],
    [{ code: 'ENOTFOUND' }, 'UNKNOWN'],
  ])('%s has the detail %s', async (error, detail) => {
    const { result } = callOn((handler, to) => handler.onResponseError(to, error as Error))
    expect(await result).toMatchObject({ failure: { detail } })
  })

  test.each([
    ['UND_ERR_ABORTED', 'Proxy response (407) !== 200', 'proxy', 'PROXY_407'],
    ['UND_ERR_ABORTED', 'Proxy response (4070)', 'proxy', 'UND_ERR_ABORTED'],
    ['UND_ERR_ABORTED', 'No Proxy response (407)', 'proxy', 'UND_ERR_ABORTED'],
    ['ECONNREFUSED', '', 'proxy', 'ECONNREFUSED'],
    ['ENOTFOUND', '', 'proxy', 'ENOTFOUND'],
    ...['ERR_TLS_X', 'ERR_SSL_X', 'ERR_OSSL_X', 'CERT_HAS_EXPIRED', 'CRL_X', 'DEPTH_X'].map(
      (code) => [code, '', 'tls', code],
    ),
    ...['SELF_SIGNED', 'UNABLE_TO_VERIFY', 'INVALID_CA', 'HOSTNAME_MISMATCH', 'EPROTO'].map(
      (code) => [code, '', 'tls', code],
    ),
    ['XERR_TLS_X', '', 'proxy', 'XERR_TLS_X'],
  ])('through a proxy with %s (%s) is %s %s', async (code, message, kind, detail) => {
    const { result } = callOn((handler, to) => handler.onResponseError(to, failed(code, message)), {
      ...{ proxy: 'http://p.test', url: 'https://a.test' },
    })
    expect(await result).toMatchObject({
      ...{ sent: false, proxy: 'http://p.test', failure: { kind, detail } },
    })
  })
})

describe('a call that fails after its first byte', () => {
  test.each([
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['ECONNABORTED', 'reset'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'truncated'],
    ['UND_ERR_SOCKET', 'reset'],
    ['ENOTFOUND', 'protocol'],
  ])('with %s is %s', async (code, kind) => {
    const { result } = callOn((handler, to) => {
      handler.onRequestStart(to, null)
      handler.onResponseError(to, failed(code))
    })
    expect(await result).toMatchObject({ sent: true, failure: { kind, detail: code } })
    expect(abort).toHaveBeenCalledOnce()
  })

  test('and within the response keeps what arrived', async () => {
    const { result } = callOn((handler, to) => {
      handler.onRequestStart(to, null)
      handler.onResponseStart(to, 200, { a: ['1', '2'], b: 'c', d: undefined } as never)
      handler.onResponseData(to, Buffer.from('ab'))
      handler.onResponseData(to, Buffer.from('cd'))
      handler.onResponseError(to, failed('UND_ERR_SOCKET'))
      handler.onResponseError(to, failed('ECONNRESET'))
      handler.onResponseEnd(to, {})
    })
    expect(await result).toMatchObject({
      failure: { kind: 'truncated', detail: 'UND_ERR_SOCKET' },
      response: {
        ...{ http_status: 200, headers: { a: '1, 2', b: 'c', d: '' }, truncated: true },
        bytes: Buffer.from('abcd'),
      },
    })
    expect(abort).toHaveBeenCalledOnce()
  })

  test('ends without a response', async () => {
    const { result } = callOn((handler, to) => {
      handler.onRequestStart(to, null)
      handler.onResponseStart(to, 199, {})
      handler.onResponseEnd(to, {})
    })
    expect(await result).toMatchObject({
      ...{ sent: true, response: null, failure: { kind: 'protocol', detail: 'NO_RESPONSE' } },
    })
  })
})

test('a status of 200 or more is the response, and the request is as given', async () => {
  const { result, dispatch } = callOn((handler, to) => {
    handler.onRequestStart(to, null)
    handler.onResponseStart(to, 200, {})
    handler.onResponseEnd(to, {})
  })
  expect(await result).toMatchObject({
    ...{ failure: null, sent: true, response: { http_status: 200, truncated: false } },
  })
  expect(dispatch.mock.calls[0]?.[0]).toEqual({
    ...{ origin: 'http://a.test', method: 'POST', path: '/x?y=1', body: '{}' },
    headers: { a: 'b', 'accept-encoding': 'identity' },
  })
  expect(abort).not.toHaveBeenCalled()
})

test.each([
  [null, 'connect_timeout'],
  ['http://p.test', 'proxy'],
])('out of time before the first byte through the proxy %s is %s', async (proxy, kind) => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  let start = () => {}
  const { result } = callOn((handler, to) => (start = () => handler.onRequestStart(to, null)), {
    proxy,
  })
  await vi.advanceTimersByTimeAsync(5_000)
  vi.useRealTimers()
  expect(await result).toMatchObject({ sent: false, failure: { kind, detail: 'DEADLINE' } })
  expect(abort).not.toHaveBeenCalled()
  start()
  expect(abort).toHaveBeenCalledOnce()
})

test.each([
  [5_000, 3_000],
  [200, 200],
])('with a deadline of %i ms, connections are made within %i ms', async (deadlineMs, timeout) => {
  create.mockReturnValue({ dispatch: () => null, close })
  const proxy = { url: 'http://p.test/', noProxy: '' }
  const upstream = createUpstream({ clock: systemClock, deadlineMs, proxy })
  expect(create).toHaveBeenCalledExactlyOnceWith(
    {
      connections: 64,
      pipelining: 1,
      keepAliveTimeout: 1_000,
      keepAliveMaxTimeout: 1_000,
      headersTimeout: 0,
      bodyTimeout: 0,
      allowH2: false,
      connect: { timeout, rejectUnauthorized: true },
      tunnelTimeout: deadlineMs,
    },
    proxy,
  )
  await Promise.all([upstream.close(), upstream.close()])
  expect(close).toHaveBeenCalledOnce()
  createUpstream({ clock: systemClock, deadlineMs })
  expect(create.mock.lastCall?.[1]).toBeNull()
})
