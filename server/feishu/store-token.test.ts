import { afterEach, describe, expect, test } from 'vitest'
import { type Behaviour, type FaultServer, startFaultServer } from '../testing/fault-server.ts'
import { json } from '../testing/faults.ts'
import type { RawRequest } from '../testing/raw-request.ts'
import { testProfile } from '../testing/test-console.ts'
import type { Credential, SecretProfile } from './secret-profile.ts'
import { createTenantAccessTokens } from './tenant-access-token.ts'
import { createUpstream } from './upstream.ts'

const running: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.close()))
})

const MINUTE = 60_000
const STORE = {
  kind: 'store',
  app_secret: 'emulator-secret-store',
  app_ticket: 'ticket-of-the-test',
  tenant_key: 'e7e7',
} as const satisfies Credential

function storeProfile(
  base_url: string,
  more: Partial<typeof STORE | Credential> = {},
): SecretProfile {
  return testProfile(base_url, {
    app_id: 'cli_fedcba9876543210',
    app_type: 'store',
    credential: { ...STORE, ...more } as Credential,
  })
}

/** Creates a token cache with a fake clock on an upstream that responds by path. */
async function tokensOn(respond: (request: RawRequest, nth: number) => Behaviour) {
  let now = 0
  let nth = 0
  const server: FaultServer = await startFaultServer((request) => respond(request, ++nth))
  const clock = { wall: () => 0, monotonic: () => now }
  const upstream = createUpstream({ clock, deadlineMs: 5_000 })
  running.push(server, upstream)
  const wait = (ms: number) => {
    now += ms
  }
  const paths = () => server.requests.map(({ path }) => path.replace('/open-apis/auth/v3/', ''))
  return { tokens: createTenantAccessTokens(upstream, clock), server, wait, paths }
}

const isAppToken = ({ path }: RawRequest) => path.endsWith('/app_access_token')
const appToken = (nth: number) =>
  json('200 OK', { code: 0, app_access_token: `a-app-token-${nth}`, expire: 7140 })
const tenantToken = (nth: number) =>
  json('200 OK', { code: 0, tenant_access_token: `t-tenant-token-${nth}`, expire: 7140 })

describe('the token of a store app', () => {
  test('takes two calls for many callers, and each token has its own lifetime', async () => {
    const { tokens, server, wait, paths } = await tokensOn((request, nth) =>
      isAppToken(request) ? appToken(nth) : tenantToken(nth),
    )
    const profile = storeProfile(server.url)
    const results = await Promise.all(Array.from({ length: 20 }, () => tokens.get(profile)))
    expect(new Set(results.map((one) => one.ok && one.token))).toEqual(
      new Set(['t-tenant-token-2']),
    )
    expect(paths()).toEqual(['app_access_token', 'tenant_access_token'])
    expect(server.requests.map(({ body }) => JSON.parse(body))).toEqual([
      {
        app_id: 'cli_fedcba9876543210',
        app_secret: 'emulator-secret-store',
        app_ticket: 'ticket-of-the-test',
      },
      { app_access_token: 'a-app-token-1', tenant_key: 'e7e7' },
    ])

    tokens.invalidate(profile, 't-tenant-token-2')
    expect(await tokens.get(profile)).toEqual({ ok: true, token: 't-tenant-token-3' })
    wait(120 * MINUTE)
    expect(await tokens.get(profile)).toEqual({ ok: true, token: 't-tenant-token-5' })
    expect(paths().slice(2)).toEqual([
      'tenant_access_token',
      'app_access_token',
      'tenant_access_token',
    ])
    expect(tokens.secrets(profile).sort()).toEqual(
      [
        'emulator-secret-store',
        'ticket-of-the-test',
        ...['a-app-token-1', 'a-app-token-4'],
        ...['t-tenant-token-2', 't-tenant-token-3', 't-tenant-token-5'],
      ].sort(),
    )
  })

  test.each([20014, 99991664])(
    'is requested once more with a new app_access_token if the old one is rejected with %i',
    async (code) => {
      const dead = json('200 OK', { code, msg: 'app_access_token invalid' })
      const { tokens, server, paths } = await tokensOn((request, nth) => {
        if (isAppToken(request)) return appToken(nth)
        return nth === 2 ? dead : tenantToken(nth)
      })
      expect(await tokens.get(storeProfile(server.url))).toEqual({
        ok: true,
        token: 't-tenant-token-4',
      })
      expect(paths()).toHaveLength(4)

      const never = await tokensOn((request, nth) => (isAppToken(request) ? appToken(nth) : dead))
      expect(await never.tokens.get(storeProfile(never.server.url))).toMatchObject({
        ok: false,
        record: { reply: { code } },
      })
      expect(never.paths()).toHaveLength(4)
    },
  )

  test('is not requested again after any other rejection', async () => {
    const { tokens, server, paths } = await tokensOn((request, nth) =>
      isAppToken(request) ? appToken(nth) : json('200 OK', { code: 99991663, msg: 'invalid' }),
    )
    expect(await tokens.get(storeProfile(server.url))).toMatchObject({ ok: false })
    expect(paths()).toHaveLength(2)
  })

  test('is forgotten with its app_access_token, and both are still redacted', async () => {
    const { tokens, server, paths } = await tokensOn((request, nth) =>
      isAppToken(request) ? appToken(nth) : tenantToken(nth),
    )
    const profile = storeProfile(server.url)
    await tokens.get(profile)
    tokens.forget('another')
    await tokens.get(profile)
    expect(paths()).toHaveLength(2)
    tokens.forget(profile.id)
    expect(tokens.secrets(profile)).toContain('a-app-token-1')
    expect(tokens.secrets(profile)).toContain('t-tenant-token-2')
    await tokens.get(profile)
    expect(paths()).toHaveLength(4)
  })
})

describe('a missing credential', () => {
  const MISSING: [string, Partial<Credential>, string, string][] = [
    ['a secret', { app_secret: null }, 'no_secret', 'app_secret'],
    ['a tenant_key', { tenant_key: null }, 'no_tenant_key', 'tenant_key'],
  ]
  test.each(MISSING)('%s: no call is made', async (_, more, kind, detail) => {
    const { tokens, server } = await tokensOn(() => json('200 OK', { code: 0 }))
    expect(await tokens.get(storeProfile(server.url, more))).toMatchObject({
      ok: false,
      record: { result: { sent: false }, reply: { answered: false, kind, detail } },
    })
    expect(server.requests).toEqual([])
  })

  test('an app_ticket: it is requested, and the second time only said to be missing', async () => {
    const { tokens, server } = await tokensOn(() => json('200 OK', { code: 0 }))
    const profile = storeProfile(server.url, { app_ticket: null })
    const detailOf = async () => {
      const result = await tokens.get(profile)
      return !result.ok && !result.record.reply.answered && result.record.reply.detail
    }
    expect([await detailOf(), await detailOf()]).toEqual(['app_ticket/resend', 'app_ticket'])
  })

  test('requests an app_ticket at most once in five minutes', async () => {
    const { tokens, server, wait, paths } = await tokensOn(() =>
      json('200 OK', { code: 0, msg: 'success' }),
    )
    const profile = storeProfile(server.url, { app_ticket: null })
    const kinds = async () => {
      const result = await tokens.get(profile)
      return !result.ok && !result.record.reply.answered && result.record.reply.kind
    }
    expect([await kinds(), await kinds()]).toEqual(['no_app_ticket', 'no_app_ticket'])
    expect(await tokens.resendTicket(profile)).toEqual({ requested: false, wait_ms: 5 * MINUTE })
    wait(5 * MINUTE - 1)
    await kinds()
    expect(paths()).toEqual(['app_ticket/resend'])
    wait(1)
    expect(await tokens.resendTicket(profile)).toMatchObject({ requested: true })
    expect(paths()).toHaveLength(2)
  })

  test('reports a rejected app_ticket request, which does not count', async () => {
    const { tokens, server, paths } = await tokensOn(() =>
      json('200 OK', { code: 10014, msg: 'app secret invalid' }),
    )
    const profile = storeProfile(server.url, { app_ticket: null })
    for (let n = 0; n < 2; n += 1) {
      expect(await tokens.get(profile)).toMatchObject({ record: { reply: { code: 10014 } } })
    }
    expect(paths()).toHaveLength(2)
  })

  test('only a store app with its secret can request an app_ticket', async () => {
    const { tokens, server } = await tokensOn(() => json('200 OK', { code: 0 }))
    expect(await tokens.resendTicket(testProfile(server.url))).toBeNull()
    expect(await tokens.resendTicket(storeProfile(server.url, { app_secret: null }))).toBeNull()
    expect(server.requests).toEqual([])
  })
})
