import { type AddressInfo, createServer as createNetServer, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Behaviour, type FaultServer, startFaultServer } from '../testing/fault-server.ts'
import { FAULTS, type FaultName, json } from '../testing/faults.ts'
import { SELF_SIGNED } from '../testing/self-signed.ts'
import { systemClock } from './clock.ts'
import { createUpstream, type UpstreamResult } from './upstream.ts'

let server: FaultServer | undefined
afterEach(async () => {
  vi.unstubAllEnvs()
  await server?.close()
  server = undefined
})

async function post(url: string, deadlineMs = 10_000): Promise<UpstreamResult> {
  const upstream = createUpstream({ clock: systemClock, deadlineMs })
  const result = await upstream.call({
    method: 'POST',
    url: new URL('/open-apis/x?a=b', url),
    headers: { 'content-type': 'application/json' },
    body: '{"气泡":1}',
  })
  await upstream.close()
  return result
}

async function portOf(listener: Server): Promise<number> {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return (listener.address() as AddressInfo).port
}

async function postTo(behaviour: Behaviour, deadlineMs?: number): Promise<UpstreamResult> {
  server = await startFaultServer(() => behaviour)
  return post(server.url, deadlineMs)
}

describe('a call with a response', () => {
  test('keeps the status, every header and the exact bytes', async () => {
    const result = await postTo(json('400 Bad Request', { code: 230006 }, 'X-A: 1\r\nX-A: 2\r\n'))
    expect(result).toMatchObject({ failure: null, sent: true })
    expect(result.response).toMatchObject({
      http_status: 400,
      headers: { 'x-a': '1, 2', 'content-type': 'application/json; charset=utf-8' },
      truncated: false,
    })
    expect(result.response?.bytes.toString()).toBe('{"code":230006}')
  })

  test('sends method, path, body and headers as given, and asks for no compression', async () => {
    await postTo(json('200 OK', { code: 0 }))
    expect(server?.requests).toHaveLength(1)
    expect(server?.requests[0]).toMatchObject({
      method: 'POST',
      path: '/open-apis/x?a=b',
      body: '{"气泡":1}',
      headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
    })
  })

  test('leaves a compressed body unchanged', async () => {
    const result = await postTo(FAULTS.gzip_bomb)
    expect(result.failure).toBeNull()
    expect(result.response?.bytes.subarray(0, 2).toString('hex')).toBe('1f8b')
  })

  test('does not follow a redirect', async () => {
    const result = await postTo(FAULTS.redirect)
    expect(result.response).toMatchObject({ http_status: 307 })
    expect(server?.connections()).toBe(1)
  })

  test('ignores early hints', async () => {
    const { parts } = json('200 OK', { code: 0 })
    const result = await postTo({
      parts: ['HTTP/1.1 103 Early Hints\r\n\r\n', ...parts],
      end: 'fin',
    })
    expect(result.response?.http_status).toBe(200)
    expect(result.response?.bytes.toString()).toBe('{"code":0}')
  })
})

describe('a call whose request may have arrived', () => {
  const cases: [FaultName, string][] = [
    ['reset_before_headers', 'reset'],
    ['close_before_headers', 'reset'],
    ['reset_after_headers', 'reset'],
    ['reset_mid_body', 'reset'],
    ['truncated', 'truncated'],
    ['truncated_chunked', 'truncated'],
    ['huge', 'too_large'],
    ['not_http', 'protocol'],
    ['two_lengths', 'truncated'],
  ]
  test.each(cases)('%s is reported as %s, sent, and made once', async (fault, kind) => {
    const result = await postTo(FAULTS[fault])
    expect(result).toMatchObject({ sent: true, failure: { kind } })
    expect(server?.requests).toHaveLength(1)
    expect(server?.connections()).toBe(1)
  })

  test.each<FaultName>(['hang', 'slow_drip'])('%s ends at the deadline', async (fault) => {
    const result = await postTo(FAULTS[fault], 300)
    expect(result).toMatchObject({ sent: true, failure: { kind: 'timeout', detail: 'DEADLINE' } })
    expect(result.duration_ms).toBeGreaterThanOrEqual(290)
    expect(server?.requests).toHaveLength(1)
  })

  test('takes a response that arrived before the deadline, although the event loop woke after it', async () => {
    const deadlineMs = 300
    server = await startFaultServer(() => {
      // After the response is written, and before this process can read it.
      setImmediate(() => {
        const until = performance.now() + 2 * deadlineMs
        while (performance.now() < until);
      })
      return json('200 OK', { code: 0, msg: 'x'.repeat(100_000) })
    })
    const result = await post(server.url, deadlineMs)
    expect(result).toMatchObject({ failure: null, response: { http_status: 200 } })
    expect(result.duration_ms).toBeGreaterThan(deadlineMs)
  })

  test('has no response after early hints only', async () => {
    const result = await postTo({ parts: ['HTTP/1.1 103 Early Hints\r\n\r\n'], end: 'fin' })
    expect(result).toMatchObject({ sent: true, response: null, failure: { kind: 'reset' } })
  })

  test('keeps the received part of a response that ends early', async () => {
    const { response } = await postTo(FAULTS.truncated)
    expect(response).toMatchObject({ http_status: 200, truncated: true })
    expect(response?.bytes.toString()).toBe('{"code":0,"msg":"success","data":{}}')
  })

  test('keeps exactly 256 KB of a larger response', async () => {
    const { response } = await postTo(FAULTS.huge)
    expect(response?.truncated).toBe(true)
    expect(response?.bytes).toHaveLength(256 * 1024)
  })

  test('accepts a response of exactly 256 KB', async () => {
    const body = JSON.stringify({ code: 0, pad: 'x'.repeat(256 * 1024 - 19) })
    const result = await postTo(json('200 OK', JSON.parse(body)))
    expect(result.failure).toBeNull()
    expect(result.response?.bytes).toHaveLength(256 * 1024)
  })
})

describe('a call that was not sent', () => {
  test('because nothing listens on the port', async () => {
    server = await startFaultServer(() => FAULTS.hang)
    await server.refuse()
    expect(await post(server.url)).toMatchObject({
      sent: false,
      response: null,
      failure: { kind: 'connection_refused', detail: 'ECONNREFUSED' },
    })
  })

  test('because the host name does not exist', async () => {
    const result = await post('http://nowhere.invalid')
    expect(result).toMatchObject({ sent: false, failure: { kind: 'dns' } })
  })

  test('because the server does not use TLS', async () => {
    const plain = createNetServer((socket) => socket.on('error', () => {}).end('220 hello\r\n'))
    const result = await post(`https://127.0.0.1:${await portOf(plain)}`)
    plain.close()
    expect(result).toMatchObject({ sent: false, response: null, failure: { kind: 'tls' } })
  })

  test('because the certificate is invalid, even if the environment disables the check', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    let bytes = 0
    const server = createTlsServer(SELF_SIGNED, (socket) => {
      socket
        .on('error', () => {})
        .on('data', (chunk) => {
          bytes += chunk.length
        })
    })
    const result = await post(`https://127.0.0.1:${await portOf(server)}`)
    server.close()
    expect(result).toMatchObject({
      sent: false,
      failure: { kind: 'tls', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    })
    expect(bytes).toBe(0)
  })

  test('because the connection is not ready before the deadline', async () => {
    server = await startFaultServer(() => FAULTS.hang)
    const result = await post(server.url.replace('http:', 'https:'), 200)
    expect(result).toMatchObject({ sent: false, failure: { kind: 'connect_timeout' } })
    expect(server.connections()).toBe(1)
    expect(server.requests).toHaveLength(0)
  })
})
