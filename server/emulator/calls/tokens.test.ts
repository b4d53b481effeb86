import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { appResponseSchema } from '#contract/emulator/control'
import { createTestClock, readMessage, startForTest } from '../testing/client.ts'
import { createTenant } from '../testing/tenant.ts'

const MINUTE = 60_000
const SOME_CALL = '/open-apis/im/v1/messages/om_unknown'

async function isAccepted(
  { call }: Awaited<ReturnType<typeof startForTest>>,
  token: string | undefined,
) {
  const { code } = await call('GET', SOME_CALL, { token: token ?? '' })
  return code !== 99991663
}

test('returns the same token while at least 30 minutes remain', async () => {
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

test('returns a new token below 30 minutes, and both work until the first one expires', async () => {
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

test('two apps have different tokens', async () => {
  const { token } = await startForTest()
  const other = await token('cli_13579bdf02468ace', 'emulator-secret-parcels')
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
  { body: { app_id: 'cli_unknown', app_secret: 'x' }, code: 10003, msg: 'invalid param' },
  { body: { app_id: 'cli_0123456789abcdef' }, code: 10003, msg: 'invalid param' },
  {
    body: { app_id: 'cli_0123456789abcdef', app_secret: 'x' },
    code: 10014,
    msg: 'app secret invalid',
  },
])('rejects $body with $code and HTTP status 200', async ({ body, code, msg }) => {
  const { call } = await startForTest()
  const answer = await call('POST', '/open-apis/auth/v3/tenant_access_token/internal', { body })
  expect(answer).toMatchObject({ status: 200, code, data: {}, msg })
})

test.each([
  undefined,
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-8',
])('accepts the Content-Type %s and a trailing slash', async (contentType) => {
  const { call } = await startForTest()
  const { code } = await call('POST', '/open-apis/auth/v3/tenant_access_token/internal/', {
    body: '{"app_id": "cli_0123456789abcdef",\n\t"app_secret": "emulator-secret"}',
    headers: contentType === undefined ? {} : { 'Content-Type': contentType },
  })
  expect(code).toBe(0)
})

const AUTH = '/open-apis/auth/v3'
const STORE = { app_id: 'cli_fedcba9876543210', app_secret: 'emulator-secret-store' }
const HOUR_MS = 3_600_000

const ticketEvent = z.strictObject({
  ts: z.string().check(z.regex(/^\d{10}$/)),
  uuid: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  type: z.literal('event_callback'),
  event: z.strictObject({
    app_id: z.literal(STORE.app_id),
    app_ticket: z.string(),
    type: z.literal('app_ticket'),
  }),
})

test('a store app gets a token of the tenant in two steps', async () => {
  const { call, state } = await createTenant()
  const ask = (path: string, body: object) => call('POST', AUTH + path, { body })
  await ask('/app_ticket/resend', STORE)
  const { events, tenant_key } = await state()
  const { app_ticket } = ticketEvent.parse(events.at(-1)?.event).event

  const { app_access_token } = await ask('/app_access_token', { ...STORE, app_ticket })
  const { tenant_access_token } = await ask('/tenant_access_token', {
    app_access_token,
    tenant_key,
  })
  const info = await call('GET', '/open-apis/bot/v3/info', { token: String(tenant_access_token) })
  expect(info).toMatchObject({ code: 0, bot: { app_name: '问卷应用 Survey App' } })

  const asTenant = await call('GET', '/open-apis/bot/v3/info', { token: String(app_access_token) })
  expect(asTenant.code).toBe(99991671)
})

test('a store app gets a ticket each hour of the clock, and only the newest is valid', async () => {
  const { call, control, state } = await createTenant({ clock: 'frozen' })
  const tickets = async () => (await state()).events.map(({ event }) => ticketEvent.parse(event))
  const advance = (ms: number) =>
    control('POST', '/clock', { action: 'advance', ms }, z.looseObject({}))
  await advance(HOUR_MS - 1)
  expect(await tickets()).toHaveLength(0)
  await advance(1)
  await advance(HOUR_MS)
  const [older, newer, ...others] = await tickets()
  expect(others).toEqual([])
  const exchange = (app_ticket: string | undefined) =>
    call('POST', `${AUTH}/app_access_token`, { body: { ...STORE, app_ticket } })
  expect((await exchange(older?.event.app_ticket)).code).toBe(10012)
  expect((await exchange(newer?.event.app_ticket)).code).toBe(0)
})

test('a custom app gets one token under both names', async () => {
  const { call, token } = await createTenant()
  const body = { app_id: 'cli_0123456789abcdef', app_secret: 'emulator-secret' }
  const answer = await call('POST', `${AUTH}/app_access_token/internal`, { body })
  expect(answer).toMatchObject({ code: 0, app_access_token: token, tenant_access_token: token })
})

test('a built-in app keeps its other name for a caller that uses it', async () => {
  const tenant = await createTenant()
  const { call, app_id, user_id, text } = tenant
  expect(app_id).toMatch(/^cli_[0-9a-f]{16}$/)
  const sender = async (name: string) => {
    const token = await tenant.newToken(name, 'emulator-secret')
    const path = '/open-apis/im/v1/messages?receive_id_type=open_id'
    const { data } = await call('POST', path, {
      token,
      body: { receive_id: user_id, ...text('x') },
    })
    return { token, id: readMessage(data).sender.id }
  }
  const [alias, own] = [await sender('cli_emulator'), await sender(app_id)]
  expect([alias.id, own.id]).toEqual(['cli_emulator', app_id])
  expect(alias.token).not.toBe(own.token)
  const body = { enabled: false }
  const { app } = await tenant.control('PATCH', '/apps/cli_emulator', body, appResponseSchema)
  expect(app).toMatchObject({ app_id, enabled: false })
})
