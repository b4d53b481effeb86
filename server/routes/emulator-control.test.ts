import { afterEach, describe, expect, test } from 'vitest'
import { scenarioSchema } from '#contract/emulator-scenario'
import { emulatorStateSchema } from '#contract/emulator-state'
import { refusalSchema } from '#contract/refusal'
import { createEmulator } from '../emulator/emulator.ts'
import { startFaultServer } from '../testing/fault-server.ts'
import { FAULTS, type FaultName, json } from '../testing/faults.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'
import { CONTROL_OPERATIONS } from './control-operations.ts'

const CONTROL = '/api/emulator/control'

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

describe('what the page may ask of the emulator', () => {
  test.each(CONTROL_OPERATIONS)('$method $path exists there', async ({ method, path, body }) => {
    const { call } = await withEmulator()
    const nobody = path.replace(/:\w+/g, 'nobody')
    const response = await call(method, nobody, body && {})
    // What is told about a missing call differs from what is told about a missing id.
    expect(await response.text()).not.toContain('no such call')
  })

  test('a person writes and the answer comes back as it is', async () => {
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

  test('the state is asked for as deep as the page wants it', async () => {
    const { call } = await withEmulator()
    const state = await (await call('GET', '/state?chats=1&messages=1')).json()
    expect(emulatorStateSchema.parse(state).chats.map(({ messages }) => messages.length)).toEqual([
      1,
    ])
  })

  test('what the emulator itself refuses comes back with its status', async () => {
    const { call } = await withEmulator()
    expect(await refusalOf(await call('PATCH', '/users/ou_nobody', {}))).toMatchObject({
      status: 404,
      error: 'not_found',
      message: 'No user has this open_id.',
    })
  })

  test('a scenario that was saved can be loaded', async () => {
    const { call } = await withEmulator()
    const scenario: unknown = await (await call('GET', '/scenario')).json()
    expect(scenarioSchema.safeParse(scenario).success).toBe(true)
    expect((await call('POST', '/scenario', scenario)).status).toBe(200)
  })
})

describe('what never reaches the emulator', () => {
  const nothing = () => json('200 OK', {})

  test.each([
    ['GET', '/stream'],
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
  ])('%s %s is not there', async (method, path) => {
    const { server, call } = await withUpstream(nothing)
    const body = method === 'GET' || method === 'DELETE' ? undefined : {}
    const response = await call(method, path, path.endsWith('clicks') ? CLICK : body)
    expect(await refusalOf(response)).toMatchObject({ status: 404, error: 'not_found' })
    expect(server.requests).toEqual([])
  })

  const CLICK = { message_id: 'om_x', index: 0 }
  const WORDS = { app_id: 'cli_x', text: 'x'.repeat(10_000) }

  test.each([
    [422, '/clock', { action: 'jump' }],
    [422, '/users/ou_x/clicks', { ...CLICK, index: -1 }],
    [422, '/users/ou_x/messages', { ...WORDS, more: 1 }],
    [422, '/scenario', { version: 1, apps: [], users: [] }],
    [400, '/clock', '{'],
    [413, '/users/ou_x/messages', { ...WORDS, text: 'x'.repeat(65_536) }],
    [413, '/scenario', { tenant_key: 'x'.repeat(1024 * 1024) }],
  ])('a body that is answered %i: %s', async (status, path, body) => {
    const { server, call } = await withUpstream(nothing)
    expect((await refusalOf(await call('POST', path, body))).status).toBe(status)
    expect(server.requests).toEqual([])
  })

  test('what is wrong is said with its path, in the language of the page', async () => {
    const { request } = await withUpstream(nothing)
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

  test.each([
    ['GET', '/state?profile=feishu', 404],
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

test('a scenario may be larger than other bodies', async () => {
  const { server, call } = await withUpstream(() => json('200 OK', {}))
  const users = Array.from({ length: 2_000 }, (_, n) => ({ open_id: `ou_${n}`, name: `User ${n}` }))
  const scenario = { version: 1, apps: [{ app_id: 'cli_x', name: 'Bot' }], users }
  expect(JSON.stringify(scenario).length).toBeGreaterThan(64 * 1024)
  expect((await call('POST', '/scenario', scenario)).status).toBe(200)
  expect(server.requests[0]?.body).toBe(JSON.stringify(scenario))
})

test.each<FaultName>(['html_502', 'reset_before_headers', 'not_http', 'redirect'])(
  'an emulator that answers with %s gives no JSON of another page',
  async (fault) => {
    const { call } = await withUpstream(() => FAULTS[fault])
    const response = await call('GET', '/state')
    expect(response.headers.get('location')).toBeNull()
    if (fault === 'redirect') return expect(response.status).toBe(307)
    expect(await refusalOf(response)).toMatchObject({ status: 502, error: 'emulator_unreachable' })
  },
)

test('an answer that breaks off just ends', async () => {
  const { call, logged } = await withUpstream(() => FAULTS.reset_mid_body)
  const response = await call('GET', '/state')
  expect(await response.text()).toBe('{"code":0')
  expect(logged).toEqual([])
})
