import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { appResponseSchema } from '#contract/emulator/control'
import { createWorld } from '../tenant/world.ts'
import { createTestClock, readMessage, startForTest } from '../testing/client.ts'
import { createTenant } from '../testing/tenant.ts'
import type { OpenOperation } from './operation.ts'
import {
  appAccessToken,
  appAccessTokenInternal,
  appTicketResend,
  ownerOfToken,
  tenantAccessToken,
  tenantAccessTokenInternal,
} from './tokens.ts'

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

const CUSTOM = { app_id: 'cli_0123456789abcdef', app_secret: 'emulator-secret' }

/** The token calls themselves. */
function startWorld() {
  const clock = createTestClock()
  let drawn = 0
  const randomHex = (bytes: number) => {
    drawn += 1
    return String(drawn).padStart(2 * bytes, '0')
  }
  const world = createWorld({ clock: clock.read, randomHex })
  const ask = (operation: OpenOperation, body: unknown): Record<string, unknown> => {
    const caller = { host: '', user_agent: '' }
    const result = operation.handle({ world, params: {}, query: {}, caller, body })
    return result.kind === 'bare' ? result.body : result
  }
  const appOf = ({ app_id }: { app_id: string }) => {
    const app = world.state.apps.get(app_id)
    if (!app) throw new Error('not seeded')
    return app
  }
  return { clock, world, ask, appOf }
}

describe('the responses of the token calls', () => {
  const token = expect.stringMatching(/^t-g1\d{38}$/)

  test('for a custom app', () => {
    const { ask } = startWorld()
    const first = ask(tenantAccessTokenInternal, CUSTOM)
    expect(first).toEqual({ code: 0, msg: 'ok', tenant_access_token: token, expire: 7200 })
    const { tenant_access_token } = first
    expect(ask(appAccessTokenInternal, CUSTOM)).toEqual({
      ...{ code: 0, msg: 'ok', expire: 7200 },
      ...{ app_access_token: tenant_access_token, tenant_access_token },
    })
  })

  test('for a store app', () => {
    const { ask, world } = startWorld()
    expect(ask(appTicketResend, STORE)).toEqual({ code: 0, msg: 'success' })
    const app_ticket = world.app_tickets.get(STORE.app_id)
    const first = ask(appAccessToken, { ...STORE, app_ticket })
    expect(first).toEqual({
      ...{ code: 0, msg: 'success', expire: 7200 },
      app_access_token: expect.stringMatching(/^a-g1\d{38}$/),
    })
    const { app_access_token } = first
    const body = { app_access_token, tenant_key: world.state.tenant_key }
    expect(ask(tenantAccessToken, body)).toEqual({
      ...{ code: 0, msg: 'success', expire: 7200 },
      tenant_access_token: token,
    })
    expect(ask(tenantAccessToken, { ...body, tenant_key: 'x' })).toMatchObject({ code: 10013 })
    expect(ask(tenantAccessToken, { app_access_token: 'a-x', tenant_key: 'x' })).toMatchObject({
      code: 20014,
    })
    for (const field of ['app_access_token', 'tenant_key']) {
      expect(ask(tenantAccessToken, { ...body, [field]: 7 })).toMatchObject({ code: 10003 })
    }
  })

  test('for a ticket that is missing, old or not of the app', () => {
    const { ask, world } = startWorld()
    expect(ask(appAccessToken, STORE)).toMatchObject({ code: 10003 })
    expect(ask(appAccessToken, { ...STORE, app_ticket: 'x' })).toMatchObject({ code: 10012 })
    world.app_tickets.set('other', 'x')
    expect(ask(appAccessToken, { ...STORE, app_ticket: 'x' })).toMatchObject({ code: 10012 })
  })
})

test('of several reasons against credentials, the first is returned', () => {
  const { ask, appOf, world } = startWorld()
  appOf(CUSTOM).enabled = false
  appOf(STORE).enabled = false
  const wrong = { app_secret: 'wrong' }
  const codes = (body: unknown) =>
    [
      ...[tenantAccessTokenInternal, appAccessTokenInternal],
      ...[appAccessToken, appTicketResend],
    ].map((operation) => ask(operation, body).code)
  expect(codes({ ...CUSTOM, ...wrong })).toEqual([10014, 10014, 10003, 10014])
  expect(codes({ ...STORE, ...wrong })).toEqual([10003, 10003, 10014, 10014])
  world.assumptions.wrong_secret = '10015'
  world.assumptions.disabled_app_token = '10005'
  expect(codes({ ...CUSTOM, ...wrong })).toEqual([10015, 10015, 10003, 10015])
  expect(codes(CUSTOM)).toEqual([10005, 10005, 10003, 10005])
  expect(codes(STORE)).toEqual([10003, 10003, 10005, 10005])
  expect(ask(appAccessToken, STORE).msg).not.toBe('app unauthorized')
  world.assumptions.disabled_app_token = '10014'
  const texts = [appAccessToken, appTicketResend].map((one) => ask(one, STORE))
  for (const text of texts) expect(text).toEqual({ code: 10014, data: {}, msg: 'app unauthorized' })
  appOf(CUSTOM).enabled = true
  expect(ask(tenantAccessTokenInternal, { ...CUSTOM, ...wrong })).toEqual({
    ...{ code: 10015, data: {} },
    msg: expect.stringMatching(/\w/),
  })
  expect(codes(CUSTOM)).toEqual([0, 0, 10003, 10016])
  for (const body of [undefined, {}, { ...CUSTOM, app_id: 7 }, { ...CUSTOM, app_secret: 7 }]) {
    expect(codes(body)).toEqual([10003, 10003, 10003, 10003])
  }
})

test('a token is counted in whole seconds, and the expired ones are forgotten', () => {
  const { ask, clock, world } = startWorld()
  const request = (app_id = CUSTOM.app_id) => ask(tenantAccessTokenInternal, { ...CUSTOM, app_id })
  const first = request()
  clock.advance(1)
  expect(request()).toEqual({ ...first, expire: 7199 })
  clock.advance(999)
  expect(request()).toEqual({ ...first, expire: 7199 })
  clock.advance(5_399_000)
  expect(request()).toEqual({ ...first, expire: 1800 })
  clock.advance(1)
  const second = request()
  expect(second.expire).toBe(7200)
  expect(second.tenant_access_token).not.toBe(first.tenant_access_token)
  clock.advance(1_799_998)
  request()
  expect(world.tokens.size).toBe(2)
  const owner = () => ownerOfToken(world, 'tenant', String(first.tenant_access_token))
  expect(owner()).toMatchObject({ app_id: CUSTOM.app_id, kind: 'tenant' })
  clock.advance(1)
  expect(owner()).toBeUndefined()
  request()
  expect(world.tokens.size).toBe(1)
  expect(ownerOfToken(world, 'app', String(second.tenant_access_token))).toBeUndefined()
})

test('a store app has a token of its own besides the one of the tenant', () => {
  const { ask, world } = startWorld()
  ask(appTicketResend, STORE)
  const app_ticket = world.app_tickets.get(STORE.app_id)
  const own = () => ask(appAccessToken, { ...STORE, app_ticket }).app_access_token
  const app_access_token = own()
  const { tenant_key } = world.state
  const inTenant = () => ask(tenantAccessToken, { app_access_token, tenant_key })
  expect(inTenant()).toEqual(inTenant())
  expect(own()).toBe(app_access_token)
  expect([...world.tokens.values()].map(({ kind }) => kind)).toEqual(['app', 'tenant'])
})
