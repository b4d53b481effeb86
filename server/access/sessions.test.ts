import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { parseReverseProxy, type ReverseProxySettings } from '../http/reverse-proxy.ts'
import { openPostgres } from '../storage/open-postgres.ts'
import type { Storage } from '../storage/storage.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { newDatabase } from '../testing/shared-postgres.ts'
import { createTeamConsole } from '../testing/team-console.ts'
import { HOST, testProfile } from '../testing/test-console.ts'

const ADMIN = [{ app: '*', role: 'admin' as const }]
const MINUTE_MS = 60_000

function start(storage: Storage = memoryStorage()) {
  let now = Date.parse('2026-11-30T08:00:00Z')
  const clock = { wall: () => now, monotonic: () => now }
  const team = createTeamConsole([testProfile('http://127.0.0.1:9')], { storage, clock })
  const isIn = async (headers: { cookie: string }) =>
    (await (await team.request('/api/session', { headers })).json()).signed_in
  const pass = (minutes: number) => {
    now += minutes * MINUTE_MS
  }
  /** Waits until the activity is written, which happens beside the response. */
  const isSeen = (person: string) =>
    expect.poll(async () => (await team.access.sessions.of(person))[0]?.seen_at_ms).toBe(now)
  return { ...team, isIn, pass, isSeen }
}

function testSessions(open: () => Promise<Storage>) {
  test('a session ends when idle, and after 12 hours however active', async () => {
    const { addPerson, isIn, pass, isSeen, close } = start(await open())
    const idle = await addPerson(ADMIN)
    pass(119)
    expect(await isIn(idle.headers)).toBe(true)
    await isSeen(idle.id)
    pass(120)
    expect(await isIn(idle.headers)).toBe(false)
    const active = await addPerson(ADMIN)
    for (let minutes = 0; minutes < 719; minutes += 60) {
      expect(await isIn(active.headers), `after ${minutes} min`).toBe(true)
      await isSeen(active.id)
      pass(60)
    }
    expect(await isIn(active.headers)).toBe(false)
    await close()
  })

  test('its secret is stored as a hash only, is new at each sign-in and ends the one before', async () => {
    const { addPerson, access, storage, isIn, close } = start(await open())
    const { person, secret, headers } = await addPerson(ADMIN)
    const rows = await storage.read((db) => db.selectFrom('sessions').selectAll().execute())
    expect(JSON.stringify(rows)).not.toContain(secret)
    const browser = { before: secret, user_agent: 'a'.repeat(500), address: '192.0.2.1' }
    const next = await access.sessions.begin(person, browser)
    expect(next).not.toBe(secret)
    expect(await isIn(headers)).toBe(false)
    // A secret that an attacker planted before the sign-in is never adopted.
    const planted = 'A'.repeat(43)
    await access.sessions.begin(person, { ...browser, before: planted })
    expect(await isIn({ cookie: `sign_in_80=${planted}` })).toBe(false)
    expect(await access.sessions.of(person.id)).toHaveLength(2)
    for (let i = 0; i < 25; i += 1)
      await access.sessions.begin(person, { ...browser, before: null })
    expect((await access.sessions.of(person.id)).length).toBeLessThanOrEqual(20)
    await close()
  })

  test('people see and end their sessions, one or all; admins those of everyone', async () => {
    const { addPerson, beginSession, request, post, isIn, close } = start(await open())
    const admin = await addPerson(ADMIN)
    const ben = await addPerson([{ app: '*', role: 'viewer' }])
    const phone = await beginSession(ben.person)
    const path = `/api/people/${ben.id}/sessions`
    const { sessions } = await (await request(path, { headers: ben.headers })).json()
    expect(sessions.map((one: { current: boolean }) => one.current).sort()).toEqual([false, true])
    const other = sessions.find((one: { current: boolean }) => !one.current)
    const end = (of: string, headers: Record<string, string>) =>
      request(of, { method: 'DELETE', headers })
    expect((await end(`/api/people/${admin.id}/sessions`, ben.headers)).status).toBe(403)
    expect((await end(`${path}/s_none`, ben.headers)).status).toBe(404)
    expect((await end(`${path}/${other.id}`, ben.headers)).status).toBe(204)
    expect(await isIn(phone.headers)).toBe(false)
    expect((await end(path, admin.headers)).status).toBe(204)
    expect(await isIn(ben.headers)).toBe(false)

    const [here, there] = [await beginSession(ben.person), await beginSession(ben.person)]
    expect((await post('/api/session/sign_out', {}, here.headers)).status).toBe(204)
    expect(await isIn(there.headers)).toBe(true)
    const again = await beginSession(ben.person)
    expect((await post('/api/session/sign_out', { everywhere: true }, again.headers)).status).toBe(
      204,
    )
    expect(await isIn(there.headers)).toBe(false)
    await close()
  })

  test('of two admins who demote each other at once, one remains', async () => {
    const { addPerson, access, close } = start(await open())
    const [anna, ben] = [await addPerson(ADMIN), await addPerson(ADMIN)]
    const results = await Promise.all([
      access.people.change(anna.id, { grants: [] }, ben.id),
      access.people.change(ben.id, { grants: [] }, anna.id),
    ])
    expect(results.filter((one) => 'rejected' in one)).toEqual([{ rejected: 'not_allowed' }])
    await close()
  })
}

describe('on SQLite', () => {
  testSessions(async () => memoryStorage())

  test('an open stream ends once its reader may not read it any more', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const { addPerson, request, access, close } = start()
    const admin = await addPerson(ADMIN)
    const ben = await addPerson([{ app: '*', role: 'viewer' }])
    const stream = await request('/api/results/stream', { headers: ben.headers })
    const reader = stream.body?.getReader()
    const text = async () => new TextDecoder().decode((await reader?.read())?.value)
    expect(await text()).toBe('event: ready\ndata:\n\n')
    expect(await text()).toBe(': open\n\n')
    await access.people.change(ben.id, { disabled: true }, admin.id)
    expect((await request('/api/results/stream', { headers: ben.headers })).status).toBe(401)
    const next = reader?.read()
    await vi.advanceTimersByTimeAsync(15_000)
    expect((await next)?.done).toBe(true)
    await close()
  })

  test.each([
    [
      'plain, on this machine',
      '',
      false,
      /^sign_in_80=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    ],
    [
      'over TLS',
      '',
      true,
      /^__Host-sign_in=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    ],
    [
      'over TLS below a path',
      '/console',
      true,
      /^__Secure-sign_in=[\w-]{43}; Path=\/console; HttpOnly; Secure; SameSite=Strict$/,
    ],
  ])('the cookie of a sign-in %s', async (_, basePath, secure, cookie) => {
    const env = { TRUSTED_PROXIES: '10.0.0.5', BASE_PATH: basePath }
    const reverseProxy = parseReverseProxy(env) as ReverseProxySettings
    const team = createTeamConsole([testProfile('http://127.0.0.1:9')], { reverseProxy })
    const link = await team.access.local?.firstAdminLink()
    const body = {
      token: link?.path.split('=')[1],
      name: 'anna',
      password: 'correct horse battery',
    }
    const path = `${basePath}/api/session/setup`
    const headers = {
      ...{ host: HOST, 'content-type': 'application/json' },
      ...(secure && { 'x-forwarded-proto': 'https' }),
    }
    const rawHeaders = Object.entries(headers).flat()
    const incoming = { url: path, rawHeaders, socket: { remoteAddress: '10.0.0.5' } }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    const response = await team.app.request(path, init, { incoming } as never)
    expect(response.headers.get('set-cookie')).toMatch(cookie)
    await team.close()
  })

  test('a sign-in over a network needs TLS', async () => {
    const hosts = ['console.test']
    const team = createTeamConsole([testProfile('http://127.0.0.1:9')], { hosts })
    const init = {
      method: 'POST',
      headers: { host: 'console.test', 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'a', password: 'b' }),
    }
    const response = await team.app.request('/api/session/local', init)
    expect(response.status).toBe(422)
    expect((await response.json()).issues[0].message).toContain('HTTPS')
    await team.close()
  })
})

describe.skipIf(!HAS_POSTGRES)('on PostgreSQL', () => {
  testSessions(async () => openPostgres(await newDatabase(), { connections: 4 }))

  test('another console on the database knows a session, and how a sign-in began', async () => {
    const url = await newDatabase()
    const [one, other] = [
      start(await openPostgres(url, { connections: 2 })),
      start(await openPostgres(url, { connections: 2 })),
    ]
    const { headers, id } = await one.addPerson(ADMIN)
    expect(await other.isIn(headers)).toBe(true)
    await one.close()
    expect(await other.isIn(headers)).toBe(true)
    await other.access.sessions.endAll(id)
    expect(await other.isIn(headers)).toBe(false)
    await other.close()
  })
})
