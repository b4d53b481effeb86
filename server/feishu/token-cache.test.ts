import { describe, expect, test } from 'vitest'
import type { SharedRate } from '../storage/postgres-rate.ts'
import { testProfile } from '../testing/test-console.ts'
import { publicProfile, secretsOf } from './secret-profile.ts'
import { createTokenCache, type GrantedToken } from './token-cache.ts'
import { createTicketResend, fetchToken, notCalled } from './token-requests.ts'
import type { UpstreamRequest } from './upstream.ts'

const grant = (token: string, renewAt = 1000): GrantedToken => ({ ok: true, token, renewAt })
const failure = notCalled(
  { wall: () => 7, monotonic: () => 0 },
  'https://a.test/x',
  'no_secret',
  'app_secret',
)

describe('the cache of tokens', () => {
  const start = () => {
    const time = { now: 0 }
    const cache = createTokenCache({ wall: () => 0, monotonic: () => time.now })
    const put = (key: string, token: string, renewAt?: number) =>
      cache.get(key, async () => grant(token, renewAt))
    return { time, cache, put }
  }

  test('has a token until it is to be renewed', async () => {
    const { time, cache, put } = start()
    expect(cache.has('k')).toBe(false)
    await put('k', 'one')
    time.now = 999
    expect(cache.has('k')).toBe(true)
    expect(await put('k', 'two')).toEqual(grant('one'))
    time.now = 1000
    expect(cache.has('k')).toBe(false)
    expect(await put('k', 'two', 2000)).toEqual(grant('two', 2000))
    expect(cache.has('other')).toBe(false)
  })

  test('fetches once for all who ask meanwhile, and again after a failure', async () => {
    const { cache } = start()
    let fetches = 0
    const fail = async () => {
      fetches += 1
      return failure
    }
    expect(await Promise.all([cache.get('k', fail), cache.get('k', fail)])).toEqual([
      failure,
      failure,
    ])
    expect(fetches).toBe(1)
    expect(cache.seen('k')).toEqual([])
    await cache.get('k', fail)
    expect(fetches).toBe(2)
    const thrown = cache.get('k', () => Promise.reject(new Error('planted')))
    await expect(thrown).rejects.toThrow('planted')
    expect(await cache.get('k', async () => grant('one'))).toEqual(grant('one'))
  })

  test('remembers the latest four tokens of a key, the newest first', async () => {
    const { cache, put } = start()
    for (const token of ['1', '2', '3', '4', '5']) {
      await put('k', token)
      cache.drop('k', token)
    }
    expect(cache.seen('k')).toEqual(['5', '4', '3', '2'])
    expect(cache.seen('other')).toEqual([])
  })

  test('remembers the tokens of the thousand keys that were used last', async () => {
    const { cache, put } = start()
    for (let key = 0; key < 1000; key += 1) await put(String(key), 'a')
    expect(cache.seen('0')).toEqual(['a'])
    cache.drop('0', 'a')
    await put('0', 'b')
    await put('1000', 'a')
    expect(cache.seen('0')).toEqual(['b', 'a'])
    expect(cache.seen('1')).toEqual([])
    expect(cache.seen('2')).toEqual(['a'])
  })

  test('forgets the keys with a prefix, and takes up no token that was on its way', async () => {
    const { cache, put } = start()
    await put('a-1', 'one')
    await put('b-a-', 'two')
    const fetch = Promise.withResolvers<GrantedToken>()
    const waiting = cache.get('a-2', () => fetch.promise)
    cache.forget('a-')
    const next = cache.get('a-2', async () => grant('new'))
    fetch.resolve(grant('late'))
    expect(await waiting).toEqual(grant('late'))
    expect(await next).toEqual(grant('new'))
    expect(await put('a-2', 'x')).toEqual(grant('new'))
    expect([cache.has('a-1'), cache.has('b-a-')]).toEqual([false, true])
    expect([...cache.seen('a-2')].sort()).toEqual(['late', 'new'])
    cache.drop('b-a-', 'one')
    expect(cache.has('b-a-')).toBe(true)
  })
})

/** An upstream that answers with this body, and a clock that each call moves by a second. */
function answering(body: object, http_status = 200) {
  const requests: UpstreamRequest[] = []
  const time = { now: 0 }
  const upstream = {
    async call(request: UpstreamRequest) {
      requests.push(request)
      time.now += 1000
      const headers = { 'content-type': 'application/json', 'x-tt-logid': 'L1' }
      const bytes = Buffer.from(JSON.stringify(body))
      const response = { http_status, headers, bytes, truncated: false }
      return { failure: null, sent: true as const, response, started_at_ms: 0, duration_ms: 1 }
    },
    close: async () => {},
  }
  return { deps: { upstream, clock: { wall: () => 7, monotonic: () => time.now } }, requests, time }
}

describe('a fetched token', () => {
  const fetched = async (token: unknown, expire: unknown) => {
    const { deps, requests } = answering({ code: 0, app_access_token: token, expire })
    const result = await fetchToken(deps, 'https://a.test/x', { a: 'b' }, 'app_access_token')
    return { result, requests }
  }

  test.each([
    [3600, 1_800_000],
    [3602, 1_802_000],
    [3598, 1_799_000],
    [1, 500],
  ])('that lives for %i s is renewed %i ms after it was asked for', async (expire, renewAt) => {
    const { result, requests } = await fetched('a-token-1', expire)
    expect(result).toEqual({ ok: true, token: 'a-token-1', renewAt })
    expect(requests).toMatchObject([{ method: 'POST', body: '{"a":"b"}' }])
  })

  test.each([
    ['12345678', true],
    ['1234567', false],
    ['x'.repeat(4096), true],
    ['x'.repeat(4097), false],
    ['!~345678', true],
    ['1234 5678', false],
    ['12345678\n', false],
    ['\u007f12345678', false],
    [null, false],
  ])('%.20j is usable: %s', async (token, usable) => {
    const { result } = await fetched(token, 7200)
    expect(result.ok).toBe(usable)
    if (result.ok) return
    expect(result.record.reply).toEqual({
      answered: false,
      kind: 'no_token',
      detail: 'app_access_token, expire',
      log_id: 'L1',
      notes: [],
    })
  })

  test('is none with another code than 0', async () => {
    const { deps } = answering({ code: 1, tenant_access_token: '12345678', expire: 7200 })
    const result = await fetchToken(deps, 'https://a.test/x', {}, 'tenant_access_token')
    expect(result).toMatchObject({ ok: false, record: { reply: { answered: true, code: 1 } } })
  })
})

test('a token call that was not made has sent nothing', () => {
  expect(failure).toEqual({
    ok: false,
    record: {
      stage: 'token',
      request: { method: 'POST', url: new URL('https://a.test/x'), headers: {}, body: '' },
      result: {
        failure: { kind: 'no_secret', detail: 'app_secret' },
        sent: false,
        response: null,
        started_at_ms: 7,
        duration_ms: 0,
      },
      reply: {
        answered: false,
        kind: 'no_secret',
        detail: 'app_secret',
        log_id: null,
        notes: [],
      },
    },
  })
})

describe('the request of an app_ticket', () => {
  const PROFILE = testProfile('https://open.feishu.cn')
  const KEY = '["app_ticket","https://open.feishu.cn","cli_test"]'

  function shared(slot: { id: string | null } | { wait_ms: number }) {
    const told: unknown[] = []
    const rate: SharedRate = {
      async claim(...claim) {
        told.push(['claim', ...claim])
        return slot
      },
      end: (...end) => void told.push(['end', ...end]),
      pause: (...pause) => void told.push(['pause', ...pause]),
      announcePerson: () => {},
      watch: () => {},
      watchPersons: () => {},
    }
    return { rate, told }
  }
  const CLAIM = ['claim', KEY, [{ limit: 1, periodMs: 300_000 }]]

  test('counts for all consoles, and for five minutes', async () => {
    const { deps, requests } = answering({ code: 0 })
    const { rate, told } = shared({ id: '7' })
    const { request } = createTicketResend(deps, rate)
    expect(await request(PROFILE, 'the-secret')).toMatchObject({
      requested: true,
      record: { stage: 'token', reply: { kind: 'no_app_ticket', detail: 'app_ticket/resend' } },
    })
    expect(requests).toMatchObject([
      { url: new URL('https://open.feishu.cn/open-apis/auth/v3/app_ticket/resend') },
    ])
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
      app_id: 'cli_test',
      app_secret: 'the-secret',
    })
    expect(told).toEqual([CLAIM, ['end', '7', true], ['pause', KEY, 300_000]])
    expect(await request(PROFILE, 'the-secret')).toEqual({ requested: false, wait_ms: 299_000 })
    expect(await request({ ...PROFILE, app_id: 'b' }, 's')).toMatchObject({ requested: true })
  })

  test('is not made if another console was faster', async () => {
    const { deps, requests } = answering({ code: 0 })
    const { rate, told } = shared({ wait_ms: 5 })
    const { request } = createTicketResend(deps, rate)
    expect(await request(PROFILE, 's')).toEqual({ requested: false, wait_ms: 5 })
    expect(told).toEqual([CLAIM])
    expect(requests).toEqual([])
  })

  test('does not count if it is rejected', async () => {
    const { deps } = answering({ code: 10014 }, 400)
    const { rate, told } = shared({ id: '7' })
    const { request } = createTicketResend(deps, rate)
    expect(await request(PROFILE, 's')).toMatchObject({ record: { reply: { code: 10014 } } })
    expect(told).toEqual([CLAIM, ['end', '7', false]])
    expect(await request(PROFILE, 's')).toMatchObject({ requested: true })
  })

  test('ends no claim where there is none', async () => {
    const { deps } = answering({ code: 0 })
    const { rate, told } = shared({ id: null })
    await createTicketResend(deps, rate).request(PROFILE, 's')
    expect(told).toEqual([CLAIM, ['pause', KEY, 300_000]])
  })
})

describe('the credential of a profile', () => {
  test.each([
    [{ kind: 'custom', app_secret: 'a' }, ['a']],
    [{ kind: 'custom', app_secret: null }, []],
    [{ kind: 'store', app_secret: 'a', app_ticket: 'b', tenant_key: 'c' }, ['a', 'b']],
    [{ kind: 'store', app_secret: null, app_ticket: 'b', tenant_key: null }, ['b']],
    [{ kind: 'pasted_token', tenant_access_token: 't', expired: false }, ['t']],
    [{ kind: 'pasted_token', tenant_access_token: null, expired: true }, []],
  ] as const)('%j has the secrets %j', (credential, secrets) => {
    expect(secretsOf(credential)).toEqual(secrets)
  })

  test('is not in what a browser gets', () => {
    const shown = publicProfile(testProfile('https://open.feishu.cn'))
    expect(shown).toMatchObject({ id: 'feishu', app_id: 'cli_test' })
    expect(JSON.stringify(shown)).not.toMatch(/credential|secret-of/)
  })
})
