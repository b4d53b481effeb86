import { describe, expect, test } from 'vitest'
import { openPostgres } from '../../storage/open-postgres.ts'
import type { Storage } from '../../storage/storage.ts'
import { memoryStorage } from '../../testing/memory-storage.ts'
import { HAS_POSTGRES } from '../../testing/postgres-cluster.ts'
import { newDatabase } from '../../testing/shared-postgres.ts'
import { createTeamConsole } from '../../testing/team-console.ts'
import { testProfile } from '../../testing/test-console.ts'
import { hashPassword } from './password-hash.ts'

const PASSWORD = 'correct horse battery'

async function start(storage: Storage) {
  const team = createTeamConsole([testProfile('http://127.0.0.1:9')], { storage })
  const { local } = team.access
  if (!local) throw new Error('there are local accounts')
  const secretOf = (path: string | undefined) => path?.split('#setup=')[1] ?? ''
  const setUp = (token: string, more: object) =>
    team.post('/api/session/setup', { token, password: PASSWORD, ...more })
  const signIn = (name: string, password: string) =>
    team.post('/api/session/local', { name, password })
  const cookieOf = (response: Response) => {
    const [cookie = ''] = response.headers.get('set-cookie')?.split(';') ?? []
    return { cookie }
  }
  const error = async (response: Response) => (await response.json()).error
  return { ...team, local, secretOf, setUp, signIn, cookieOf, error }
}

function testAccounts(open: () => Promise<Storage>) {
  test('the link printed at start makes one admin, once', async () => {
    const { local, secretOf, setUp, request, cookieOf, error, close } = await start(await open())
    const [first, second] = [await local.firstAdminLink(), await local.firstAdminLink()]
    const ends = [secretOf(first?.path), secretOf(second?.path)]
    const made = await Promise.all(
      ends.flatMap((token) => [1, 2].map((n) => setUp(token, { name: `admin${n}` }))),
    )
    const [admin, ...others] = made.toSorted((a, b) => a.status - b.status)
    expect(admin?.status).toBe(200)
    for (const other of others) expect(await error(other)).toBe('sign_in_failed')
    const people = await request('/api/people', { headers: cookieOf(admin as Response) })
    expect((await people.json()).people).toMatchObject([
      { way: 'local', grants: [{ app: '*', role: 'admin' }], invited: false, sessions: 1 },
    ])
    expect(await local.firstAdminLink()).toBeNull()
    await close()
  })

  test('an admin adds an account, whose link sets a password that signs in', async () => {
    const team = await start(await open())
    const { setUp, signIn, secretOf, cookieOf, error } = team
    const { headers, id } = await team.addPerson([{ app: '*', role: 'admin' }])
    const account = { sign_in_name: 'ben', grants: [{ app: 'feishu', role: 'sender' }] }
    const added = await team.post('/api/people', account, headers)
    expect(added.status).toBe(201)
    const { person, link } = await added.json()
    expect(person).toMatchObject({ name: 'ben', invited: true })
    const taken = await team.post('/api/people', account, headers)
    expect((await taken.json()).issues[0].path).toBe('sign_in_name')
    expect(await error(await signIn('ben', PASSWORD))).toBe('sign_in_failed')

    const read = await team.post('/api/session/setup/read', { token: secretOf(link) })
    expect(await read.json()).toEqual({ name: 'ben' })
    for (const password of [
      'aaaaaaaaaaaaa',
      '123456789012345',
      'Password123456',
      'benbenben1234',
      'qwertyqwerty12',
      '1qaz2WSX3edc',
      'Administrator2024!',
    ]) {
      expect((await setUp(secretOf(link), { password })).status).toBe(422)
    }
    const set = await setUp(secretOf(link), {})
    expect(set.status).toBe(200)
    expect(await error(await setUp(secretOf(link), {}))).toBe('sign_in_failed')
    const session = await team.request('/api/session', {
      headers: cookieOf(await signIn('BEN', PASSWORD)),
    })
    expect((await session.json()).person).toMatchObject({ id: person.id, rights: account.grants })

    // A new link ends the earlier one, and a new password the sessions.
    const renewed = await team.post(`/api/people/${person.id}/link`, '', headers)
    const token = secretOf((await renewed.json()).link)
    expect((await setUp(token, { password: 'another long phrase' })).status).toBe(200)
    const old = await team.request('/api/session', { headers: cookieOf(set) })
    expect((await old.json()).signed_in).toBe(false)

    const own = await team.request(`/api/people/${id}`, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ grants: [] }),
    })
    expect(own.status).toBe(422)
    expect((await team.request(`/api/people/${id}`, { method: 'DELETE', headers })).status).toBe(
      422,
    )
    await team.close()
  })

  test('guesses end after five, and the owner still signs in from a known address', async () => {
    const { local, storage, access, close } = await start(await open())
    const person = await storage.write(async (tx) => {
      const hash = await hashPassword(PASSWORD)
      return access.people.insert(
        tx,
        { way: 'local', subject: 'anna', name: 'Anna', grants: [] },
        hash,
      )
    })
    expect(person).toMatchObject({ subject: 'anna' })
    expect(await local.signIn('anna', PASSWORD, '192.0.2.1')).toHaveProperty('person')
    const results: string[] = []
    for (let i = 0; i < 40; i += 1) {
      const result = await local.signIn('anna', 'wrong', `198.51.100.${i % 10}`)
      results.push('refused' in result ? result.refused : 'in')
    }
    // The sign-in before counted too.
    expect(results.filter((one) => one === 'wrong')).toHaveLength(19)
    expect(results.at(-1)).toBe('wait')
    expect(await local.signIn('anna', PASSWORD, '203.0.113.5')).toMatchObject({ refused: 'wait' })
    expect(await local.signIn('anna', PASSWORD, '192.0.2.1')).toHaveProperty('person')
    for (let i = 0; i < 6; i += 1) await local.signIn('anna', 'wrong', `2001:db8::${i}`)
    expect(await local.signIn('unknown', 'wrong', '2001:db8:0:0:1::9')).toMatchObject({
      refused: 'wrong',
    })
    await close()
  })
}

describe('on SQLite', () => {
  testAccounts(async () => memoryStorage())

  test('name and password are refused alike, and a refusal says how long to wait', async () => {
    const { signIn, logged, close } = await start(memoryStorage())
    const unknown = await signIn('unknown', 'wrong')
    expect({ status: unknown.status, ...(await unknown.json()) }).toMatchObject({
      status: 401,
      error: 'sign_in_failed',
    })
    for (let i = 0; i < 4; i += 1) await signIn('unknown', 'wrong')
    const limited = await signIn('unknown', 'wrong')
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(JSON.stringify(logged)).not.toContain('"wrong password"')
    await close()
  })

  test('a hash of an older kind is renewed when its person signs in', async () => {
    const { local, storage, access, close } = await start(memoryStorage())
    const scrypt = { kind: 'scrypt', parameters: { ln: 15, r: 8, p: 3 } }
    const hash = await hashPassword(PASSWORD, scrypt)
    await storage.write((tx) =>
      access.people.insert(tx, { way: 'local', subject: 'old', name: 'Old', grants: [] }, hash),
    )
    expect(await local.signIn('old', PASSWORD, '')).toHaveProperty('person')
    expect((await access.people.bySubject('local', 'old'))?.password_hash).toMatch(/^\$argon2id/)
    expect(await local.signIn('old', PASSWORD, '')).toHaveProperty('person')
    await close()
  })

  test('the own password is changed with the current one, and other sessions end', async () => {
    const { local, storage, access, post, request, signIn, cookieOf, close } = await start(
      memoryStorage(),
    )
    const link = await local.firstAdminLink()
    await local.setUp(link?.path.split('=')[1] ?? '', 'anna', PASSWORD)
    const [here, there] = [
      cookieOf(await signIn('anna', PASSWORD)),
      cookieOf(await signIn('anna', PASSWORD)),
    ]
    const change = (current: string, password: string) =>
      post('/api/session/password', { current, password }, here)
    expect((await change('wrong', 'another long phrase')).status).toBe(422)
    const changed = await change(PASSWORD, 'another long phrase')
    expect(changed.status).toBe(204)
    const isIn = async (headers: { cookie: string }) =>
      (await (await request('/api/session', { headers })).json()).signed_in
    expect(await isIn(here)).toBe(false)
    expect(await isIn(there)).toBe(false)
    expect(await isIn(cookieOf(changed))).toBe(true)
    expect((await signIn('anna', PASSWORD)).status).toBe(401)
    expect(storage.kind).toBe('sqlite')
    expect(await access.people.list()).toHaveLength(1)
    await close()
  })
})

describe.skipIf(!HAS_POSTGRES)('on PostgreSQL', () => {
  testAccounts(async () => openPostgres(await newDatabase(), { connections: 4 }))
})
