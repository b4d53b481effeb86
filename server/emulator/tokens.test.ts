import { expect, test } from 'vitest'
import { createTestClock, startForTest } from './test-client.ts'

const MINUTE = 60_000
const SOME_CALL = '/open-apis/im/v1/messages/om_nowhere'

async function isAccepted(
  { call }: Awaited<ReturnType<typeof startForTest>>,
  token: string | undefined,
) {
  const { code } = await call('GET', SOME_CALL, { token: token ?? '' })
  return code !== 99991663
}

test('the same token comes back while 30 minutes or more remain', async () => {
  const clock = createTestClock()
  const { requestToken } = await startForTest({ clock: clock.read })
  const first = await requestToken()
  expect(first).toMatchObject({ status: 200, code: 0, msg: 'ok', expire: 7200 })
  expect(first.tenant_access_token).toMatch(/^t-g1[0-9a-f]{38}$/)
  clock.advance(90 * MINUTE)
  const again = await requestToken()
  expect(again.tenant_access_token).toBe(first.tenant_access_token)
  expect(again.expire).toBe(1800)
})

test('below 30 minutes a new token comes, and both work until the first one ends', async () => {
  const clock = createTestClock()
  const emulator = await startForTest({ clock: clock.read })
  const first = await emulator.token()
  clock.advance(90 * MINUTE + 1)
  const second = await emulator.token()
  expect(second).not.toBe(first)
  expect(await emulator.token()).toBe(second)

  clock.advance(30 * MINUTE - 2)
  expect(await isAccepted(emulator, first)).toBe(true)
  clock.advance(1)
  expect(await isAccepted(emulator, first)).toBe(false)
  expect(await isAccepted(emulator, second)).toBe(true)
  clock.advance(90 * MINUTE + 1)
  expect(await isAccepted(emulator, second)).toBe(false)
})

test('two apps have tokens of their own', async () => {
  const { token } = await startForTest()
  const other = await token('cli_emulator_parcels', 'emulator-secret-parcels')
  expect(await token()).not.toBe(other)
})

test('a reset leaves tokens valid', async () => {
  const emulator = await startForTest()
  const token = await emulator.token()
  emulator.emulator.reset()
  expect(await isAccepted(emulator, token)).toBe(true)
})

test.each([
  { body: {}, code: 10003, msg: 'invalid param' },
  { body: 'not json', code: 10003, msg: 'invalid param' },
  { body: { app_id: 'cli_nobody', app_secret: 'x' }, code: 10003, msg: 'invalid param' },
  { body: { app_id: 'cli_emulator' }, code: 10003, msg: 'invalid param' },
  { body: { app_id: 'cli_emulator', app_secret: 'x' }, code: 10014, msg: 'app secret invalid' },
])('$body is refused with $code and HTTP status 200', async ({ body, code, msg }) => {
  const { call } = await startForTest()
  const answer = await call('POST', '/open-apis/auth/v3/tenant_access_token/internal', { body })
  expect(answer).toMatchObject({ status: 200, code, data: {}, msg })
})

test.each([
  undefined,
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-8',
])('the Content-Type %s and a trailing slash are taken', async (contentType) => {
  const { call } = await startForTest()
  const { code } = await call('POST', '/open-apis/auth/v3/tenant_access_token/internal/', {
    body: '{"app_id": "cli_emulator",\n\t"app_secret": "emulator-secret"}',
    headers: contentType === undefined ? {} : { 'Content-Type': contentType },
  })
  expect(code).toBe(0)
})
