import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { EMULATOR_CALLS, type EmulatorCall } from '#contract/emulator/calls'
import { scenarioSchema } from '#contract/emulator/scenario'
import { emulatorStateSchema } from '#contract/emulator/state'
import { refusalSchema } from '#contract/refusal'
import { createEmulator } from '../emulator/emulator.ts'
import { startFaultServer } from '../testing/fault-server.ts'
import { FAULTS, type FaultName, json } from '../testing/faults.ts'
import { createTestConsole, HOST, testProfile } from '../testing/test-console.ts'
import { controlUrl } from './emulator.ts'

const CONTROL = '/api/emulator'
const CALLS: EmulatorCall[] = Object.values(EMULATOR_CALLS)

let running: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.map((each) => each.close()))
  running = []
})

function consoleOn(url: string) {
  const console = createTestConsole([
    testProfile('http://127.0.0.1:9'),
    testProfile(url, { id: 'emulator', brand: 'emulator', default: false }),
  ])
  running.push(console)
  const call = (method: string, path: string, body?: unknown) =>
    console.request(`${CONTROL}${path}${path.includes('?') ? '&' : '?'}profile=emulator`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    })
  return { ...console, call }
}

async function withEmulator() {
  const emulator = await createEmulator()
  running.push(emulator)
  return consoleOn(emulator.url)
}

async function withUpstream(respond: Parameters<typeof startFaultServer>[0]) {
  const server = await startFaultServer(respond)
  running.push(server)
  return { server, ...consoleOn(server.url) }
}

async function refusalOf(response: Response) {
  return { status: response.status, ...refusalSchema.parse(await response.json()) }
}

describe('the control calls through the console', () => {
  test.each(CALLS)(
    '$method $path exists in the emulator',
    async ({ method, path, body, contentType }) => {
      const { call } = await withEmulator()
      const unknown = path.replace(/:\w+/g, 'unknown')
      const response = await call(method, unknown, body && {})
      if (contentType) return response.body?.cancel()
      // A missing call and a missing id have different messages.
      expect(await response.text()).not.toContain('no such call')
    },
  )

  test('passes the response on unchanged', async () => {
    const { call } = await withEmulator()
    const state = emulatorStateSchema.parse(await (await call('GET', '/state')).json())
    const open_id = state.default_receiver.receive_id
    const app_id = state.default_app_id
    const response = await call('POST', `/users/${open_id}/messages`, { app_id, text: '在吗？' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toMatchObject({
      message: { sender: { sender_type: 'user', id: open_id }, text: '在吗？' },
    })
  })

  test('passes the query on', async () => {
    const { call } = await withEmulator()
    const state = await (await call('GET', '/state?chats=1&messages=1')).json()
    expect(emulatorStateSchema.parse(state).chats.map(({ messages }) => messages.length)).toEqual([
      1,
    ])
  })

  test('passes the status of an error on', async () => {
    const { call } = await withEmulator()
    expect(await refusalOf(await call('PATCH', '/users/ou_nobody', {}))).toMatchObject({
      status: 404,
      error: 'not_found',
      message: 'Unknown open_id.',
    })
  })

  test('loads a scenario that it saved', async () => {
    const { call } = await withEmulator()
    const scenario: unknown = await (await call('GET', '/scenario')).json()
    expect(scenarioSchema.safeParse(scenario).success).toBe(true)
    expect((await call('POST', '/scenario', scenario)).status).toBe(200)
  })
})

describe('does not forward', () => {
  const nothing = () => json('200 OK', {})

  test.each([
    ['GET', '/../open-apis/im/v1/messages'],
    ['GET', '/%2e%2e/open-apis/im/v1/messages'],
    ['GET', '/..%2fopen-apis'],
    ['DELETE', '/state'],
    ['POST', '/state'],
    ['POST', '/users/..%2f../clicks'],
    ['POST', '/users/%2e%2e/clicks'],
    ['POST', '/users/a%3Fb/clicks'],
    ['POST', '/users/a%23b/clicks'],
    ['PATCH', `/users/${'a'.repeat(129)}`],
  ])('%s %s', async (method, path) => {
    const { server, call } = await withUpstream(nothing)
    const body = method === 'GET' || method === 'DELETE' ? undefined : {}
    const response = await call(method, path, path.endsWith('clicks') ? CLICK : body)
    expect(await refusalOf(response)).toMatchObject({ status: 404, error: 'not_found' })
    expect(server.requests).toEqual([])
  })

  const CLICK = { message_id: 'om_x', index: 0 }
  const WORDS = { app_id: 'cli_x', text: 'x'.repeat(10_000) }

  test.each([
    [400, '/clock', '{'],
    [413, '/users/ou_x/messages', { ...WORDS, text: 'x'.repeat(65_536) }],
    [413, '/scenario', { tenant_key: 'x'.repeat(1024 * 1024) }],
  ])('a body that gets %i: %s', async (status, path, body) => {
    const { server, call } = await withUpstream(nothing)
    expect((await refusalOf(await call('POST', path, body))).status).toBe(status)
    expect(server.requests).toEqual([])
  })

  test('a body of another type', async () => {
    const { server, request } = await withUpstream(nothing)
    const response = await request(`${CONTROL}/reset?profile=emulator`, { method: 'POST' })
    expect(response.status).toBe(415)
    expect(server.requests).toEqual([])
  })
  test.each([
    ['GET', '/state?profile=feishu', 404],
    ['GET', '/stream?profile=feishu', 404],
    ['DELETE', '/faults?profile=feishu', 404],
    ['GET', '/state', 404],
    ['GET', '/state?profile=nobody', 422],
    ['GET', '/state?profile=emulator&depth=9', 422],
    ['GET', '/scenario?profile=emulator&chats=9', 422],
  ])('%s %s', async (method, path, status) => {
    const { server, request } = await withUpstream(nothing)
    expect((await request(`${CONTROL}${path}`, { method })).status).toBe(status)
    expect(server.requests).toEqual([])
  })
})

describe('the emulator validates each body', () => {
  const CLICK = { message_id: 'om_x', index: 0 }

  test.each([
    ['/clock', { action: 'jump' }],
    ['/users/ou_x/clicks', { ...CLICK, index: -1 }],
    ['/users/ou_x/messages', { app_id: 'cli_x', text: 'x', more: 1 }],
    ['/scenario', { version: 1, apps: [], users: [] }],
  ])('and rejects an invalid one with 422: %s', async (path, body) => {
    const { call } = await withEmulator()
    const state = await (await call('GET', '/state')).text()
    const open_id = emulatorStateSchema.parse(JSON.parse(state)).default_receiver.receive_id
    const response = await call('POST', path.replace('ou_x', open_id), body)
    expect(await refusalOf(response)).toMatchObject({ status: 422, error: 'invalid' })
  })

  test('with the path of each issue, in the language of the page', async () => {
    const { request } = await withEmulator()
    const response = await request(`${CONTROL}/scenario?profile=emulator`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN' },
      body: JSON.stringify({ version: 1, apps: [{ app_id: 'cli_x' }], users: [] }),
    })
    expect((await refusalOf(response)).issues).toContainEqual({
      path: 'apps.0.name',
      message: '缺少此字段，应为字符串。',
    })
  })
})

test('forwards a scenario that is larger than other bodies', async () => {
  const { server, call } = await withUpstream(() => json('200 OK', {}))
  const users = Array.from({ length: 2_000 }, (_, n) => ({ open_id: `ou_${n}`, name: `User ${n}` }))
  const scenario = { version: 1, apps: [{ app_id: 'cli_x', name: 'Bot' }], users }
  expect(JSON.stringify(scenario).length).toBeGreaterThan(64 * 1024)
  expect((await call('POST', '/scenario', scenario)).status).toBe(200)
  expect(server.requests[0]?.body).toBe(JSON.stringify(scenario))
})

test.each<FaultName>(['html_502', 'reset_before_headers', 'not_http', 'redirect'])(
  'reports an emulator that responds with %s as unreachable',
  async (fault) => {
    const { call } = await withUpstream(() => FAULTS[fault])
    const response = await call('GET', '/state')
    expect(response.headers.get('location')).toBeNull()
    expect(await refusalOf(response)).toMatchObject({ status: 502, error: 'emulator_unreachable' })
  },
)

test('ends a response that breaks off, without logging', async () => {
  const { app, logged } = await withUpstream(() => FAULTS.reset_mid_body)
  // The app itself, as the test console validates whole responses.
  const response = await app.request(`${CONTROL}/state?profile=emulator`, {
    headers: { host: HOST },
  })
  expect(await response.text()).toBe('{"code":0')
  expect(logged).toEqual([])
})

const BASE = 'http://127.0.0.1:4311'

test('fills a well-formed id into the URL', () => {
  expect(controlUrl(BASE, '/users/:open_id/clicks', { open_id: 'ou_a-1' })?.href).toBe(
    `${BASE}/_emulator/users/ou_a-1/clicks`,
  )
})

test.each(['', '..', '.', '%2e%2e', 'a/b', 'a\\b', 'a?b', 'a#b', 'a b', 'ä', 'a\n'])(
  'builds no URL from the id “%s”',
  (open_id) => {
    expect(controlUrl(BASE, '/users/:open_id', { open_id })).toBeNull()
  },
)

test('for any id, the URL is the control call for exactly that id', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (app_id) => {
      const url = controlUrl(BASE, '/apps/:app_id/subscription', { app_id })
      if (url) expect(url.href).toBe(`${BASE}/_emulator/apps/${app_id}/subscription`)
    }),
  )
})

test('reads the state as the contract describes it, without further fields', async () => {
  const { call } = await withEmulator()
  const state: unknown = await (await call('GET', '/state')).json()
  expect(emulatorStateSchema.parse(state)).toEqual(state)
})

test('resets the emulator', async () => {
  const { call } = await withEmulator()
  await call('POST', '/clock', { action: 'freeze' })
  expect((await call('POST', '/reset', {})).status).toBe(200)
  const state = emulatorStateSchema.parse(await (await call('GET', '/state')).json())
  expect(state.clock.mode).toBe('real')
})
