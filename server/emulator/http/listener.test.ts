import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { assumptionsResponseSchema, clockResponseSchema } from '#contract/emulator/control'
import { faultResponseSchema } from '#contract/emulator/faults'
import { createWorld } from '../tenant/world.ts'
import { START, startForTest } from '../testing/client.ts'
import { sendRaw } from '../testing/sockets.ts'
import { createFixedHeaders, createLogId } from './fixed-headers.ts'
import { createGuard, createListener } from './listener.ts'

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
  await requestAs(emulator.port, 'bot-ci:4311\r\nHost: second')
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

test('the fixed headers of a response', () => {
  const asked: number[] = []
  const randomHex = (bytes: number) => {
    asked.push(bytes)
    return 'ab'.repeat(bytes)
  }
  const world = createWorld({ clock: () => START + 999, randomHex })
  asked.splice(0)
  expect(createFixedHeaders(world)).toEqual({
    'X-Tt-Logid': '20261122120000ABABABABABABABABABAB',
    Date: 'Sun, 22 Nov 2026 04:00:00 GMT',
    'X-Request-Id': 'abababababababababababababababab',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  })
  expect(asked).toEqual([10, 16])
})

test.each([
  [0, '19700101080000'],
  [999, '19700101080000'],
  [1000, '19700101080001'],
  [START - 1, '20261122115959'],
  [START, '20261122120000'],
  [START + 1, '20261122120000'],
])('the log id of %i begins with %s', (now, time) => {
  expect(createLogId(now, () => 'f')).toBe(`${time}F`)
})

test('the next second has another log id, and the same second has not', () => {
  const times = [999, 1000, 1001, 1999, 2000, 1000].map((now) => createLogId(now, () => ''))
  expect(times.map((id) => id.slice(-1))).toEqual(['0', '1', '1', '1', '2', '1'])
})

describe('a line of the log', () => {
  async function startLogged() {
    const lines: string[] = []
    const client = await startForTest({ log: (line) => lines.push(line) })
    const token = await client.token()
    const addFault = (fault: object) =>
      client.control('POST', '/faults', { fault }, faultResponseSchema)
    const lineOf = async (request: () => Promise<unknown>) => {
      await expect.poll(() => lines.length).toBeGreaterThan(0)
      lines.splice(0)
      await request().catch(() => {})
      await expect.poll(() => lines.length).toBe(1)
      return String(lines[0])
    }
    const path = '/open-apis/bot/v3/info?secret=1'
    const info = () => client.call('GET', path, { token })
    return { ...client, token, addFault, lineOf, info }
  }

  test('has how long the call took', async () => {
    const { lineOf, info } = await startLogged()
    const before = performance.now()
    const line = await lineOf(info)
    expect(line).toMatch(/^GET \/open-apis\/bot\/v3\/info 200 code=0 \d+ms \d{14}[0-9A-F]{20}$/)
    expect(Number(/(\d+)ms/.exec(line)?.[1])).toBeLessThan(2 * before)
  })

  test('cuts the path at 200 characters and shows its controls', async () => {
    const { lineOf, emulator } = await startLogged()
    const line = await lineOf(() => fetch(`${emulator.url}/${'x'.repeat(300)}`))
    expect(line).toMatch(/^GET \/x{199} 404 \d+ms /)
  })

  test('says that the connection was closed', async () => {
    const { lineOf, info, addFault } = await startLogged()
    await addFault({ kind: 'drop' })
    expect(await lineOf(info)).toMatch(/^GET \S+ closed \d+ms \d{14}\w{20}$/)
  })

  test('has the log id that a fault chose, and the code of an error', async () => {
    const { lineOf, call, addFault } = await startLogged()
    expect(await lineOf(() => call('GET', '/open-apis/bot/v3/info'))).toMatch(
      / 400 code=99991661 \d+ms /,
    )
    await addFault({ kind: 'log_id', log_id: 'chosen' })
    expect(await lineOf(() => call('GET', '/open-apis/bot/v3/info'))).toMatch(/ms chosen$/)
  })
})

describe('a rejection', () => {
  const head = (path: string, headers: string, method = 'GET') =>
    `${method} ${path} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`
  const AUTHORIZE = '/open-apis/authen/v1/authorize'
  const CROSS = 'Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site'

  test('has a refusal in JSON and ends the connection', async () => {
    const { emulator } = await startForTest()
    const wrong = await sendRaw(emulator.port, 'GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n')
    expect(wrong).toMatch(/^HTTP\/1\.1 421 /)
    expect(wrong).toMatch(/\r\nContent-Type: application\/json\r\nConnection: close\r\n/)
    const bodyOf = (answer: string) => {
      const text = answer.slice(answer.indexOf('\r\n\r\n') + 4)
      return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1))
    }
    expect(bodyOf(wrong)).toEqual({
      error: 'wrong_host',
      message:
        'The emulator does not accept this Host. It accepts loopback names and those of EMULATOR_ALLOWED_HOSTS.',
      issues: [],
    })
    const foreign = await sendRaw(emulator.port, `GET / HTTP/1.1\r\n${CROSS}\r\n\r\n`)
    expect(foreign).toMatch(/^HTTP\/1\.1 403 /)
    expect(bodyOf(foreign)).toEqual({
      error: 'foreign_origin',
      message: 'Requests from other sites are rejected.',
      issues: [],
    })
  })

  test.each([
    [AUTHORIZE, 'GET', 400],
    [`${AUTHORIZE}?x`, 'GET', 400],
    [AUTHORIZE, 'POST', 403],
    [`${AUTHORIZE}x`, 'GET', 403],
    [`${AUTHORIZE}/x`, 'GET', 403],
    [`/x${AUTHORIZE}`, 'GET', 403],
    [`/open-apis/x?${AUTHORIZE}`, 'GET', 403],
  ])('of another site does not hold for signing in: %s %s %i', async (path, method, status) => {
    const { emulator } = await startForTest()
    const answer = await sendRaw(emulator.port, head(path, CROSS, method))
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  test.each([
    ['HOST: LOCALHOST:1\r\nOrigin: http://localhost:1', 200],
    ['Host: localhost:65535\r\nOrigin: http://localhost:65535', 200],
    ['Host: localhost:1\r\nOrigin: http://LOCALHOST:1', 403],
    ['Host: localhost:1\r\nOrigin: https://localhost:1', 403],
    ['Host: localhost:1\r\nOrigin: http://localhost:2', 403],
    ['Host: localhost:1\r\nSec-Fetch-Site: none', 200],
    ['Host: localhost:1\r\nSec-Fetch-Site: same-origin', 200],
    ['Host: localhost:1\r\nSec-Fetch-Site: none\r\nOrigin: http://x', 403],
    ['Host: localhost:123456', 421],
    ['Host: localhost:', 421],
    ['Host: xlocalhost', 421],
    ['Host: localhost\r\nHost: x', 421],
    ['X: y\r\nHost: [::1]', 200],
  ])('of %j: %i', async (headers, status) => {
    const { emulator } = await startForTest({ warn: () => {} })
    const answer = await sendRaw(emulator.port, head('/_emulator/state', headers))
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  test.each([
    ['Host: evil.test', 421],
    [CROSS, 403],
  ])('of a long connection with %j ends it', async (headers, status) => {
    const { emulator } = await startForTest()
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'
    const answer = await sendRaw(emulator.port, `GET /ws HTTP/1.1\r\n${headers}\r\n${upgrade}\r\n`)
    expect(answer).toBe(
      `HTTP/1.1 ${status} Rejected\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    )
  })
})

describe('the path of a call', () => {
  const INFO = '/open-apis/bot/v3/info'

  test.each([
    ['GET', INFO, 0],
    ['GET', `${INFO}/`, 0],
    ['GET', `${INFO}?x=/../`, 0],
    ['GET', `${INFO}/?x`, 0],
    ['GET', `${INFO}?x?/`, 0],
    ['GET', '/open-apis/x/../bot/v3/info', 0],
    ['GET', '/open-apis/./bot/v3/info', 0],
    ['GET', '\\open-apis\\bot\\v3\\info', null],
    ['GET', '/open-apis\\bot/v3\\info', 0],
    ['GET', `${INFO}//`, null],
    ['GET', '/open-apis/im/v1/messages/om%5Fx', 99992354],
    ['GET', '/open-apis/im/v1/messages/om%zz', 99992354],
  ])('%s %s returns %s', async (method, path, code) => {
    const { emulator, token } = await startForTest({ warn: () => {} })
    const headers = `Host: 127.0.0.1\r\nAuthorization: Bearer ${await token()}`
    const answer = await sendRaw(
      emulator.port,
      `${method} ${path} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`,
    )
    const found = /\r\n\r\n\{"code":(\d+)/.exec(answer)?.[1]
    expect(found === undefined ? null : Number(found)).toBe(code)
    if (path.endsWith('om%5Fx')) expect(answer).toContain('[om_x]')
    if (path.endsWith('om%zz')) expect(answer).toContain('[om%zz]')
  })

  test('may be asked for its headers alone', async () => {
    const { emulator, token } = await startForTest()
    const headers = { Authorization: `Bearer ${await token()}` }
    const [whole, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => fetch(emulator.url + INFO, { method, headers })),
    )
    expect([whole?.status, head?.status]).toEqual([200, 200])
    expect(head?.headers.get('content-length')).toBe(whole?.headers.get('content-length'))
    expect(await head?.text()).toBe('')
  })
})

test('a call that changes something, and no other, makes a new version of the state', async () => {
  const { call, token, state } = await startForTest()
  const authorized = { token: await token() }
  const { default_receiver } = await state()
  const grows = async (request: () => Promise<unknown>) => {
    const { version } = await state()
    await request()
    return (await state()).version > version
  }
  const create = (text: string) => () =>
    call('POST', CREATE, {
      ...authorized,
      body: {
        ...{ receive_id: default_receiver.receive_id, msg_type: 'text' },
        content: JSON.stringify({ text }),
      },
    })
  expect(await grows(create('x'))).toBe(true)
  expect(await grows(create(''))).toBe(false)
  expect(await grows(() => call('GET', '/open-apis/bot/v3/info', authorized))).toBe(false)
  expect(await grows(() => call('POST', '/open-apis/x', authorized).catch(() => {}))).toBe(true)
})

test('a fault for an app also meets the calls that spell its id in another way', async () => {
  const { emulator, control } = await startForTest()
  const rule = { app_id: 'cli_0123456789abcdef', fault: { kind: 'html' } }
  await control('POST', '/faults', rule, faultResponseSchema)
  const statusOf = async (path: string, body: unknown) =>
    (await fetch(emulator.url + path, { method: 'POST', body: JSON.stringify(body) })).status
  const CONNECT = '/callback/ws/endpoint'
  expect(await statusOf(TOKEN, { app_id: 'cli_0123456789abcdef' })).toBe(502)
  expect(await statusOf(TOKEN, { app_id: 'cli_emulator' })).toBe(502)
  expect(await statusOf(CONNECT, { AppID: 'cli_emulator' })).toBe(502)
  const unknown = { app_id: 'cli_unknown', fault: { kind: 'html', http_status: 501 } }
  await control('POST', '/faults', unknown, faultResponseSchema)
  expect(await statusOf(TOKEN, { app_id: 'cli_unknown' })).toBe(501)
  for (const body of [{ app_id: 'cli_x' }, { app_id: 7 }, {}, [], null, 'x']) {
    expect(await statusOf(TOKEN, body)).toBe(200)
  }
})

test('a fault keeps what a file is', async () => {
  const { emulator, control, token } = await startForTest()
  const headers = { Authorization: `Bearer ${await token()}` }
  const form = new FormData()
  form.set('image_type', 'message')
  const bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00])
  form.set('image', new Blob([bytes]), 'x.png')
  const url = `${emulator.url}/open-apis/im/v1/images`
  const uploaded = await (await fetch(url, { method: 'POST', headers, body: form })).json()
  await control('POST', '/faults', { fault: { kind: 'latency', ms: 1 } }, faultResponseSchema)
  const response = await fetch(`${url}/${uploaded.data.image_key}`, { headers })
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('content-length')).toBe('6')
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
})

test('a control call may end with a slash', async () => {
  const { emulator, control } = await startForTest()
  await control('POST', '/assumptions', {}, assumptionsResponseSchema)
  const response = await fetch(`${emulator.url}/_emulator/health/`)
  expect(response.status).toBe(200)
})

test.each(['drop', 'reset', 'truncated', 'slow_drip', 'huge'])(
  'a fault that leaves no response is no bug: %s',
  async (kind) => {
    const bugs: unknown[] = []
    const { emulator, control } = await startForTest({ report: (bug) => bugs.push(bug) })
    const size = { slow_drip: { bytes: 100 }, huge: { bytes: 100 } }[kind]
    await control('POST', '/faults', { fault: { kind, ...size } }, faultResponseSchema)
    const body = '{}'
    const response = fetch(emulator.url + TOKEN, { method: 'POST', body })
    await response.then((one) => one.text()).catch(() => {})
    await fetch(`${emulator.url}/_emulator/health`)
    expect(bugs).toEqual([])
  },
)

test('a bug after the head of a response ends the connection and is reported', async () => {
  const bugs: unknown[] = []
  const bug = new Error('late')
  const world = createWorld()
  world.faults.hook =
    () =>
    async ({ outgoing }) => {
      outgoing.writeHead(200)
      outgoing.flushHeaders()
      throw bug
    }
  const guard = createGuard(new Set(), () => {})
  const server = createServer(createListener(world, (found) => bugs.push(found), guard))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const answer = await sendRaw(port, `POST ${TOKEN} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  expect(answer).not.toContain('internal error')
  expect(bugs).toEqual([bug])
})

test('a fault that ends tokens meets no call without a valid one', async () => {
  const { control, call, token } = await startForTest()
  await control('POST', '/faults', { fault: { kind: 'token_expired' } }, faultResponseSchema)
  const INFO = '/open-apis/bot/v3/info'
  expect((await call('GET', INFO)).code).toBe(99991661)
  expect((await call('GET', INFO, { token: 'u-x' })).code).toBe(99991668)
  const valid = await token()
  expect((await call('GET', INFO, { token: valid })).code).toBe(99991663)
  expect(await token()).not.toBe(valid)
})

test('the response of a fault has the fixed headers too', async () => {
  const { emulator, control } = await startForTest()
  await control('POST', '/faults', { fault: { kind: 'html' } }, faultResponseSchema)
  const { headers } = await fetch(emulator.url + TOKEN, { method: 'POST', body: '{}' })
  expect(headers.get('x-tt-logid')).toMatch(/^\d{14}[0-9A-F]{20}$/)
  expect(headers.get('content-security-policy')).toBe("default-src 'none'")
  expect(headers.get('content-length')).toBe('142')
})

test('a caller sees the name by which it calls its app, and files unchanged', async () => {
  const { emulator, token, call, state } = await startForTest()
  const { default_receiver } = await state()
  const senderFor = async (name: string) => {
    const { data } = await call('POST', CREATE, {
      token: await token(name, 'emulator-secret'),
      body: { receive_id: default_receiver.receive_id, msg_type: 'text', content: '{"text":"x"}' },
    })
    return data
  }
  expect(await senderFor('cli_emulator')).toMatchObject({ sender: { id: 'cli_emulator' } })
  expect(await senderFor('cli_0123456789abcdef')).toMatchObject({
    sender: { id: 'cli_0123456789abcdef' },
  })
  const headers = { Authorization: `Bearer ${await token('cli_emulator', 'emulator-secret')}` }
  const form = new FormData()
  form.set('image_type', 'message')
  const bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff])
  form.set('image', new Blob([bytes]), 'x.png')
  const url = `${emulator.url}/open-apis/im/v1/images`
  const { data } = await (await fetch(url, { method: 'POST', headers, body: form })).json()
  const image = await fetch(`${url}/${data.image_key}`, { headers })
  expect(new Uint8Array(await image.arrayBuffer())).toEqual(bytes)
})
