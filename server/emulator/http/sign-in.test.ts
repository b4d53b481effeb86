import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createTestClock, startForTest } from '../testing/client.ts'

const APP = { client_id: 'cli_0123456789abcdef', client_secret: 'emulator-secret' }
const BACK = 'http://127.0.0.1:4310/callback'
const VERIFIER = 'v'.repeat(43)

async function start() {
  const clock = createTestClock()
  const { emulator, state } = await startForTest({ clock: clock.read })
  async function authorize(more: Record<string, string> = {}) {
    const query = {
      ...{ client_id: APP.client_id, response_type: 'code', redirect_uri: BACK, state: 's' },
      ...{ code_challenge: hash('sha256', VERIFIER, 'base64url'), code_challenge_method: 'S256' },
      ...more,
    }
    const path = `/open-apis/authen/v1/authorize?${new URLSearchParams(query)}`
    const headers = { 'sec-fetch-site': 'cross-site' }
    const response = await fetch(emulator.url + path, { redirect: 'manual', headers })
    return { status: response.status, back: URL.parse(response.headers.get('location') ?? '') }
  }
  async function exchange(code: string | null | undefined, more: object = {}) {
    const grant = { grant_type: 'authorization_code', redirect_uri: BACK, code_verifier: VERIFIER }
    const response = await fetch(`${emulator.url}/oauth/v3/token`, {
      method: 'POST',
      body: JSON.stringify({ ...APP, ...grant, code, ...more }),
    })
    return { status: response.status, ...(await response.json()) }
  }
  async function userInfo(token: string) {
    const url = `${emulator.url}/open-apis/authen/v1/user_info`
    return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).json()
  }
  return { clock, authorize, exchange, userInfo, emulator, state }
}

test('a code becomes a token once, and the token says who has signed in', async () => {
  const { authorize, exchange, userInfo, clock } = await start()
  const { status, back } = await authorize()
  expect(status).toBe(302)
  expect(back?.searchParams.get('state')).toBe('s')
  const code = back?.searchParams.get('code')
  expect(code?.length).toBeGreaterThanOrEqual(64)
  const token = await exchange(code)
  expect(token).toMatchObject({ status: 200, code: 0, expires_in: 7200, token_type: 'Bearer' })
  expect(await userInfo(token.access_token)).toMatchObject({
    code: 0,
    data: { open_id: expect.stringMatching(/^ou_/), tenant_key: expect.any(String) },
  })
  expect(await exchange(code)).toMatchObject({ status: 400, error: 'invalid_grant', code: 20003 })
  clock.advance(7_200_000)
  expect((await userInfo(token.access_token)).code).toBe(20005)
})

test.each([
  ['another verifier', { code_verifier: 'w'.repeat(43) }],
  ['no verifier', { code_verifier: undefined }],
  ['another address', { redirect_uri: 'http://127.0.0.1:4311/callback' }],
  ['a wrong secret', { client_secret: 'wrong' }],
  ['another app', { client_id: 'cli_none' }],
  ['another grant', { grant_type: 'password' }],
])('refuses a code with %s', async (_, more) => {
  const { authorize, exchange } = await start()
  const { back } = await authorize()
  expect((await exchange(back?.searchParams.get('code'), more)).status).toBe(400)
})

test('refuses a code after 5 minutes, and one that was never given', async () => {
  const { authorize, exchange, clock } = await start()
  const { back } = await authorize()
  clock.advance(300_000)
  expect((await exchange(back?.searchParams.get('code'))).status).toBe(400)
  expect((await exchange('none')).status).toBe(400)
})

test('sends the browser to this machine only', async () => {
  const { authorize } = await start()
  for (const redirect_uri of ['https://evil.test/', 'http://127.0.0.1.evil.test/', 'nowhere', '']) {
    expect(await authorize({ redirect_uri })).toEqual({ status: 400, back: null })
  }
})

const codeOf = (back: URL | null) => back?.searchParams.get('code')

describe('the address to come back to', () => {
  test.each([
    ['http://127.0.0.1/', 302],
    ['http://127.10.200.3:1/x?y=z', 302],
    ['http://localhost:3000/', 302],
    ['http://[::1]/', 302],
    ['https://bot.localhost/', 302],
    ['http://xlocalhost/', 400],
    ['http://localhost.test/', 400],
    ['http://a.b.localhost/', 400],
    ['http://[::2]/', 400],
    ['http://10.127.0.1/', 400],
    ['http://test/127.0.0.1', 400],
  ])('%s: %i', async (redirect_uri, status) => {
    const { authorize } = await start()
    const { back, ...answer } = await authorize({ redirect_uri })
    expect(answer.status).toBe(status)
    if (status === 302) expect(back?.href.startsWith(redirect_uri)).toBe(true)
  })
})

test('a user who refuses, an unknown app and another flow get no code', async () => {
  const { authorize, state, emulator, exchange, userInfo } = await start()
  const { back } = await authorize({ emulator_user: 'deny' })
  expect(Object.fromEntries(back?.searchParams ?? [])).toEqual({
    state: 's',
    error: 'access_denied',
  })
  for (const more of [{ client_id: 'cli_x' }, { response_type: 'token' }, { response_type: '' }]) {
    expect(await authorize(more)).toEqual({ status: 400, back: null })
  }
  const query = new URLSearchParams({
    ...{ client_id: 'cli_emulator', response_type: 'code', redirect_uri: BACK },
  })
  const url = `${emulator.url}/open-apis/authen/v1/authorize?${query}`
  const plain = await fetch(url, { redirect: 'manual' })
  const code = codeOf(URL.parse(plain.headers.get('location') ?? ''))
  expect(plain.headers.get('location')).toBe(`${BACK}?state=&code=${code}`)
  const token = await exchange(code, { code_verifier: undefined })
  const { users, default_receiver } = await state()
  const receiver = users.find(({ open_id }) => open_id === default_receiver.receive_id)
  expect(await userInfo(token.access_token)).toMatchObject({ data: { name: receiver?.name } })
  expect(await (await fetch(`${emulator.url}/open-apis/authen/v1/authorize`)).text()).toBe(
    'error 20029',
  )
})

test('the responses of signing in are complete', async () => {
  const { authorize, exchange, userInfo, state, emulator } = await start()
  const { users, tenant_key } = await state()
  const open_id = users[1]?.open_id ?? ''
  const { back } = await authorize({ emulator_user: open_id })
  expect(codeOf(back)).toMatch(/^[0-9a-f]{64}$/)
  const token = await exchange(codeOf(back))
  expect(token).toEqual({
    ...{ status: 200, code: 0, expires_in: 7200, token_type: 'Bearer' },
    access_token: expect.stringMatching(/^u-[0-9a-f]{64}$/),
    scope: 'auth:user.id:read',
  })
  const name = users[1]?.name
  expect(await userInfo(token.access_token)).toEqual({
    ...{ code: 0, msg: 'success' },
    data: { name, en_name: name, open_id, tenant_key },
  })
  const invalid = { code: 20005, msg: 'The user access token passed is invalid.' }
  expect(await userInfo(`${token.access_token} x`)).toEqual(invalid)
  expect(await userInfo('x')).toEqual(invalid)
  const url = `${emulator.url}/open-apis/authen/v1/user_info`
  for (const authorization of [`x Bearer ${token.access_token}`, token.access_token, undefined]) {
    const headers = new Headers(authorization === undefined ? {} : { authorization })
    expect(await (await fetch(url, { headers })).json()).toEqual(invalid)
  }
})

describe('a token is refused', () => {
  const PARCELS = {
    client_id: 'cli_13579bdf02468ace',
    client_secret: 'emulator-secret-parcels',
  }
  test.each([
    [
      { grant_type: 'x' },
      20036,
      'unsupported_grant_type',
      'The specified grant_type is not supported.',
    ],
    [{ client_id: 'x' }, 20048, 'invalid_client', 'The specified app does not exist.'],
    [{ client_secret: 'x' }, 20002, 'invalid_client', 'The client secret is invalid.'],
    [
      { client_secret: 'emulator-secreT' },
      20002,
      'invalid_client',
      'The client secret is invalid.',
    ],
    [{ client_secret: undefined }, 20002, 'invalid_client', 'The client secret is invalid.'],
    [{ code: 'x' }, 20003, 'invalid_grant', 'The authorization code is not found.'],
    [PARCELS, 20003, 'invalid_grant', 'The authorization code was issued to another app.'],
    [{ redirect_uri: 'x' }, 20003, 'invalid_grant', 'The redirect_uri is another one.'],
    [{ code_verifier: 'x' }, 20003, 'invalid_grant', 'The code_verifier does not fit.'],
    [{ code_verifier: undefined }, 20003, 'invalid_grant', 'The code_verifier does not fit.'],
    [{ code_verifier: 7 }, 20003, 'invalid_grant', 'The code_verifier does not fit.'],
  ])('with %j', async (more, code, error, error_description) => {
    const { authorize, exchange } = await start()
    const { back } = await authorize()
    const expected = { status: 400, code, error, error_description }
    expect(await exchange(codeOf(back), more)).toEqual(expected)
    expect(await exchange(codeOf(back))).toMatchObject({ status: 200 })
  })

  test('a second time, and after five minutes', async () => {
    const { authorize, exchange, clock } = await start()
    const [first, second, third] = [await authorize(), await authorize(), await authorize()]
    const refused = (error_description: string) => ({
      ...{ status: 400, code: 20003, error: 'invalid_grant', error_description },
    })
    clock.advance(299_999)
    expect(await exchange(codeOf(first.back))).toMatchObject({ status: 200 })
    expect(await exchange(codeOf(first.back))).toEqual(refused('The authorization code was used.'))
    const token = await exchange(codeOf(third.back))
    expect(token).toMatchObject({ status: 200 })
    clock.advance(1)
    expect(await exchange(codeOf(second.back))).toEqual(
      refused('The authorization code has expired.'),
    )
  })
})

test('a token is valid for two hours', async () => {
  const { authorize, exchange, userInfo, clock } = await start()
  const { access_token } = await exchange(codeOf((await authorize()).back))
  clock.advance(7_199_999)
  expect((await userInfo(access_token)).code).toBe(0)
  clock.advance(1)
  expect((await userInfo(access_token)).code).toBe(20005)
})

test.each([
  [{ code_challenge: VERIFIER, code_challenge_method: 'plain' }, VERIFIER, 200],
  [{ code_challenge: VERIFIER, code_challenge_method: '' }, VERIFIER, 200],
  [{ code_challenge: VERIFIER, code_challenge_method: 'plain' }, 'x', 400],
  [{ code_challenge: VERIFIER }, VERIFIER, 400],
  [{ code_challenge_method: 'plain' }, VERIFIER, 400],
  [{ code_challenge: '' }, undefined, 200],
  [{ code_challenge: '' }, VERIFIER, 400],
])('a code with %j and the verifier %s: %i', async (more, code_verifier, status) => {
  const { authorize, exchange } = await start()
  const { back } = await authorize(more)
  expect(await exchange(codeOf(back), { code_verifier })).toMatchObject({ status })
})

test('a token is requested as a form too, of at most 16 KB', async () => {
  const { authorize, emulator } = await start()
  const request = async (size?: number) => {
    const form = new URLSearchParams({
      ...{ ...APP, grant_type: 'authorization_code', redirect_uri: BACK, code_verifier: VERIFIER },
      ...{ code: codeOf((await authorize()).back) ?? '', x: '' },
    })
    const body = String(form).padEnd(size ?? 0, 'x')
    const response = await fetch(`${emulator.url}/oauth/v3/token`, { method: 'POST', body })
    return (await response.json()).code
  }
  expect([await request(), await request(16_384), await request(16_385)]).toEqual([0, 0, 20036])
})

test('the last 200 codes and tokens are kept', async () => {
  const { authorize, exchange, userInfo } = await start()
  const codes: (string | null | undefined)[] = []
  for (let count = 0; count <= 200; count += 1) codes.push(codeOf((await authorize()).back))
  expect((await exchange(codes[0])).code).toBe(20003)
  const tokens: string[] = []
  for (const code of codes.slice(1)) tokens.push((await exchange(code)).access_token)
  expect((await userInfo(tokens[0] ?? '')).code).toBe(0)
  tokens.push((await exchange(codeOf((await authorize()).back))).access_token)
  const known = await Promise.all(tokens.map(async (token) => (await userInfo(token)).code))
  expect(known).toEqual([20005, ...Array(200).fill(0)])
})
