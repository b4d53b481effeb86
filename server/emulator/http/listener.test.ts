import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { clockResponseSchema } from '#contract/emulator/control'
import { startForTest } from '../testing/client.ts'
import { sendRaw } from '../testing/sockets.ts'
import { createLogId } from './fixed-headers.ts'

test.each([
  'evil.test',
  'localhost.evil.test',
  '127.0.0.1.nip.io',
  '127.attacker.example',
  '0.0.0.0',
  'localhost.',
  '127.0.0.1@evil.test',
  '127.0.0.1:1:2',
  '',
])('rejects the Host %j before anything else', async (host) => {
  const { emulator } = await startForTest()
  const answer = await sendRaw(
    emulator.port,
    `GET /_emulator/state HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
  )
  expect(answer).toMatch(/^HTTP\/1\.1 421 /)
  expect(answer).toContain('"error":"wrong_host"')
  expect(answer).not.toContain('cli_emulator')
})

test.each(['127.0.0.1', '127.0.0.1:80', 'localhost:4311', 'LocalHost', '[::1]:4311'])(
  'accepts the Host %j',
  async (host) => {
    const { emulator } = await startForTest()
    const answer = await sendRaw(
      emulator.port,
      `GET /_emulator/state HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  },
)

test.each([
  ['no Host', 'GET /_emulator/state HTTP/1.1\r\n'],
  ['no Host in HTTP/1.0', 'GET /_emulator/state HTTP/1.0\r\n'],
  ['two Hosts', 'GET /_emulator/state HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.test\r\n'],
  ['a whole URL', 'GET http://evil.test/_emulator/state HTTP/1.1\r\nHost: 127.0.0.1\r\n'],
  ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n'],
])('rejects %s', async (_, head) => {
  const { emulator } = await startForTest()
  const answer = await sendRaw(emulator.port, `${head}Connection: close\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.[01] 421 /)
})

test('every response has the security headers and no CORS header', async () => {
  const { emulator } = await startForTest()
  for (const path of ['/', '/_emulator/state', '/open-apis/im/v1/messages/om_x']) {
    const { headers } = await fetch(emulator.url + path, { headers: { Origin: 'http://a.test' } })
    expect(headers.get('content-security-policy')).toBe("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(headers.get('set-cookie')).toBeNull()
  }
})

test('the log id header keeps the spelling that clients look for', async () => {
  const { emulator } = await startForTest()
  const names = await new Promise<string[]>((resolve) => {
    request(emulator.url, (response) => {
      resolve(response.rawHeaders)
      response.resume()
    }).end()
  })
  expect(names).toContain('X-Tt-Logid')
  expect(names).toContain('X-Request-Id')
})

test('the Date header follows the emulator’s clock', async () => {
  const { control, emulator } = await startForTest()
  await control('POST', '/clock', { action: 'freeze' }, clockResponseSchema)
  const { clock } = await control(
    'POST',
    '/clock',
    { action: 'advance', ms: 3 * 3_600_000 },
    clockResponseSchema,
  )
  for (const path of ['/open-apis/bot/v3/info', '/_emulator/state', '/nowhere']) {
    const { headers } = await fetch(emulator.url + path)
    expect(headers.get('date')).toBe(new Date(clock.now_ms).toUTCString())
  }
})

const PUSH = '/open-apis/im/v1/messages/om_unknown/push_follow_up'
const CREATE = '/open-apis/im/v1/messages?receive_id_type=open_id'
const TOKEN = '/open-apis/auth/v3/tenant_access_token/internal'

describe('an unknown path', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/open-apis/auth/v3/tenant_access_token/internal'],
    ['PATCH', '/open-apis/im/v1/messages/om_x'],
    ['GET', '/open-apis/im/v1/messages/om_x/push_follow_up'],
    ['OPTIONS', '/open-apis/im/v1/messages'],
    ['POST', '/open-apis/im/v1/messages/om_x/y/push_follow_up'],
    ['POST', '/open-apis/im/v1/messages/../../../x'],
  ])('%s %s returns 404 in plain text', async (method, path) => {
    const { emulator } = await startForTest()
    const response = await fetch(emulator.url + path, { method })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain\b/)
    expect(await response.text()).toBe('404 page not found')
  })
})

test.each([
  ['POST', '/_emulator/state'],
  ['GET', '/_emulator/nope'],
  ['GET', '/_emulator'],
  ['DELETE', '/_emulator/scenario'],
])('the unknown control call %s %s returns 404 in JSON', async (method, path) => {
  const { controlRefusal } = await startForTest()
  expect(await controlRefusal(method, path.slice('/_emulator'.length))).toMatchObject({
    status: 404,
    error: 'not_found',
  })
})

describe('a body', () => {
  test.each([
    [PUSH, 256 * 1024],
    [CREATE, 1024 * 1024],
  ])('to %s is accepted up to %i bytes', async (path, limit) => {
    const { call, token } = await startForTest()
    const authorized = { token: await token() }
    const largest = await call('POST', path, { ...authorized, body: ' '.repeat(limit) })
    expect(largest).toMatchObject({ status: 400, code: 9499 })
    const larger = await call('POST', path, { ...authorized, body: ' '.repeat(limit + 1) })
    expect(larger).toMatchObject({ status: 413, code: 9499 })
  })

  test('without a declared length is rejected beyond the limit too', async () => {
    const { emulator } = await startForTest()
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(emulator.url + TOKEN, { method: 'POST' }, (response) => {
        resolve(response.statusCode)
        sent.destroy()
      })
      sent.on('error', reject)
      sent.write(' '.repeat(256 * 1024))
      sent.write(' ')
    })
    expect(status).toBe(413)
  })

  test('in chunks is read correctly even if a character is split', async () => {
    const { emulator } = await startForTest()
    const whole = Buffer.from('{"app_id":"cli_emulator","x":"语","app_secret":"emulator-secret"}')
    const middle = whole.indexOf('语') + 1
    const code = await new Promise<string>((resolve, reject) => {
      const sent = request(emulator.url + TOKEN, { method: 'POST' }, (response) => {
        response.setEncoding('utf8').on('data', resolve)
      })
      sent.on('error', reject)
      sent.write(whole.subarray(0, middle), () => sent.end(whole.subarray(middle)))
    })
    expect(JSON.parse(code)).toMatchObject({ code: 0 })
  })

  test('that was not needed leaves the connection usable', async () => {
    const { emulator } = await startForTest()
    const answers = await sendRaw(
      emulator.port,
      `POST ${PUSH} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}` +
        'GET /nope HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    )
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 404'])
  })

  test('that breaks off because the caller disconnected is not reported as a bug', async () => {
    const bugs: unknown[] = []
    const { emulator, state } = await startForTest({ report: (found) => bugs.push(found) })
    const socket = connect(emulator.port, '127.0.0.1')
    socket.write(`POST ${TOKEN} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n{"app`)
    await state()
    socket.destroy()
    await state()
    await state()
    expect(bugs).toEqual([])
  })
})

test('a bug returns 500 in the envelope and is reported to the owner, not to the caller', async () => {
  const bugs: unknown[] = []
  const bug = new Error('emulator-secret')
  const { requestToken } = await startForTest({
    report: (found) => bugs.push(found),
    randomHex(bytes) {
      if (bytes === 19) throw bug
      return 'ab'.repeat(bytes)
    },
  })
  const answer = await requestToken()
  expect(answer).toMatchObject({ status: 500, code: 2200, msg: 'internal error' })
  expect(JSON.stringify(answer)).not.toMatch(/emulator-secret|\.ts/)
  expect(bugs).toEqual([bug])
})

test('a log id holds the time in Beijing, also if it is already the next year there', () => {
  const newYear = Date.UTC(2026, 11, 31, 16, 0, 1, 999)
  const id = createLogId(newYear, (bytes) => 'ab'.repeat(bytes))
  expect(id).toBe('20270101000001ABABABABABABABABABAB')
  expect(id).toHaveLength(34)
})
