import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { consoleListener, createConsoleServer, listen } from '../http/console-server.ts'
import { afterToken } from '../testing/faults.ts'
import { rawExchange } from '../testing/raw-exchange.ts'
import { BODY, PUSH, SUCCESS, startOn, startWith, TOKEN } from '../testing/send.ts'
import { HOST } from '../testing/test-console.ts'

type RawPush = {
  method?: string
  path?: string
  headers?: Record<string, string>
  /** Header lines after the others, so that a header can be sent twice. */
  moreHeaders?: string
  body?: string
}

const TEXT = JSON.stringify(BODY)

function write({ method = 'POST', path = PUSH, headers, moreHeaders = '', body = TEXT }: RawPush) {
  const all = {
    host: HOST,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}${moreHeaders}\r\n${body}`
}

/** A console on a port of its own, which receives its requests as bytes. */
async function startOnSocket(console?: Awaited<ReturnType<typeof startOn>>) {
  const running = console ?? (await startWith(SUCCESS))
  const server = createConsoleServer().on('request', consoleListener(running.app).listener)
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const port = await listen(server, '127.0.0.1', 0)
  return { ...running, port, push: (push: RawPush) => rawExchange(port, write(push)) }
}

const SENT: Record<string, RawPush> = {
  'an ordinary push': {},
  'from the page of the console': {
    headers: { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' },
  },
  'with a profile': { path: `${PUSH}?profile=feishu` },
  'without validation': { path: `${PUSH}?send_anyway=1`, body: '{"follow_ups":[]}' },
  'with a cookie': { headers: { cookie: 'session_4310=AAAAAAAAAAAAAAAAAAAAAA' } },
  'with an escaped path': { path: '/api/messages/om_%74est/push_follow_up' },
}

const REFUSED: [name: string, status: number, error: string, push: RawPush][] = [
  ['an unknown profile', 422, 'invalid', { path: `${PUSH}?profile=none` }],
  ['an unknown parameter', 422, 'invalid', { path: `${PUSH}?x=1&x=2` }],
  ['too long a key', 422, 'invalid', { headers: { 'idempotency-key': 'x'.repeat(500) } }],
  ['no message id', 422, 'invalid', { path: '/api/messages/nonsense/push_follow_up' }],
  ['an empty bubble', 422, 'invalid', { body: '{"follow_ups":[{"content":""}]}' }],
  ['a body that is not JSON', 400, 'not_json', { body: '{' }],
  ['a byte order mark', 400, 'not_json', { body: `\uFEFF${TEXT}` }],
  ['an empty body', 400, 'not_json', { body: '' }],
  ['plain text', 415, 'wrong_content_type', { headers: { 'content-type': 'text/plain' } }],
  ['a compressed body', 415, 'wrong_content_type', { headers: { 'content-encoding': 'gzip' } }],
  ['a body over 64 KB', 413, 'too_large', { body: JSON.stringify('x'.repeat(64 * 1024)) }],
  ['another host', 421, 'wrong_host', { headers: { host: 'evil.test' } }],
  ['two hosts', 421, 'wrong_host', { moreHeaders: 'Host: evil.test\r\n' }],
  ['an absolute target', 421, 'wrong_host', { path: `http://${HOST}${PUSH}` }],
  ['another origin', 403, 'foreign_origin', { headers: { origin: 'http://evil.test' } }],
  [
    'two origins',
    403,
    'foreign_origin',
    { headers: { origin: `http://${HOST}` }, moreHeaders: 'Origin: http://evil.test\r\n' },
  ],
  ['a foreign site', 403, 'foreign_origin', { headers: { 'sec-fetch-site': 'cross-site' } }],
  ['another method', 404, 'not_found', { method: 'PUT' }],
  ['a longer path', 404, 'not_found', { path: `${PUSH}/` }],
]

describe('a push on the wire', () => {
  test.each(Object.entries(SENT))('is sent: %s', async (_, push) => {
    const console = await startOnSocket()
    const { status, headers, body } = await console.push(push)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
    })
    expect(JSON.parse(body)).toMatchObject({ outcome: 'answered', code: 0, message_id: 'om_test' })
    expect(console.calls()).toHaveLength(1)
  })

  test.each(REFUSED)('is refused with %s: %i %s', async (_, status, error, push) => {
    const console = await startOnSocket()
    const response = await console.push(push)
    expect(response.status).toBe(status)
    expect(JSON.parse(response.body)).toMatchObject({ error })
    expect(console.calls()).toEqual([])
  })

  test('is refused in the language of the request', async () => {
    const console = await startOnSocket()
    const { body } = await console.push({
      path: `${PUSH}?profile=none`,
      headers: { 'accept-language': 'zh-CN' },
    })
    expect(JSON.parse(body).issues).toEqual([
      { path: 'profile', message: expect.stringContaining('应用不存在') },
    ])
  })

  test('is refused while the console stops, and the connection is closed', async () => {
    const { push, sender } = await startOnSocket()
    sender.stop()
    const { status, headers } = await push({})
    expect(status).toBe(503)
    expect(headers).toMatchObject({ connection: 'close', 'retry-after': '5' })
  })

  test('fails with 500 and logs no secret when the console itself fails', async () => {
    const { push, sender, logged } = await startOnSocket()
    sender.push = () => Promise.reject(new TypeError('Bearer t-secret'))
    const { status, body } = await push({ path: `${PUSH}?profile=feishu` })
    expect(status).toBe(500)
    expect(JSON.parse(body)).toMatchObject({ error: 'internal' })
    expect(logged).toMatchObject([
      { event: 'request_failed', method: 'POST', path: PUSH, error: 'TypeError' },
    ])
    expect(`${body}${JSON.stringify(logged)}`).not.toContain('secret')
  })
})

const PUSH_LINES = write({ headers: { connection: 'keep-alive' } })
const CHUNKED = write({
  headers: { connection: 'keep-alive', 'transfer-encoding': 'chunked', 'content-length': '' },
  body: '',
}).replace('content-length: \r\n', '')

/** Bytes that break a connection on which a push is running. */
const BROKEN_AFTER: Record<string, string> = {
  'one byte beyond its length': 'X',
  'a line that is no request': '\r\nnonsense\r\n\r\n',
  'a pipelined request with a broken header': 'GET /api/health HTTP/1.1\r\nHost\r\n\r\n',
  'a pipelined request with too long headers': `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
  'a pipelined request with two lengths':
    'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
  'a pipelined request with a broken chunk':
    'POST /api/x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
}

describe('a broken connection', () => {
  /** Sends bytes and returns everything that is received until the connection is closed. */
  async function receive(port: number, bytes: string, onSent = () => {}): Promise<string> {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text
    })
    // Bytes that the server has not read turn the end into a reset.
    socket.on('error', () => {})
    socket.write(bytes, onSent)
    await once(socket, 'close')
    return received
  }

  async function startHeld() {
    const { promise: until, resolve: respond } = Promise.withResolvers<void>()
    const held = await startOn(afterToken(TOKEN, () => ({ ...SUCCESS, until })))
    const states = async () => {
      const response = await held.request('/api/exchanges')
      const { exchanges } = (await response.json()) as { exchanges: { state: string }[] }
      return exchanges.map(({ state }) => state)
    }
    return { ...(await startOnSocket(held)), respond, states }
  }

  test.each(Object.entries(BROKEN_AFTER))(
    'is closed without a response while a push runs, which goes on: %s',
    async (_, bytes) => {
      const { port, calls, respond, states } = await startHeld()
      expect(await receive(port, PUSH_LINES + bytes)).toBe('')
      await expect.poll(() => calls().length).toBe(1)
      respond()
      await expect.poll(states).toEqual(['answered'])
    },
  )

  test('gets no 400 if it breaks after the push has left', async () => {
    const { port, calls, respond, states } = await startHeld()
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    let received = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text
    })
    socket.write(PUSH_LINES)
    await expect.poll(() => calls().length).toBe(1)
    socket.write('X')
    await once(socket, 'close')
    respond()
    await expect.poll(states).toEqual(['answered'])
    expect(received).toBe('')
  })

  test('sends nothing if the body of the push itself is broken', async () => {
    const { port, calls, states } = await startHeld()
    expect(await receive(port, `${CHUNKED}zz\r\n`)).toBe('')
    expect(calls()).toEqual([])
    expect(await states()).toEqual([])
  })

  test('keeps its status if no request runs', async () => {
    const { port, push } = await startOnSocket()
    expect((await push({})).status).toBe(200)
    expect(await receive(port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    const long = `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`
    expect(await receive(port, long)).toMatch(/^HTTP\/1\.1 431 /)
  })
})
