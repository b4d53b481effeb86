import { afterEach, describe, expect, test } from 'vitest'
import { type Behaviour, type FaultServer, startFaultServer } from '../testing/fault-server.ts'
import { FAULTS, grantToken, json } from '../testing/faults.ts'
import { testProfile } from '../testing/test-console.ts'
import { createTenantAccessTokens } from './tenant-access-token.ts'
import { createUpstream } from './upstream.ts'

let server: FaultServer
let now = 0
const clock = { wall: () => 0, monotonic: () => now }
afterEach(() => server.close())

async function tokensFrom(respond: (call: number) => Behaviour, deadlineMs = 5_000) {
  now = 0
  let calls = 0
  server = await startFaultServer(() => respond(++calls))
  return createTenantAccessTokens(createUpstream({ clock, deadlineMs }), clock)
}

const MINUTE = 60_000
const granting = (expire: number) => (call: number) => grantToken(`t-token-${call}`, expire)

describe('the token', () => {
  test('is requested with the app’s id and secret', async () => {
    const tokens = await tokensFrom(granting(7200))
    expect(await tokens.get(testProfile(server.url))).toEqual({ ok: true, token: 't-token-1' })
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/open-apis/auth/v3/tenant_access_token/internal',
      body: '{"app_id":"cli_test","app_secret":"secret-of-the-test-app"}',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    })
  })

  test('is fetched once for many callers at the same time', async () => {
    const tokens = await tokensFrom(granting(7200))
    const profile = testProfile(server.url)
    const results = await Promise.all(Array.from({ length: 20 }, () => tokens.get(profile)))
    expect(new Set(results.map((r) => r.ok && r.token))).toEqual(new Set(['t-token-1']))
    expect(server.requests).toHaveLength(1)
  })

  test('is renewed when less than 30 minutes remain, not before', async () => {
    const tokens = await tokensFrom(granting(7200))
    const profile = testProfile(server.url)
    await tokens.get(profile)
    now = 90 * MINUTE - 1
    expect(await tokens.get(profile)).toEqual({ ok: true, token: 't-token-1' })
    now = 90 * MINUTE
    expect(await tokens.get(profile)).toEqual({ ok: true, token: 't-token-2' })
  })

  test('with a short lifetime is used for half of it', async () => {
    const tokens = await tokensFrom(granting(10))
    const profile = testProfile(server.url)
    await tokens.get(profile)
    now = 4_999
    expect(await tokens.get(profile)).toEqual({ ok: true, token: 't-token-1' })
    now = 5_000
    expect(await tokens.get(profile)).toEqual({ ok: true, token: 't-token-2' })
  })

  test('is not shared between profiles, upstreams or secrets', async () => {
    const tokens = await tokensFrom(granting(7200))
    const profile = testProfile(server.url)
    const others = [
      { ...profile, id: 'other' },
      { ...profile, app_id: 'cli_other' },
      testProfile(server.url, { app_secret: 'another-secret-of-it' }),
      { ...profile, base_url: server.url.replace('127.0.0.1', 'localhost') },
    ]
    const seen = new Set<string>()
    for (const each of [profile, ...others]) {
      const result = await tokens.get(each)
      if (result.ok) seen.add(result.token)
    }
    expect(seen.size).toBe(5)
  })

  test('is removed only if it is the rejected one', async () => {
    const tokens = await tokensFrom(granting(7200))
    const profile = testProfile(server.url)
    await tokens.get(profile)
    tokens.invalidate(profile, 't-token-0')
    expect(await tokens.get(profile)).toEqual({ ok: true, token: 't-token-1' })
    tokens.invalidate(profile, 't-token-1')
    expect(await tokens.get(profile)).toEqual({ ok: true, token: 't-token-2' })
  })
})

describe('a failed fetch', () => {
  test('is not cached', async () => {
    const tokens = await tokensFrom((call) =>
      call === 1 ? FAULTS.html_502 : grantToken('t-token-2'),
    )
    const profile = testProfile(server.url)
    expect(await tokens.get(profile)).toMatchObject({ ok: false })
    expect(await tokens.get(profile)).toEqual({ ok: true, token: 't-token-2' })
  })

  test('returns the platform’s error unchanged', async () => {
    const tokens = await tokensFrom(() =>
      json('200 OK', { code: 10014, msg: 'app secret invalid' }),
    )
    expect(await tokens.get(testProfile(server.url))).toMatchObject({
      ok: false,
      record: { stage: 'token', reply: { answered: true, code: 10014, notes: [] } },
    })
  })

  test.each([
    { expire: 7200 },
    { tenant_access_token: '', expire: 7200 },
    { tenant_access_token: 't-short', expire: 7200 },
    { tenant_access_token: 't-with space', expire: 7200 },
    { tenant_access_token: 't-with\r\nX-Evil: 1', expire: 7200 },
    { tenant_access_token: 't-with-ünïcode', expire: 7200 },
    { tenant_access_token: `t-${'x'.repeat(4096)}`, expire: 7200 },
    { tenant_access_token: ['t-token-in-a-list'], expire: 7200 },
    { tenant_access_token: 't-token-1' },
    { tenant_access_token: 't-token-1', expire: 0 },
    { tenant_access_token: 't-token-1', expire: -1 },
    { tenant_access_token: 't-token-1', expire: 1.5 },
    { tenant_access_token: 't-token-1', expire: '7200' },
  ])('is also a success without a usable token: %.60j', async (answer) => {
    const tokens = await tokensFrom(() => json('200 OK', { code: 0, msg: 'ok', ...answer }))
    expect(await tokens.get(testProfile(server.url))).toMatchObject({
      ok: false,
      record: { reply: { answered: false, kind: 'no_token' } },
    })
  })
})

describe('a token that is forgotten during its fetch', () => {
  test('is returned to waiting callers only', async () => {
    const tokens = await tokensFrom(granting(7200))
    const profile = testProfile(server.url)
    const waiting = tokens.get(profile)
    tokens.forget(profile.id)
    expect(await waiting).toEqual({ ok: true, token: 't-token-1' })
    expect(tokens.secrets(profile)).toContain('t-token-1')
    expect(await tokens.get(profile)).toEqual({ ok: true, token: 't-token-2' })
  })
})

describe('a pasted token', () => {
  const pasted = (tenant_access_token: string | null, expired = false) =>
    testProfile(server.url, {
      credential: { kind: 'pasted_token', tenant_access_token, expired },
    })

  test('is used as it is, without a call', async () => {
    const tokens = await tokensFrom(granting(7200))
    expect(await tokens.get(pasted('t-pasted'))).toEqual({ ok: true, token: 't-pasted' })
    expect(tokens.has(pasted('t-pasted'))).toBe(true)
    expect(tokens.secrets(pasted('t-pasted'))).toEqual(['t-pasted'])
    expect(server.requests).toEqual([])
  })

  test.each([
    [false, 'no_pasted_token'],
    [true, 'pasted_token_expired'],
  ])('that is missing is reported as such; expired: %s', async (expired, kind) => {
    const tokens = await tokensFrom(granting(7200))
    expect(tokens.has(pasted(null, expired))).toBe(false)
    expect(await tokens.get(pasted(null, expired))).toMatchObject({
      ok: false,
      record: {
        request: { url: new URL(server.url) },
        result: { sent: false },
        reply: { kind, detail: 'tenant_access_token' },
      },
    })
    expect(server.requests).toEqual([])
  })
})

test('without a secret no token is fetched', async () => {
  const tokens = await tokensFrom(granting(7200))
  const credential = { kind: 'custom', app_secret: null } as const
  expect(await tokens.get(testProfile(server.url, { credential }))).toMatchObject({
    ok: false,
    record: {
      request: { url: new URL('/open-apis/auth/v3/tenant_access_token/internal', server.url) },
      reply: { kind: 'no_secret', detail: 'app_secret' },
    },
  })
  expect(server.requests).toEqual([])
})

test('a fetched token is there until it is to be renewed, and the profile whose id only begins alike keeps it', async () => {
  const tokens = await tokensFrom(granting(7200))
  const profile = testProfile(server.url)
  expect(tokens.has(profile)).toBe(false)
  await tokens.get(profile)
  expect(tokens.has(profile)).toBe(true)
  expect(tokens.secrets(profile)).toEqual(['secret-of-the-test-app', 't-token-1'])
  tokens.forget('feish')
  expect(tokens.has(profile)).toBe(true)
  tokens.forget('feishu')
  expect(tokens.has(profile)).toBe(false)
})
