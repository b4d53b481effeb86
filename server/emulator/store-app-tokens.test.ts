import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createTenant } from './test-tenant.ts'

const AUTH = '/open-apis/auth/v3'
const STORE = { app_id: 'cli_emulator_store', app_secret: 'emulator-secret-store' }
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

test('a store app comes to a token of the tenant in two steps', async () => {
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

test('a store app is sent a ticket each hour of the clock, and the newest alone is good', async () => {
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

test('a custom app is given one token under both names', async () => {
  const { call, token } = await createTenant()
  const body = { app_id: 'cli_emulator', app_secret: 'emulator-secret' }
  const answer = await call('POST', `${AUTH}/app_access_token/internal`, { body })
  expect(answer).toMatchObject({ code: 0, app_access_token: token, tenant_access_token: token })
})
