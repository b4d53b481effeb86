import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startForTest } from './test-client.ts'
import { sendRaw } from './test-socket.ts'

const PUSH = '/open-apis/im/v1/messages/om_nowhere/push_follow_up'
const CREATE = '/open-apis/im/v1/messages?receive_id_type=open_id'
const TOKEN = '/open-apis/auth/v3/tenant_access_token/internal'

describe('what is no call of the platform', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/open-apis/auth/v3/tenant_access_token/internal'],
    ['PATCH', '/open-apis/im/v1/messages/om_x'],
    ['GET', '/open-apis/im/v1/messages/om_x/push_follow_up'],
    ['OPTIONS', '/open-apis/im/v1/messages'],
    ['POST', '/open-apis/im/v1/messages/om_x/y/push_follow_up'],
    ['POST', '/open-apis/im/v1/messages/../../../x'],
  ])('%s %s is answered 404 in plain text', async (method, path) => {
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
])('%s %s is no call of the emulator and is answered 404 in JSON', async (method, path) => {
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
  ])('to %s may have %i bytes and no more', async (path, limit) => {
    const { call, token } = await startForTest()
    const authorized = { token: await token() }
    const largest = await call('POST', path, { ...authorized, body: ' '.repeat(limit) })
    expect(largest).toMatchObject({ status: 400, code: 9499 })
    const larger = await call('POST', path, { ...authorized, body: ' '.repeat(limit + 1) })
    expect(larger).toMatchObject({ status: 413, code: 9499 })
  })

  test('that does not say its length is cut off as well', async () => {
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

  test('in chunks is read whole, even where a character is split', async () => {
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

  test('that an answer did not need leaves the connection usable', async () => {
    const { emulator } = await startForTest()
    const answers = await sendRaw(
      emulator.port,
      `POST ${PUSH} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}` +
        'GET /nope HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    )
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 404'])
  })

  test('that ends in the middle because the caller has left is no bug', async () => {
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

test('a bug is answered in the envelope and told to the owner, not to the caller', async () => {
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
