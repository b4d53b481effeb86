import { describe, expect, test } from 'vitest'
import type { FailureKind } from '#contract/exchange'
import type { ExchangeDeps } from '../../feishu/exchange.ts'
import type { PlatformQuery, QueryFailure, QueryResult } from '../../feishu/queries/run-query.ts'
import type { Credential, SecretProfile } from '../../feishu/secret-profile.ts'
import type { UpstreamRequest } from '../../feishu/upstream.ts'
import { checkBot, checkPushScope, checkToken } from './check-app.ts'
import { checkAddress, checkBudget, checkClock } from './check-connection.ts'
import { checkOptionalScopes, OPTIONAL_CHECKS } from './check-optional-scopes.ts'

const ok = <T>(value: T): QueryResult<T> => ({ ok: true, value })
const failed = (failure: QueryFailure): QueryResult<never> => ({ ok: false, failure })
const refused = (code: number, stage: 'token' | 'call' = 'call') =>
  failed({ why: 'refused', stage, endpoint: 'any', code, msg: 'odd', links: ['https://a.test/'] })
const unanswered = (kind: FailureKind) =>
  failed({ why: 'failed', stage: 'token', kind, detail: '' })

const profileWith = (credential: Credential, app_id = 'cli_1') =>
  ({ base_url: 'https://platform.test', app_id, credential }) as SecretProfile
const CUSTOM = profileWith({ kind: 'custom', app_secret: 's' })
const PASTED = profileWith({
  kind: 'pasted_token',
  tenant_access_token: 't',
  expired: false,
})

describe('the token', () => {
  test.each<[string, QueryResult<string>, QueryResult<unknown>[], string, number | null]>([
    ['a refused request', refused(10014, 'token'), [], 'fail', 10014],
    ['a profile without a secret', unanswered('no_secret'), [], 'fail', null],
    ['a profile without an app ticket', unanswered('no_app_ticket'), [], 'fail', null],
    ['a profile without a tenant key', unanswered('no_tenant_key'), [], 'fail', null],
    ['a profile without a pasted token', unanswered('no_pasted_token'), [], 'fail', null],
    ['a pasted token that expired', unanswered('pasted_token_expired'), [], 'fail', null],
    ['a response without a token', unanswered('no_token'), [], 'fail', null],
    ['a response without a code', unanswered('no_code'), [], 'not_checked', null],
    ['no response', unanswered('timeout'), [], 'not_checked', null],
    ['a response that differs', failed({ why: 'unexpected' }), [], 'not_checked', null],
    ['a pause', failed({ why: 'wait', until: 0 }), [], 'not_checked', null],
    ['a token that a call refuses', ok('t'), [ok(1), refused(99991663)], 'fail', 99991663],
    ['a token of a refused renewal', ok('t'), [refused(10014, 'token')], 'fail', 10014],
  ])('%s', (_, token, reads, status, code) => {
    expect(checkToken(CUSTOM, token, reads)).toMatchObject({ status, code })
  })

  test.each<[string, SecretProfile, QueryResult<unknown>[], RegExp]>([
    ['one call', CUSTOM, [unanswered('timeout'), ok(1)], /^The tenant_access_token of the app is/],
    ['one error of its own', CUSTOM, [refused(777), unanswered('timeout')], /of the app is acc/],
    ['one call of a pasted one', PASTED, [ok(1), unanswered('timeout')], /^The pasted tenant_acc/],
    ['no call', CUSTOM, [unanswered('timeout')], /could not be tested/],
    ['no read', PASTED, [], /could not be tested/],
  ])('accepted by %s passes', (_, profile, reads, detail) => {
    const check = checkToken(profile, ok('t'), reads)
    expect(check).toMatchObject({ status: 'pass', assumed: false })
    expect(check.detail.en).toMatch(detail)
  })
})

describe('the bot', () => {
  test.each([
    [0, 'The bot “B” is not installed (activate_status 0).'],
    [1, 'The bot “B” is disabled (activate_status 1).'],
    [3, 'The bot “B” is installed but not enabled (activate_status 3).'],
    [4, 'The bot “B” is waiting for an upgrade (activate_status 4).'],
    [5, 'The bot “B” is without a valid license (activate_status 5).'],
    [6, 'The bot “B” is on an expired or downgraded plan (activate_status 6).'],
    [7, 'The bot “B” is in an unknown state (activate_status 7).'],
  ])('with the status %i is not enabled', (activate_status, en) => {
    const check = checkBot(ok({ app_name: 'B', activate_status, open_id: null }))
    expect(check).toMatchObject({ status: 'fail', code: null, detail: { en }, assumed: false })
  })

  test('with the status 2 is enabled', () => {
    expect(checkBot(ok({ app_name: 'B', activate_status: 2, open_id: null }))).toMatchObject({
      status: 'pass',
      detail: { en: 'The bot “B” is enabled.' },
    })
  })

  test('is missing if the platform says so, else unknown', () => {
    expect(checkBot(refused(11205))).toMatchObject({ status: 'fail', code: 11205 })
    expect(checkBot(refused(777))).toMatchObject({ status: 'not_checked', code: 777 })
    expect(checkBot(unanswered('timeout'))).toMatchObject({ status: 'not_checked', code: null })
  })

  test('has a scope to push, or the list of scopes is unknown', () => {
    expect(checkPushScope(ok(['a', 'im:message']))).toMatchObject({
      status: 'pass',
      detail: { en: 'Granted: im:message.' },
    })
    expect(checkPushScope(ok([]))).toMatchObject({ status: 'fail', code: 99991672 })
    expect(checkPushScope(refused(777))).toMatchObject({ status: 'not_checked', code: 777 })
  })
})

describe('the clock', () => {
  test.each([
    [0, 0, 'Within 0 s'],
    [1001, 0, 'Within 2 s'],
    [-2000, 500, 'Within 3 s'],
    [5000, 0, 'Within 5 s'],
    [-5500, 500, 'Within 6 s'],
  ])('%i ms off, known to %i ms, is within the tolerance', (ms, margin_ms, words) => {
    const check = checkClock({ ms, margin_ms })
    expect(check.status).toBe('pass')
    expect(check.detail.en).toBe(`${words} of the platform’s clock (estimated).`)
    expect(check.detail.zh).toContain(` ${/\d/.exec(words)?.[0]} 秒`)
  })

  test.each([
    [5001, 0, '5 s ahead of', '快约 5 秒'],
    [-5501, 500, '6 s behind', '慢约 6 秒'],
    [100_500, 0, '101 s ahead of', '快约 101 秒'],
    [119_499, 0, '119 s ahead of', '快约 119 秒'],
    [119_500, 0, '2 min ahead of', '快约 2 分钟'],
    [3_630_000, 0, '61 min ahead of', '快约 61 分钟'],
    [7_169_000, 0, '119 min ahead of', '快约 119 分钟'],
    [-7_170_000, 0, '2 h behind', '慢约 2 小时'],
    [7_560_000, 0, '2.1 h ahead of', '快约 2.1 小时'],
    [90_000_000, 0, '25 h ahead of', '快约 25 小时'],
  ])('%i ms off, known to %i ms, is reported', (ms, margin_ms, en, zh) => {
    const check = checkClock({ ms, margin_ms })
    expect(check.status).toBe('fail')
    expect(check.detail.en).toBe(`The platform’s clock is about ${en} this machine (estimated).`)
    expect(check.detail.zh).toContain(zh)
  })

  test('is unknown without a date', () => {
    expect(checkClock(null)).toMatchObject({ status: 'not_checked', code: null, assumed: false })
  })
})

test('the rate limit says what is left, or until when nothing is sent', () => {
  const left = {
    per_second: { limit: 50, left: 49 },
    per_minute: { limit: 1000, left: 7 },
    paused_until: null,
    paused_by: null,
  }
  expect(checkBudget(left)).toMatchObject({
    status: 'pass',
    detail: {
      en: 'push_follow_up calls left for this console: 49 of 50 this second, 7 of 1000 this minute.',
    },
  })
  const paused_until = '2026-11-22T04:00:00.000Z'
  expect(checkBudget({ ...left, paused_until, paused_by: 'platform' })).toMatchObject({
    status: 'fail',
    detail: { en: `The platform asks to wait until ${paused_until}.` },
  })
  expect(checkBudget({ ...left, paused_until, paused_by: 'console' })).toMatchObject({
    status: 'fail',
    detail: { en: `The calls of this minute are used up until ${paused_until}.` },
  })
})

describe('the address', () => {
  async function address(result: object) {
    const calls: UpstreamRequest[] = []
    const deps = {
      tokens: { secrets: () => ['hush-hush'] },
      upstream: {
        call: async (request: UpstreamRequest) => {
          calls.push(request)
          return { started_at_ms: 0, duration_ms: 12.6, ...result }
        },
      },
    } as unknown as ExchangeDeps
    return { check: await checkAddress(deps, CUSTOM), calls }
  }
  const response = {
    http_status: 200,
    headers: { 'content-type': 'application/json' },
    bytes: Buffer.from('{"code":99991661,"msg":"no token"}'),
    truncated: false,
  }

  test('is asked without a token, and any code is a response', async () => {
    const { check, calls } = await address({ failure: null, sent: true, response })
    expect(check).toMatchObject({
      status: 'pass',
      duration_ms: 13,
      detail: { en: 'The platform responds at https://platform.test.' },
    })
    expect(check.detail.zh).toBe('平台有响应：https://platform.test。')
    expect(calls.map(({ method, url, body }) => [method, url.href, body])).toEqual([
      ['GET', 'https://platform.test/open-apis/bot/v3/info', null],
    ])
    expect(Object.keys(calls[0]?.headers ?? {})).toEqual(['user-agent'])
  })

  test('names the proxy', async () => {
    const proxy = 'http://proxy.test'
    const { check } = await address({ failure: null, sent: true, response, proxy })
    expect(check.detail.en).toBe(
      'The platform responds at https://platform.test, through the proxy http://proxy.test.',
    )
    expect(check.detail.zh).toContain('（经过代理 http://proxy.test）')
    const failure = { kind: 'proxy', detail: 'HTTP 407 hush-hush' }
    const lost = await address({ failure, sent: false, response: null, proxy })
    expect(lost.check).toMatchObject({ status: 'fail', code: null, duration_ms: 13 })
    expect(lost.check.detail.en).toMatch(/\(HTTP 407 (?!hush-hush).*, http:\/\/proxy\.test\)$/)
  })

  test('that does not respond is reported with the detail alone', async () => {
    const failure = { kind: 'timeout', detail: 'ETIMEDOUT' }
    const { check } = await address({ failure, sent: false, response: null })
    expect(check.status).toBe('fail')
    expect(check.detail.en).toMatch(/\(ETIMEDOUT\)$/)
  })
})

describe('the optional scopes', () => {
  async function optional(
    listed: QueryResult<string[]>,
    answer: QueryResult<unknown> = ok(1),
    profile = CUSTOM,
  ) {
    const calls: PlatformQuery<unknown>[] = []
    const query = async (call: PlatformQuery<unknown>) => {
      calls.push(call)
      return { value: answer, duration_ms: 5 }
    }
    return { checks: await checkOptionalScopes(query, profile, listed), calls }
  }

  test('are four', () => {
    expect(OPTIONAL_CHECKS).toEqual([
      'message_scope',
      'chat_scope',
      'visibility_scope',
      'contact_scope',
    ])
  })

  test('that are listed are not tried, and named', async () => {
    const { checks, calls } = await optional(
      ok(['im:chat:read', 'im:chat', 'contact:user.id:readonly', 'other']),
    )
    expect(checks.chat_scope).toMatchObject({
      status: 'pass',
      detail: {
        en: 'Optional: the app can distinguish one-to-one chats from groups (granted: im:chat, im:chat:read).',
      },
    })
    expect(checks.chat_scope).not.toHaveProperty('duration_ms')
    expect(checks.contact_scope.detail.en).toContain('(granted: contact:user.id:readonly)')
    expect(calls.map(({ name }) => name)).toEqual(['list_messages', 'check_visibility'])
  })

  test.each([ok([]), refused(777)])(
    'that are not listed are tried with unknown IDs',
    async (list) => {
      const { checks, calls } = await optional(list)
      expect(calls.map(({ path, body }) => [path, body])).toEqual([
        [
          '/open-apis/im/v1/messages?container_id_type=chat&container_id=oc_00000000000000000000000000000000&sort_type=ByCreateTimeDesc&page_size=1',
          undefined,
        ],
        [
          '/open-apis/im/v1/chats/oc_00000000000000000000000000000000?user_id_type=open_id',
          undefined,
        ],
        [
          '/open-apis/application/v6/applications/cli_1/visibility/check_white_black_list?user_id_type=open_id',
          '{"user_ids":["ou_00000000000000000000000000000000"]}',
        ],
        [
          '/open-apis/contact/v3/users/batch_get_id?user_id_type=open_id',
          '{"emails":["nobody@example.com"]}',
        ],
      ])
      expect(checks.message_scope).toMatchObject({
        status: 'pass',
        duration_ms: 5,
        detail: { en: 'Optional: the app can read a chat and see what was clicked.' },
      })
    },
  )

  test.each<[string, QueryResult<unknown>, string, number | null]>([
    ['a missing scope', refused(99991672), 'fail', 99991672],
    ['an error about the chat', refused(230002), 'pass', null],
    ['the last code about chats', refused(232999), 'pass', null],
    ['another code', refused(233000), 'not_checked', 233000],
    ['a longer code', refused(2300020), 'not_checked', 2300020],
    ['a code that ends so', refused(1230002), 'not_checked', 1230002],
    ['no response', unanswered('timeout'), 'not_checked', null],
    ['a result', ok([]), 'pass', null],
  ])('depend on the response: %s', async (_, answer, status, code) => {
    const { checks } = await optional(refused(777), answer)
    expect(checks.message_scope).toMatchObject({ status, code, duration_ms: 5 })
  })

  test('that are missing are reported with the page that grants them', async () => {
    const { checks } = await optional(ok([]), refused(99991672))
    expect(checks.contact_scope.links).toEqual(['https://a.test/'])
    expect(checks.contact_scope.detail.en).toBe(
      'Optional: the app cannot find users by email or mobile number. The app lacks a scope to read this (any of): contact:user.id:readonly.',
    )
  })

  test('of users are not tried without an App ID', async () => {
    const profile = profileWith({ kind: 'custom', app_secret: 's' }, '')
    const { checks, calls } = await optional(ok([]), ok(1), profile)
    expect(checks.visibility_scope).toMatchObject({
      status: 'not_checked',
      detail: { en: 'The app has no App ID.' },
    })
    expect(calls).toHaveLength(3)
  })
})
