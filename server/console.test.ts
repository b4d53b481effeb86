import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emulatorStateSchema } from '#contract/emulator/state'
import { exchangeSchema } from '#contract/exchange'
import { profilesSchema } from '#contract/profile'
import { refusalSchema } from '#contract/refusal'
import { PortError, type RunningConsole, startConsole } from './console.ts'
import type { Config } from './env.ts'
import { SECURITY_HEADERS } from './http/guards.ts'
import { NO_REVERSE_PROXY } from './http/reverse-proxy.ts'
import { NO_LIMITS } from './ledger/send-limits.ts'
import { rawExchange } from './testing/raw-exchange.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const CONFIG: Config = {
  host: '127.0.0.1',
  port: 0,
  emulatorPort: 0,
  emulatorHost: '127.0.0.1',
  emulatorAllowedHosts: [],
  realProfile: null,
  allowedBaseUrls: [],
  allowedHosts: [],
  allowedEventHosts: [],
  access: null,
  openWithoutSignIn: false,
  passOnHosts: [],
  consoleKey: null,
  forgetSecrets: false,
  upstreamDeadlineMs: 15_000,
  proxy: null,
  reverseProxy: NO_REVERSE_PROXY,
  sendLimits: NO_LIMITS,
  storage: { kind: 'sqlite', folder: '' },
  rateBudget: true,
  metrics: false,
  log: 'problems',
  retention: {},
  keepLookups: true,
}

const start = (config: Partial<Config> = {}) =>
  startConsole(
    { ...CONFIG, storage: { kind: 'sqlite', folder: temporaryFolder() }, ...config },
    { dev: false, log: () => {} },
  )

let running: RunningConsole
let port: number
beforeAll(async () => {
  running = await start()
  port = Number(new URL(running.url).port)
})
afterAll(() => running.close())

const post = (path: string, body?: unknown) =>
  fetch(running.url + path, {
    method: 'POST',
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })

describe('a console with its emulator', () => {
  test('sends a new message, pushes to it once, and explains the second refusal', async () => {
    const state = emulatorStateSchema.parse(
      await (await fetch(`${running.url}/api/emulator/state`)).json(),
    )
    const created = exchangeSchema.parse(
      await (await post('/api/messages', { ...state.default_receiver, text: '你好' })).json(),
    )
    expect(created).toMatchObject({ outcome: 'answered', code: 0, profile: 'emulator' })

    const path = `/api/messages/${created.message_id}/push_follow_up?profile=emulator`
    const push = async () =>
      exchangeSchema.parse(await (await post(path, { follow_ups: [{ content: '好' }] })).json())
    expect(await push()).toMatchObject({ outcome: 'answered', code: 0 })
    expect(await push()).toMatchObject({ code: 230008, meaning: { code: 230008 } })
  })

  test('restores the emulator’s seed', async () => {
    const response = await post('/api/emulator/reset', {})
    expect(response.status).toBe(200)
    const state = await (await fetch(`${running.url}/api/emulator/state`)).json()
    expect(emulatorStateSchema.parse(state).demonstrations).not.toHaveLength(0)
  })

  test('lists its profile without a secret', async () => {
    const text = await (await fetch(`${running.url}/api/profiles`)).text()
    expect(profilesSchema.parse(JSON.parse(text)).profiles).toMatchObject([
      {
        id: 'emulator',
        name: 'Emulator',
        brand: 'emulator',
        base_url: running.emulatorUrl,
        app_id: 'cli_0123456789abcdef',
        default: true,
        source: 'environment',
        secret: { fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/), set_at: null },
      },
    ])
    expect(text).not.toContain('emulator-secret')
  })
})

describe('on the wire', () => {
  const get = (lines: string) => rawExchange(port, `${lines}\r\nConnection: close\r\n\r\n`)

  test.each([
    ['no Host', 'GET /api/health HTTP/1.1'],
    ['no Host in HTTP/1.0', 'GET /api/health HTTP/1.0'],
    ['an empty Host', 'GET /api/health HTTP/1.1\r\nHost:'],
    ['a foreign Host', 'GET /api/health HTTP/1.1\r\nHost: evil.test'],
    ['a malformed Host', 'GET /api/health HTTP/1.1\r\nHost: a b'],
    [
      'two Hosts, the console’s first',
      'GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: evil.test',
    ],
    [
      'two Hosts, the console’s last',
      'GET /api/health HTTP/1.1\r\nHost: evil.test\r\nHost: 127.0.0.1:PORT',
    ],
    [
      'the console’s Host twice',
      'GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nhost: 127.0.0.1:PORT',
    ],
    [
      'an absolute target on the console',
      'GET http://127.0.0.1:PORT/api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT',
    ],
    [
      'an absolute target elsewhere',
      'GET http://evil.test/api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT',
    ],
    ['another port', 'GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:1'],
    ['a foreign Host on the page', 'GET / HTTP/1.1\r\nHost: evil.test'],
    [
      'a foreign Host on a send',
      'POST /api/messages HTTP/1.1\r\nHost: evil.test\r\nContent-Length: 0',
    ],
  ])('refuses a request with %s', async (_, lines) => {
    const response = await get(lines.replaceAll('PORT', String(port)))
    expect(response.status).toBe(421)
    expect(refusalSchema.parse(JSON.parse(response.body)).error).toBe('wrong_host')
    expect(response.headers).toMatchObject(SECURITY_HEADERS)
  })

  test.each(['127.0.0.1', 'localhost', 'LocalHost', '[::1]'])(
    'accepts a request to %s',
    async (name) => {
      const response = await get(`GET /api/health HTTP/1.1\r\nHost: ${name}:${port}`)
      expect(response).toMatchObject({
        status: 200,
        body: expect.stringContaining('"ledger":"ok"'),
      })
    },
  )

  test('refuses a body declared too large at once', async () => {
    const response = await get(
      `POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 1000000000`,
    )
    expect(response.status).toBe(413)
    expect(refusalSchema.parse(JSON.parse(response.body)).error).toBe('too_large')
  })

  test('measures a chunked body as it arrives', async () => {
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
    const response = await rawExchange(
      port,
      `POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunk.repeat(65)}0\r\n\r\n`,
    )
    expect(response.status).toBe(413)
    expect(refusalSchema.parse(JSON.parse(response.body)).error).toBe('too_large')
  })

  test.each([
    '/..%2fpackage.json',
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/../../package.json',
    '/assets/..%5c..%5cpackage.json',
    '/.env',
    '/assets/none.js',
    '/nope.html',
  ])('serves no file for %s', async (path) => {
    const response = await get(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}`)
    expect(response.status).toBe(404)
    expect(response.body).not.toContain('follow-up-console')
  })

  test('responds 404 to an unknown address of the API', async () => {
    const response = await get(`GET /api/nope HTTP/1.1\r\nHost: 127.0.0.1:${port}`)
    expect(response.status).toBe(404)
    expect(refusalSchema.parse(JSON.parse(response.body)).error).toBe('not_found')
  })
})

describe('ports', () => {
  test('names a taken PORT, and stops the emulator', async () => {
    const { emulatorUrl } = running
    const emulatorPort = Number(new URL(emulatorUrl ?? '').port)
    await expect(start({ port })).rejects.toThrow(
      `Port ${port} is already in use: set PORT to another one.`,
    )
    await expect(start({ emulatorPort })).rejects.toMatchObject({ variable: 'EMULATOR_PORT' })
    await expect(start({ emulatorPort })).rejects.toBeInstanceOf(PortError)
  })
})

describe('closing', () => {
  test('waits for a running request, and accepts no new one', async () => {
    const closing = await start()
    const closingPort = Number(new URL(closing.url).port)
    // Its body has not arrived yet, so the request is running.
    const socket = connect(closingPort, '127.0.0.1')
    socket.write(
      `POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1:${closingPort}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{`,
    )
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk
    })
    await expect.poll(() => fetch(`${closing.url}/api/health`).then((r) => r.status)).toBe(200)

    const closed = closing.close()
    await expect
      .poll(() => fetch(`${closing.url}/api/health`).catch(() => 'refused'))
      .toBe('refused')
    socket.write('}')
    await closed
    expect(received).toMatch(/^HTTP\/1\.1 422 /)
  })
})
