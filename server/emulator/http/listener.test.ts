import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { clockResponseSchema } from '#contract/emulator/control'
import { startForTest } from '../testing/client.ts'
import { sendRaw } from '../testing/sockets.ts'
import { createLogId } from './fixed-headers.ts'

const PUSH = '/open-apis/im/v1/messages/om_unknown/push_follow_up'
const CREATE = '/open-apis/im/v1/messages?receive_id_type=open_id'
const TOKEN = '/open-apis/auth/v3/tenant_access_token/internal'

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
  expect(answer).not.toContain('cli_0123456789abcdef')
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

/** Requests the state under a Host; returns the status line and what follows. */
async function requestAs(port: number, host: string): Promise<string> {
  return sendRaw(
    port,
    `GET /_emulator/state HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
  )
}

test('accepts the hosts that it is told, to the letter, and the loopback names', async () => {
  const { emulator } = await startForTest({
    host: '0.0.0.0',
    allowedHosts: ['Emulator:4311', 'host.docker.internal:4311'],
    warn: () => {},
  })
  expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`)
  for (const host of ['emulator:4311', 'EMULATOR:4311', 'host.docker.internal:4311', '127.0.0.1']) {
    expect(await requestAs(emulator.port, host), host).toMatch(/^HTTP\/1\.1 200 /)
  }
  for (const host of ['emulator', 'emulator:4312', 'x.emulator:4311', '0.0.0.0:4311']) {
    expect(await requestAs(emulator.port, host), host).toMatch(/^HTTP\/1\.1 421 /)
  }
})

test('warns of a rejected host once, by its name, and not without end', async () => {
  const warnings: string[] = []
  const { emulator } = await startForTest({ warn: (line) => warnings.push(line) })
  await requestAs(emulator.port, 'bot-ci:4311')
  await requestAs(emulator.port, 'bot-ci:4311')
  await requestAs(emulator.port, `${'x'.repeat(500)}\u009b`)
  await requestAs(emulator.port, 'localhost')
  expect(warnings).toEqual([
    'The emulator rejected the host "bot-ci:4311". EMULATOR_ALLOWED_HOSTS may name it.',
    `The emulator rejected the host "${'x'.repeat(100)}". EMULATOR_ALLOWED_HOSTS may name it.`,
  ])
  for (let i = 0; i < 30; i += 1) await requestAs(emulator.port, `host-${i}`)
  expect(warnings).toHaveLength(20)
})

test('listens beyond this machine only if it is told its hosts', async () => {
  for (const host of ['0.0.0.0', '::', '10.0.0.7', 'emulator']) {
    await expect(startForTest({ host })).rejects.toThrow(TypeError)
  }
  await expect(startForTest({ host: 'emulator', allowedHosts: ['emulator'] })).rejects.toThrow(
    TypeError,
  )
})

test.each([
  ['no Host', 'GET /_emulator/state HTTP/1.1\r\n'],
  ['no Host in HTTP/1.0', 'GET /_emulator/state HTTP/1.0\r\n'],
  ['two Hosts', 'GET /_emulator/state HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.test\r\n'],
  ['two good Hosts', 'GET /_emulator/state HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\n'],
  ['a whole URL', 'GET http://evil.test/_emulator/state HTTP/1.1\r\nHost: 127.0.0.1\r\n'],
  ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n'],
])('rejects %s', async (_, head) => {
  const { emulator } = await startForTest()
  const answer = await sendRaw(emulator.port, `${head}Connection: close\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.[01] 421 /)
})

test.each([
  { Origin: 'https://evil.test' },
  { Origin: 'null' },
  { Origin: 'http://127.0.0.1:1' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': '' },
])('rejects a read or a change by a page of another origin: %j', async (headers) => {
  const { emulator, state } = await startForTest()
  const { version } = await state()
  for (const [method, path] of [
    ['GET', '/_emulator/state'],
    ['GET', '/_emulator/stream'],
    ['POST', '/_emulator/reset'],
    ['POST', TOKEN],
    ['GET', '/open-apis/bot/v3/info'],
  ] as const) {
    const response = await fetch(emulator.url + path, {
      method,
      headers: headers as Record<string, string>,
    })
    expect(response.status, path).toBe(403)
    expect(await response.json()).toMatchObject({ error: 'foreign_origin' })
  }
  expect((await state()).version).toBe(version)
})

test('accepts what its own origin, an address bar or a program sends', async () => {
  const { emulator } = await startForTest()
  const own = { Origin: emulator.url, 'Sec-Fetch-Site': 'same-origin' }
  for (const headers of [own, { 'Sec-Fetch-Site': 'none' }, {}]) {
    const read = await fetch(`${emulator.url}/_emulator/state`, { headers: new Headers(headers) })
    expect(read.status).toBe(200)
  }
})

test('every response has the security headers and no CORS header', async () => {
  const { emulator } = await startForTest()
  for (const path of ['/', '/_emulator/state', '/open-apis/im/v1/messages/om_x']) {
    const { headers } = await fetch(emulator.url + path, { headers: { Origin: emulator.url } })
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

test('logs one line for each request if it is asked to, without query, token and body', async () => {
  const lines: string[] = []
  const { emulator, token, call } = await startForTest({ log: (line) => lines.push(line) })
  await call('POST', CREATE, { token: await token(), body: {} })
  await fetch(`${emulator.url}/_emulator/health`)
  await expect.poll(() => lines.length).toBe(3)
  expect(lines).toEqual([
    expect.stringMatching(
      /^POST \S+\/tenant_access_token\/internal 200 code=0 \d+ms \d{14}\w{20}$/,
    ),
    expect.stringMatching(/^POST \/open-apis\/im\/v1\/messages 400 code=\d+ \d+ms \d{14}\w{20}$/),
    expect.stringMatching(/^GET \/_emulator\/health 200 \d+ms \d{14}\w{20}$/),
  ])
})

test('prints nothing by default', async () => {
  const spies = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name))
  const { token, call } = await startForTest()
  await call('POST', CREATE, { token: await token(), body: {} })
  for (const spy of spies) expect(spy).not.toHaveBeenCalled()
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

describe('an unknown path', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/open-apis/auth/v3/tenant_access_token/internal'],
    ['PATCH', '/open-apis/im/v1/chats/oc_x'],
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
    const whole = Buffer.from(
      '{"app_id":"cli_0123456789abcdef","x":"语","app_secret":"emulator-secret"}',
    )
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
