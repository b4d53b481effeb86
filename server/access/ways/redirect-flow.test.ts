import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { Grant } from '#contract/access/roles'
import { createEmulator } from '../../emulator/emulator.ts'
import { EMULATOR } from '../../testing/emulated-console.ts'
import {
  followRedirects,
  OIDC_CLIENT,
  startIdentityProvider,
} from '../../testing/identity-provider.ts'
import { createTeamConsole, LOCAL_ACCESS } from '../../testing/team-console.ts'
import { HOST, testProfile } from '../../testing/test-console.ts'
import type { AccessSettings } from '../settings.ts'
import { safeReturnPath } from './redirect-flow.ts'

const opened: { close: () => unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

type Browser = { cookies: Map<string, string> }

/** Starts a console with both ways, and what a browser does with it. */
async function start(more: Partial<AccessSettings> = {}) {
  const emulator = await createEmulator({ warn: () => {} })
  const callback = (way: string) => `http://${HOST}/api/session/callback/${way}`
  const provider = await startIdentityProvider([callback('oidc')], {
    sub: 'subject-1',
    name: 'Ann',
  })
  const state = await (await fetch(`${emulator.url}/_emulator/state`)).json()
  const profile = testProfile(emulator.url, EMULATOR)
  const { client_id: clientId, client_secret: clientSecret } = OIDC_CLIENT
  const access: AccessSettings = {
    ...LOCAL_ACCESS,
    local: false,
    feishu: { profile: profile.id, tenants: [state.tenant_key] },
    oidc: { issuer: provider.issuer, clientId, clientSecret },
    ...more,
  }
  const team = createTeamConsole([profile], { access })
  opened.push(emulator, provider, team)

  async function visit(browser: Browser, path: string, init: RequestInit = {}) {
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
    const headers = { cookie, 'content-type': 'application/json' }
    const response = await team.request(path, { ...init, headers })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]?.split(/=(.*)/) ?? []
      if (value === '') browser.cookies.delete(name)
      else browser.cookies.set(name, value)
    }
    return response
  }
  return {
    ...team,
    emulator,
    browser: (): Browser => ({ cookies: new Map() }),
    visit,
    async begin(browser: Browser, way: string, return_to?: string): Promise<string> {
      const body = JSON.stringify({ way, ...(return_to !== undefined && { return_to }) })
      const response = await visit(browser, '/api/session/start', { method: 'POST', body })
      return (await response.json()).url
    },
    /** Comes back to the console; returns where it sends the browser then. */
    async comeBack(browser: Browser, url: URL): Promise<string> {
      const response = await visit(browser, url.pathname + url.search)
      expect(response.status).toBe(302)
      return response.headers.get('location') ?? ''
    },
    session: async (browser: Browser) => (await visit(browser, '/api/session')).json(),
  }
}

describe.each(['feishu', 'oidc'])('%s', (way) => {
  test('signs a person in, who is the same one the next time', async () => {
    const console = await start({ defaultRole: 'viewer' })
    const browser = console.browser()
    const back = await followRedirects(await console.begin(browser, way, '/history?query=a'))
    expect(await console.comeBack(browser, back)).toBe('/history?query=a')
    const { signed_in, person } = await console.session(browser)
    expect({ signed_in, person }).toMatchObject({
      signed_in: true,
      person: { way, kind: 'person', rights: [{ app: '*', role: 'viewer' }], can_sign_out: true },
    })
    const again = console.browser()
    await console.comeBack(again, await followRedirects(await console.begin(again, way)))
    expect((await console.session(again)).person.id).toBe(person.id)
  })

  test('a return works once, in the browser that began, and for its own way', async () => {
    const console = await start()
    const [browser, other] = [console.browser(), console.browser()]
    const back = await followRedirects(await console.begin(browser, way))
    const expired = '/sign-in?failed=expired'
    await console.begin(other, way)
    expect(await console.comeBack(other, back)).toBe(expired)
    const forged = new URL(back)
    forged.searchParams.set('state', 'x')
    expect(await console.comeBack(browser, forged)).toBe(expired)
    const mixed = new URL(back)
    mixed.pathname = mixed.pathname.replace(way, way === 'oidc' ? 'feishu' : 'oidc')
    const copy = { cookies: new Map(browser.cookies) }
    expect(await console.comeBack(copy, mixed)).toBe(expired)
    expect((await console.session(copy)).signed_in).toBe(false)
    // The mix-up has ended the flow: whatever was going on, it has to begin again.
    expect(await console.comeBack(browser, back)).toBe(expired)

    const fresh = await followRedirects(await console.begin(browser, way))
    const flow = new Map(browser.cookies)
    expect(await console.comeBack(browser, fresh)).toBe('/')
    expect(await console.comeBack({ cookies: flow }, fresh)).toBe(expired)
  })

  test('a code of another sign-in is refused, and nothing of an error is passed on', async () => {
    const console = await start()
    const [attacker, victim] = [console.browser(), console.browser()]
    const stolen = await followRedirects(await console.begin(attacker, way))
    const own = await followRedirects(await console.begin(victim, way))
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '')
    expect(await console.comeBack(victim, own)).toBe('/sign-in?failed=provider')
    expect((await console.session(victim)).signed_in).toBe(false)
    const denied = await followRedirects(await console.begin(victim, way))
    denied.searchParams.delete('code')
    denied.searchParams.set('error', 'access_denied')
    denied.searchParams.set('error_description', '<script>')
    expect(await console.comeBack(victim, denied)).toBe('/sign-in?failed=denied')
    expect(JSON.stringify(console.logged)).not.toContain('<script>')
  })

  test('the cookie of the flow is Lax and lives 10 minutes, the session’s is Strict', async () => {
    const console = await start()
    const browser = console.browser()
    const body = JSON.stringify({ way })
    const begun = await console.visit(browser, '/api/session/start', { method: 'POST', body })
    expect(begun.headers.get('set-cookie')).toMatch(
      /^sign_in_flow_80=[\w-]{43}; Max-Age=600; Path=\/api\/session\/callback; HttpOnly; SameSite=Lax$/,
    )
    const back = await followRedirects((await begun.json()).url)
    const done = await console.visit(browser, back.pathname + back.search)
    expect(done.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^sign_in_80=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    )
  })
})

test('a person of another tenant is refused', async () => {
  const console = await start({ feishu: { profile: 'emulator', tenants: ['another'] } })
  const browser = console.browser()
  const url = new URL(await console.begin(browser, 'feishu'))
  const back = await followRedirects(url.href)
  expect(await console.comeBack(browser, back)).toBe('/sign-in?failed=tenant')
  url.searchParams.set('emulator_user', 'deny')
  const denied = await followRedirects(url.href)
  expect(denied.searchParams.get('error')).toBe('access_denied')
  url.searchParams.set('redirect_uri', 'https://evil.test/')
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(400)
})

test('a disabled person does not come in again, and ADMINS names one who is an admin', async () => {
  const console = await start({ admins: new Set(['oidc:subject-1']) })
  const browser = console.browser()
  await console.comeBack(browser, await followRedirects(await console.begin(browser, 'oidc')))
  const { person } = await console.session(browser)
  expect(person.rights).toEqual([{ app: '*', role: 'admin', approver: true } satisfies Grant])
  const other = await console.addPerson([{ app: '*', role: 'admin' }], 'oidc')
  const refused = await console.access.people.change(person.id, { disabled: true }, other.id)
  expect(refused).toEqual({ rejected: 'admin_by_setting' })

  const member = console.browser()
  await console.comeBack(member, await followRedirects(await console.begin(member, 'feishu')))
  const { id } = (await console.session(member)).person
  await console.access.people.change(id, { disabled: true }, other.id)
  expect((await console.session(member)).signed_in).toBe(false)
  const back = await followRedirects(await console.begin(member, 'feishu'))
  expect(await console.comeBack(member, back)).toBe('/sign-in?failed=disabled')
})

test('a provider that is down is a failure, not an error', async () => {
  const oidc = { issuer: new URL('http://127.0.0.1:9/'), clientId: 'a', clientSecret: 'b' }
  const console = await start({ oidc })
  const body = JSON.stringify({ way: 'oidc' })
  const response = await console.visit(console.browser(), '/api/session/start', {
    method: 'POST',
    body,
  })
  expect(response.status).toBe(401)
  expect((await response.json()).error).toBe('sign_in_failed')
})

describe('the path to return to', () => {
  test.each(['/', '/history?query=a#b', '/support'])('%s is kept', (path) => {
    expect(safeReturnPath(path)).toBe(path)
  })

  test.each([
    ...['//evil.test', '/\\evil.test', '\\\\evil.test', 'https://evil.test', '/\t/evil.test'],
    ...['javascript:alert(1)', '', '/a\\b', '/\n', '/api/session'],
    ...['/.//evil.test', '/a/..//evil.test', '/é'],
  ])('%j becomes the first page', (path) => {
    expect(safeReturnPath(path)).toBe('/')
  })

  test('never leaves the console', () => {
    const parts = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '//',
      '@',
      ':',
      'evil.test',
      '%2f',
      '%5c',
      '\t',
      '?',
      '#',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string()), { maxLength: 8 }), (some) => {
        const path = safeReturnPath(some.join(''))
        expect(new URL(path, 'https://console.test').origin).toBe('https://console.test')
        expect(path).toMatch(/^\/(?!\/)/)
      }),
    )
  })
})
