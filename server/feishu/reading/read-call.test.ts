import { describe, expect, onTestFinished, test } from 'vitest'
import { type Behaviour, startFaultServer } from '../../testing/fault-server.ts'
import { FAULTS, type FaultName, grantToken, isTokenCall, json } from '../../testing/faults.ts'
import type { RawRequest } from '../../testing/raw-request.ts'
import { testProfile } from '../../testing/test-console.ts'
import { systemClock } from '../clock.ts'
import { createRateBudgets } from '../rate-budget.ts'
import { createTenantAccessTokens } from '../tenant-access-token.ts'
import { createUpstream } from '../upstream.ts'
import { botInfo } from './bot-info.ts'
import { explainUnread } from './explain-unread.ts'
import { grantedScopes } from './granted-scopes.ts'
import { readCall } from './read-call.ts'

const BOT = { code: 0, msg: 'ok', bot: { activate_status: 2, app_name: 'Bot', open_id: 'ou_bot' } }

/** The way to an upstream for one test; `respond` answers every request. */
async function startOn(respond: (request: RawRequest) => Behaviour, deadlineMs = 5_000) {
  const server = await startFaultServer(respond)
  const upstream = createUpstream({ clock: systemClock, deadlineMs })
  onTestFinished(async () => {
    await upstream.close()
    await server.close()
  })
  const deps = {
    upstream,
    tokens: createTenantAccessTokens(upstream, systemClock),
    budgets: createRateBudgets({ clock: systemClock }),
  }
  const calls = () => server.requests.filter((request) => !isTokenCall(request))
  return { deps, calls, server, profile: testProfile(server.url) }
}

const afterToken = (answer: Behaviour) => (request: RawRequest) =>
  isTokenCall(request) ? grantToken('t-token-of-the-test-1') : answer

describe('a reading call', () => {
  test('is a GET without a body, made with the token, and gives what was wanted', async () => {
    const { deps, calls, profile } = await startOn(afterToken(json('200 OK', BOT)))
    expect(await readCall(deps, profile, botInfo())).toEqual({
      ok: true,
      value: { activate_status: 2, app_name: 'Bot', open_id: 'ou_bot' },
    })
    expect(calls()).toMatchObject([
      {
        method: 'GET',
        path: '/open-apis/bot/v3/info',
        body: '',
        headers: { authorization: 'Bearer t-token-of-the-test-1' },
      },
    ])
    expect(calls()[0]?.headers).not.toHaveProperty('content-type')
  })

  test('renews a rejected token once, and no more', async () => {
    let granted = 0
    const { deps, calls, profile } = await startOn((request) =>
      isTokenCall(request)
        ? grantToken(`t-token-number-${++granted}`)
        : json('400 Bad Request', { code: 99991663, msg: 'Invalid access token' }),
    )
    expect(await readCall(deps, profile, botInfo())).toMatchObject({
      ok: false,
      unread: { why: 'refused', stage: 'call', code: 99991663 },
    })
    expect(calls().map(({ headers }) => headers.authorization)).toEqual([
      'Bearer t-token-number-1',
      'Bearer t-token-number-2',
    ])
  })

  test('is not made where there is no token, and says what the token endpoint said', async () => {
    const { deps, calls, profile } = await startOn(() =>
      json('200 OK', { code: 10014, msg: 'app secret invalid' }),
    )
    const read = await readCall(deps, profile, botInfo())
    expect(read).toMatchObject({
      ok: false,
      unread: { stage: 'token', endpoint: 'tenant_access_token', code: 10014 },
    })
    expect(calls()).toEqual([])
    if (read.ok) throw new Error('refused above')
    expect(explainUnread(read.unread, 'zh')).toMatchObject({ code: 10014 })
    expect(explainUnread(read.unread, 'en').advice).not.toBe('')
  })

  test.each<[FaultName, string]>([
    ['html_502', 'not_json'],
    ['reset_mid_body', 'reset'],
    ['redirect', 'redirect'],
    ['huge', 'too_large'],
    ['no_code', 'no_code'],
    ['hang', 'timeout'],
  ])('that meets %s has failed: %s', async (fault, kind) => {
    const { deps, profile } = await startOn(afterToken(FAULTS[fault]), 700)
    expect(await readCall(deps, profile, botInfo())).toMatchObject({
      ok: false,
      unread: { why: 'failed', stage: 'call', kind },
    })
  })

  test.each([{}, { data: null }, { data: { scopes: 'all' } }, { data: { scopes: [{}] } }])(
    'that is answered with %j has not been answered as documented',
    async (more) => {
      const answer = json('200 OK', { code: 0, msg: 'success', ...more })
      const { deps, profile } = await startOn(afterToken(answer))
      expect(await readCall(deps, profile, grantedScopes())).toEqual({
        ok: false,
        unread: { why: 'unexpected' },
      })
    },
  )

  test('is not made again before the platform wants it, and holds up no other call', async () => {
    const limited = json(
      '429 Too Many Requests',
      { code: 99991400, msg: 'request trigger frequency limit' },
      'x-ogw-ratelimit-reset: 30\r\n',
    )
    const { deps, calls, profile } = await startOn((request) =>
      isTokenCall(request)
        ? grantToken('t-token-of-the-test-1')
        : request.path.includes('bot')
          ? limited
          : json('200 OK', { code: 0, data: { scopes: [] } }),
    )
    expect(await readCall(deps, profile, botInfo())).toMatchObject({ unread: { code: 99991400 } })
    const again = await readCall(deps, profile, botInfo())
    expect(again).toMatchObject({ ok: false, unread: { why: 'wait' } })
    expect(await readCall(deps, profile, grantedScopes())).toEqual({ ok: true, value: [] })
    expect(calls()).toHaveLength(2)
  })

  test('tells a refusal without the secrets that the platform may quote in it', async () => {
    const secrets = ['secret-of-the-test-app', 't-token-of-the-test-1']
    const leak = secrets.join(' ')
    const url = `https://open.feishu.cn/app?x=${secrets[1]}`
    const { deps, profile } = await startOn(
      afterToken(json('400 Bad Request', { code: 777, msg: leak, error: { helps: [{ url }] } })),
    )
    const text = JSON.stringify(await readCall(deps, profile, botInfo()))
    expect(text).toContain('(redacted)')
    for (const secret of secrets) expect(text).not.toContain(secret)
  })
})
