import { describe, expect, onTestFinished, test } from 'vitest'
import { type Behaviour, startFaultServer } from '../../testing/fault-server.ts'
import { FAULTS, type FaultName, grantToken, isTokenCall, json } from '../../testing/faults.ts'
import type { RawRequest } from '../../testing/raw-request.ts'
import { testProfile } from '../../testing/test-console.ts'
import { systemClock } from '../clock.ts'
import { createRateBudgets } from '../rate-budget.ts'
import { createTenantAccessTokens } from '../tenant-access-token.ts'
import { createUpstream } from '../upstream.ts'
import { botInfo, grantedScopes } from './queries.ts'
import { explainQueryFailure } from './query-failure.ts'
import { platformLinks, runQuery } from './run-query.ts'

const BOT = { code: 0, msg: 'ok', bot: { activate_status: 2, app_name: 'Bot', open_id: 'ou_bot' } }

/** Starts an upstream for one test; `respond` handles every request. */
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

const afterToken = (response: Behaviour) => (request: RawRequest) =>
  isTokenCall(request) ? grantToken('t-token-of-the-test-1') : response

describe('a query', () => {
  test('is a GET with the token and without a body, and returns the parsed value', async () => {
    const { deps, calls, profile } = await startOn(afterToken(json('200 OK', BOT)))
    expect(await runQuery(deps, profile, botInfo())).toEqual({
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
    expect(await runQuery(deps, profile, botInfo())).toMatchObject({
      ok: false,
      failure: { why: 'refused', stage: 'call', code: 99991663 },
    })
    expect(calls().map(({ headers }) => headers.authorization)).toEqual([
      'Bearer t-token-number-1',
      'Bearer t-token-number-2',
    ])
  })

  test('is not made without a token, and returns the token endpoint’s error', async () => {
    const { deps, calls, profile } = await startOn(() =>
      json('200 OK', { code: 10014, msg: 'app secret invalid' }),
    )
    const read = await runQuery(deps, profile, botInfo())
    expect(read).toMatchObject({
      ok: false,
      failure: { stage: 'token', endpoint: 'tenant_access_token', code: 10014 },
    })
    expect(calls()).toEqual([])
    if (read.ok) throw new Error('refused above')
    expect(explainQueryFailure(read.failure, 'zh')).toMatchObject({ code: 10014 })
    expect(explainQueryFailure(read.failure, 'en').advice).not.toBe('')
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
    expect(await runQuery(deps, profile, botInfo())).toMatchObject({
      ok: false,
      failure: { why: 'failed', stage: 'call', kind },
    })
  })

  test.each([{}, { data: null }, { data: { scopes: 'all' } }, { data: { scopes: [{}] } }])(
    'that is answered with %j has not been answered as documented',
    async (more) => {
      const answer = json('200 OK', { code: 0, msg: 'success', ...more })
      const { deps, profile } = await startOn(afterToken(answer))
      expect(await runQuery(deps, profile, grantedScopes())).toEqual({
        ok: false,
        failure: { why: 'unexpected' },
      })
    },
  )

  test('is not repeated before the platform allows it, and does not delay other queries', async () => {
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
    expect(await runQuery(deps, profile, botInfo())).toMatchObject({ failure: { code: 99991400 } })
    const again = await runQuery(deps, profile, botInfo())
    expect(again).toMatchObject({ ok: false, failure: { why: 'wait' } })
    expect(await runQuery(deps, profile, grantedScopes())).toEqual({ ok: true, value: [] })
    expect(calls()).toHaveLength(2)
  })

  test('redacts secrets that the platform quotes in an error', async () => {
    const secrets = ['secret-of-the-test-app', 't-token-of-the-test-1']
    const leak = secrets.join(' ')
    const url = `https://open.feishu.cn/app?x=${secrets[1]}`
    const { deps, profile } = await startOn(
      afterToken(json('400 Bad Request', { code: 777, msg: leak, error: { helps: [{ url }] } })),
    )
    const text = JSON.stringify(await runQuery(deps, profile, botInfo()))
    expect(text).toContain('(redacted)')
    for (const secret of secrets) expect(text).not.toContain(secret)
  })
})

const FEISHU = { brand: 'feishu', base_url: 'https://open.feishu.cn' } as const
const EMULATOR = { brand: 'emulator', base_url: 'http://127.0.0.1:4311' } as const

test('returns the links of an error from all its fields, each once', () => {
  const auth = 'https://open.feishu.cn/app/cli_x/auth?q=im:message&op_from=openapi'
  const answer = {
    code: 99991672,
    msg: `Access denied. 点击链接申请并开通任一权限即可：${auth}，然后发布`,
    error: {
      helps: [{ url: auth, description: 'x' }, { url: 7 }, null],
      permission_violations: [
        { scope: 'im:message', url: 'https://open.larksuite.com/app/cli_x/auth' },
      ],
      troubleshooter: '排查建议查看: https://open.feishu.cn/search?code=1',
    },
  }
  expect(platformLinks(answer, FEISHU)).toEqual([
    auth,
    'https://open.larksuite.com/app/cli_x/auth',
    'https://open.feishu.cn/search?code=1',
  ])
})

test.each([
  'https://open.feishu.cn.evil.test/',
  'https://open.feishu.cn@evil.test/',
  'https://user:pass@open.feishu.cn/',
  'https://open.feishu.cn:8443/',
  'http://open.feishu.cn/',
  'javascript:alert(1)',
  'http://127.0.0.1:4311/page',
  '//open.feishu.cn/',
])('%s is no page of the platform', (url) => {
  expect(platformLinks({ error: { helps: [{ url }] } }, FEISHU)).toEqual([])
})

test('an emulator may link to itself and to no other host', () => {
  const helps = [{ url: 'http://127.0.0.1:4311/page' }, { url: 'http://127.0.0.1:4312/page' }]
  expect(platformLinks({ error: { helps } }, EMULATOR)).toEqual(['http://127.0.0.1:4311/page'])
})

test.each([{}, { error: null }, { error: [] }, { error: { helps: 'x' }, msg: 7 }])(
  'an answer of another shape names none: %j',
  (answer) => {
    expect(platformLinks(answer, FEISHU)).toEqual([])
  },
)
