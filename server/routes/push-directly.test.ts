import { describe, expect, onTestFinished, test } from 'vitest'
import { answerRequests } from '../http/answer-requests.ts'
import { consoleListener } from '../http/console-listener.ts'
import { createConsoleServer, listen } from '../http/console-server.ts'
import { type RawAnswer, rawExchange } from '../testing/raw-exchange.ts'
import { BODY, PUSH, SUCCESS, startWith } from '../testing/send.ts'
import { HOST } from '../testing/test-console.ts'
import { pushDirectly } from './push-directly.ts'

type Asked = {
  method?: string
  path?: string
  headers?: Record<string, string>
  /** Headers as they are written, after the others. */
  more?: string
  body?: string
}

const TEXT = JSON.stringify(BODY)

function write({ method = 'POST', path = PUSH, headers, more = '', body = TEXT }: Asked): string {
  const all = {
    host: HOST,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}${more}\r\n${body}`
}

/** One console behind two doors: the app alone, and with pushes taken ahead of it. */
async function twoDoors() {
  const { app, pushing, ...console } = await startWith(SUCCESS)
  const push = pushDirectly(pushing)
  const taken: boolean[] = []
  const listeners = [
    consoleListener(app),
    answerRequests({
      takes(incoming, outgoing) {
        const takes = push(incoming, outgoing)
        taken.push(takes)
        return takes
      },
      load: async () => consoleListener(app),
      log: pushing.log,
    }),
  ]
  const ports = await Promise.all(
    listeners.map(async (listener) => {
      const server = createConsoleServer().on('request', listener)
      onTestFinished(() => {
        server.close()
        server.closeAllConnections()
      })
      return listen(server, '127.0.0.1', 0)
    }),
  )
  const [app_port = 0, direct_port = 0] = ports
  return {
    ...console,
    taken,
    async ask(asked: Asked) {
      const request = write(asked)
      const byApp = await rawExchange(app_port, request)
      return { byApp, direct: await rawExchange(direct_port, request) }
    },
  }
}

/** What is another in each answer: times and ids. */
function comparable({ status, headers, body }: RawAnswer) {
  const { date: _, 'content-length': __, ...kept } = headers
  const text = body
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/"duration_ms":[\d.]+/g, '"duration_ms":0')
  return { status, headers: kept, text }
}

const ORDINARY: Record<string, Asked> = {
  'an ordinary push': {},
  'from our own page': { headers: { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' } },
  'by profile': { path: `${PUSH}?profile=feishu` },
  'sent anyway': { path: `${PUSH}?send_anyway=1`, body: '{"follow_ups":[]}' },
  'of an unknown profile': { path: `${PUSH}?profile=nobody`, headers: { 'accept-language': 'zh' } },
  'with an unknown parameter': { path: `${PUSH}?x=1&x=2` },
  'with a cookie': { headers: { cookie: 'session_4310=AAAAAAAAAAAAAAAAAAAAAA' } },
  'with a key that is too long': { headers: { 'idempotency-key': 'x'.repeat(500) } },
  'on no message id': { path: '/api/messages/nonsense/push_follow_up' },
  'that is no JSON': { body: '{' },
  'that starts with a byte order mark': { body: `\uFEFF${TEXT}` },
  'of nothing': { body: '' },
  'with flaws': {
    body: '{"follow_ups":[{"content":""}]}',
    headers: { 'accept-language': 'zh-CN' },
  },
}

const LEFT_TO_THE_APP: Record<string, Asked> = {
  'for another host': { headers: { host: 'evil.test' } },
  'for two hosts': { more: 'Host: evil.test\r\n' },
  'with an absolute target': { path: `http://${HOST}${PUSH}` },
  'from another site': { headers: { origin: 'http://evil.test' } },
  'from two sites': { headers: { origin: `http://${HOST}` }, more: 'Origin: http://evil.test\r\n' },
  'that a browser calls foreign': { headers: { 'sec-fetch-site': 'cross-site' } },
  'that is plain text': { headers: { 'content-type': 'text/plain' } },
  'that is compressed': { headers: { 'content-encoding': 'gzip' } },
  'that is too large': { body: JSON.stringify({ follow_ups: 'x'.repeat(64 * 1024) }) },
  'spelt otherwise': { path: '/api/messages/om_%74est/push_follow_up' },
  'by another method': { method: 'PUT' },
  'one step further': { path: `${PUSH}/` },
}

describe('a push that is taken ahead of the app', () => {
  test.each(Object.entries(ORDINARY))('is answered alike: %s', async (_, asked) => {
    const { ask, taken } = await twoDoors()
    const { byApp, direct } = await ask(asked)
    expect(comparable(direct)).toEqual(comparable(byApp))
    expect(taken).toEqual([true])
  })

  test.each(Object.entries(LEFT_TO_THE_APP))('is left to it: %s', async (_, asked) => {
    const { ask, taken, calls } = await twoDoors()
    const { byApp, direct } = await ask(asked)
    expect(comparable(direct)).toEqual(comparable(byApp))
    expect(taken).toEqual([false])
    expect(calls().every(({ path }) => path.endsWith('/om_test/push_follow_up'))).toBe(true)
  })

  test('is told to leave where the console stops', async () => {
    const { ask, sender } = await twoDoors()
    sender.stop()
    const { byApp, direct } = await ask({})
    expect(direct.status).toBe(503)
    expect(direct.headers).toMatchObject({ connection: 'close', 'retry-after': '5' })
    expect(comparable(direct)).toEqual(comparable(byApp))
  })

  test('is answered alike where the console itself fails', async () => {
    const { ask, sender, logged } = await twoDoors()
    sender.push = () => Promise.reject(new TypeError('Bearer t-secret'))
    const { byApp, direct } = await ask({ path: `${PUSH}?profile=feishu` })
    expect(direct.status).toBe(500)
    expect(comparable(direct)).toEqual(comparable(byApp))
    const [first, second] = logged.map(({ at: _, ...entry }) => entry)
    expect(second).toEqual(first)
    expect(JSON.stringify(logged)).not.toContain('secret')
  })
})
