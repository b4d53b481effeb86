import { request } from 'node:http'
import { expect, test } from 'vitest'
import { clockAnswerSchema } from '#contract/emulator-control'
import { startForTest } from './test-client.ts'
import { sendRaw } from './test-socket.ts'

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
])('the Host %j is refused before everything', async (host) => {
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
  'the Host %j is this machine',
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
])('%s is refused', async (_, head) => {
  const { emulator } = await startForTest()
  const answer = await sendRaw(emulator.port, `${head}Connection: close\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.[01] 421 /)
})

test('every answer is protected from browsers, and none lets another origin read it', async () => {
  const { emulator } = await startForTest()
  for (const path of ['/', '/_emulator/state', '/open-apis/im/v1/messages/om_x']) {
    const { headers } = await fetch(emulator.url + path, { headers: { Origin: 'http://a.test' } })
    expect(headers.get('content-security-policy')).toBe("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(headers.get('set-cookie')).toBeNull()
  }
})

test('the id of a request keeps the spelling that clients look for', async () => {
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

test('every answer bears the time of the emulator’s own clock', async () => {
  const { control, emulator } = await startForTest()
  await control('POST', '/clock', { action: 'freeze' }, clockAnswerSchema)
  const { clock } = await control(
    'POST',
    '/clock',
    { action: 'advance', ms: 3 * 3_600_000 },
    clockAnswerSchema,
  )
  for (const path of ['/open-apis/bot/v3/info', '/_emulator/state', '/nowhere']) {
    const { headers } = await fetch(emulator.url + path)
    expect(headers.get('date')).toBe(new Date(clock.now_ms).toUTCString())
  }
})
