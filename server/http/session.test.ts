import { type Context, Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { type Caller, LOCAL_CALLER } from '../access/caller.ts'
import {
  actorOf,
  beginSession,
  clearFlowSecret,
  clearSessionSecret,
  flowSecret,
  maySignInHere,
  publicOrigin,
  sessionOf,
  sessionSecret,
  setFlowSecret,
  setSessionSecret,
} from './session.ts'

const SESSION = 'abcdefghij_-KLMNOPQR12'
const SECRET = 'x'.repeat(43)
const ANNA = { ...LOCAL_CALLER, kind: 'person', actor: 'anna' } as Caller

type Given = {
  url?: string
  cookie?: string
  caller?: Caller | null
  secure?: boolean
  basePath?: string
  host?: string
}

/** What a function of the session returns for a request, and the cookie that it sets. */
async function on<T>(
  act: (c: Context) => T,
  {
    url = 'http://console.test:4310/',
    cookie = '',
    caller,
    secure = false,
    basePath = '',
    host = 'console.test:4310',
  }: Given = {},
) {
  let result: T | undefined
  const app = new Hono()
    .use(async (c, next) => {
      c.set('client', { secure, basePath } as never)
      if (caller !== undefined) c.set('caller', caller)
      await next()
    })
    .get('*', (c) => {
      result = act(c)
      return c.text('')
    })
  const response = await app.request(url, { headers: { cookie, host } })
  return { result, set: response.headers.get('set-cookie') }
}

describe('the session that a pasted token belongs to', () => {
  test('is named after the port, and only one of its form is one', async () => {
    const read = async (cookie: string, url?: string) =>
      (await on(sessionOf, { cookie, ...(url && { url }) })).result
    expect(await read(`session_4310=${SESSION}`)).toBe(SESSION)
    expect(await read(`session_80=${SESSION}`, 'http://console.test/')).toBe(SESSION)
    expect(await read(`session_4311=${SESSION}`)).toBeNull()
    expect(await read(`session_4310=${SESSION}a`)).toBeNull()
    expect(await read(`session_4310=${SESSION.slice(1)}`)).toBeNull()
    expect(await read(`session_4310=${SESSION.slice(1)}.`)).toBeNull()
    expect(await read('')).toBeNull()
  })

  test('is that of the sign-in, else one that differs for each person of a browser', async () => {
    const cookie = `session_4310=${SESSION}`
    const of = async (caller: Caller | null) => (await on(sessionOf, { cookie, caller })).result
    expect(await of({ ...ANNA, session: 'signed in' })).toBe('signed in')
    expect(await of(LOCAL_CALLER)).toBe(SESSION)
    expect(await of(null)).toBe(SESSION)
    expect(await of(ANNA)).toBe('pvjyU9GeMRiyIFFQnj66UKLgdHW-dvBwyJhrcskqXNU')
    expect(await of({ ...ANNA, actor: 'ben' })).not.toBe(await of(ANNA))
  })

  test('begins with a cookie that ends with the browser', async () => {
    const { result, set } = await on(beginSession)
    expect(result).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(set).toBe(`session_4310=${result}; Path=/api; HttpOnly; SameSite=Strict`)
    const below = await on(beginSession, { basePath: '/console', secure: true })
    expect(below.set).toBe(
      `session_4310=${below.result}; Path=/console/api; HttpOnly; Secure; SameSite=Strict`,
    )
    expect(below.result).not.toBe(result)
  })

  test('needs no cookie with a sign-in, and hides the cookie’s value from others without', async () => {
    const signedIn = await on(beginSession, { caller: { ...ANNA, session: 'signed in' } })
    expect(signedIn).toEqual({ result: 'signed in', set: null })
    const { result, set } = await on(beginSession, { caller: ANNA })
    expect(result).toMatch(/^[A-Za-z0-9_-]{43}$/)
    const again = await on(sessionOf, { caller: ANNA, cookie: set?.split(';')[0] ?? '' })
    expect(again.result).toBe(result)
  })
})

describe.each([
  ['plain HTTP', {}, 'sign_in_4310', 'Path=/; HttpOnly; SameSite=Strict'],
  ['TLS', { secure: true }, '__Host-sign_in', 'Path=/; HttpOnly; Secure; SameSite=Strict'],
  [
    'TLS below a base path',
    { secure: true, basePath: '/console' },
    '__Secure-sign_in',
    'Path=/console; HttpOnly; Secure; SameSite=Strict',
  ],
])('the cookie of a sign-in over %s', (_, given, name, options) => {
  test('is set, read and removed under its name', async () => {
    const { set } = await on((c) => setSessionSecret(c, SECRET), given)
    expect(set).toBe(`${name}=${SECRET}; ${options}`)
    const read = async (cookie: string) => (await on(sessionSecret, { ...given, cookie })).result
    expect(await read(`${name}=${SECRET}`)).toBe(SECRET)
    expect(await read(`${name}=${SECRET}x`)).toBeNull()
    expect(await read(`${name}=.${SECRET.slice(1)}`)).toBeNull()
    expect(await read(`${name}=${SECRET.slice(1)}`)).toBeNull()
    expect(await read(`other=${SECRET}`)).toBeNull()
    const cleared = await on(clearSessionSecret, given)
    expect(cleared.set).toContain(`${name}=; Max-Age=0; Path=`)
  })
})

describe.each([
  ['plain HTTP', {}, 'sign_in_flow_4310', '/api/session/callback; HttpOnly; SameSite=Lax'],
  [
    'TLS below a base path',
    { secure: true, basePath: '/console' },
    '__Secure-sign_in_flow',
    '/console/api/session/callback; HttpOnly; Secure; SameSite=Lax',
  ],
])('the cookie of a sign-in by redirect over %s', (_, given, name, options) => {
  test('lasts ten minutes, and is sent with the first request from the other system', async () => {
    const { set } = await on((c) => setFlowSecret(c, SECRET), given)
    expect(set).toBe(`${name}=${SECRET}; Max-Age=600; Path=${options}`)
    const read = async (cookie: string) => (await on(flowSecret, { ...given, cookie })).result
    expect(await read(`${name}=${SECRET}`)).toBe(SECRET)
    expect(await read(`${name}=${SECRET}x`)).toBeNull()
    expect(await read('')).toBeNull()
    expect((await on(clearFlowSecret, given)).set).toContain(`${name}=; Max-Age=0; Path=`)
  })
})

test.each([
  [undefined, 'anonymous'],
  [null, 'anonymous'],
  [LOCAL_CALLER, 'local'],
  [ANNA, 'anna'],
])('a request of %j is recorded as by %s', async (caller, actor) => {
  expect((await on(actorOf, caller === undefined ? {} : { caller })).result).toBe(actor)
})

test.each([
  ['localhost:4310', false, true],
  ['127.0.0.1:4310', false, true],
  ['127.10.20.30', false, true],
  ['[::1]:4310', false, true],
  ['console.test', true, true],
  ['console.test', false, false],
  ['localhost.test', false, false],
  ['xlocalhost', false, false],
  ['10.0.0.1', false, false],
  ['[::2]', false, false],
])('under the host %s, with TLS: %s, a cookie may sign in: %s', async (host, secure, may) => {
  expect((await on(maySignInHere, { host, secure })).result).toBe(may)
  expect((await on(publicOrigin, { host, secure })).result).toBe(
    `${secure ? 'https' : 'http'}://${host}`,
  )
})
