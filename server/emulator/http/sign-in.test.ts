import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createTestClock, startForTest } from '../testing/client.ts'

const APP = { client_id: 'cli_0123456789abcdef', client_secret: 'emulator-secret' }
const BACK = 'http://127.0.0.1:4310/callback'
const VERIFIER = 'v'.repeat(43)

async function start() {
  const clock = createTestClock()
  const { emulator } = await startForTest({ clock: clock.read })
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
  return { clock, authorize, exchange, userInfo }
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
