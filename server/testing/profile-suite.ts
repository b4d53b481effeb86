import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { exchangeSchema } from '#contract/exchange'
import { eventsSchema } from '#contract/ledger'
import { type Profile, profileSchema, profilesSchema } from '#contract/profile'
import { refusalSchema } from '#contract/refusal'
import type { KeySource } from '../profiles/key-source.ts'
import type { Storage } from '../storage/storage.ts'
import { type FaultServer, startFaultServer } from './fault-server.ts'
import { grantToken, isTokenCall, json } from './faults.ts'
import { createTestConsole, testProfile } from './test-console.ts'

const SECRET = 'secret-of-the-added-app'
const TOKEN = 't-pasted-token-0123456789abcdef'
const PUSH = { follow_ups: [{ content: 'OK' }] }

/** Tests that every database must pass; `open` creates an unused one. */
export function testProfiles(open: () => Promise<Storage>): void {
  describe('profiles', () => {
    let storage: Storage
    let upstream: FaultServer
    let testConsole: ReturnType<typeof createTestConsole>
    let granted = 0
    /** The number of requests of earlier tests. */
    let passed = 0
    const received = () => upstream.requests.slice(passed)
    const key = randomBytes(32)
    const keys: KeySource = { location: 'test', read: () => key, create: () => null }

    beforeAll(async () => {
      storage = await open()
      upstream = await startFaultServer((request) =>
        isTokenCall(request)
          ? grantToken(`t-granted-${++granted}-0123456789`)
          : json('200 OK', { code: 0, msg: 'success', data: {} }),
      )
      testConsole = createTestConsole([testProfile('http://127.0.0.1:9')], {
        storage,
        keys,
        allowedBaseUrls: [upstream.url, upstream.url.replace('127.0.0.1', 'localhost')],
      })
    })
    afterAll(async () => {
      await testConsole.close()
      await upstream.close()
    })
    afterEach(async () => {
      for (const { id, source } of await list()) {
        if (source === 'stored') await call('DELETE', `/api/profiles/${id}`)
      }
      passed = upstream.requests.length
    })

    const call = (method: string, path: string, body?: unknown, cookie = '') =>
      testConsole.request(path, {
        method,
        headers: {
          'accept-language': 'en',
          ...(cookie && { cookie }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      })

    async function list(cookie = ''): Promise<Profile[]> {
      const response = await call('GET', '/api/profiles', undefined, cookie)
      return profilesSchema.parse(await response.json()).profiles
    }

    const profileInput = (more: object = {}) => ({
      name: 'Orders',
      base_url: upstream.url,
      app_id: 'cli_orders',
      app_secret: SECRET,
      ...more,
    })

    async function add(more: object = {}): Promise<Profile> {
      const response = await call('POST', '/api/profiles', profileInput(more))
      expect(response.status).toBe(201)
      return profileSchema.parse(await response.json())
    }

    async function change(id: string, body: object): Promise<Profile> {
      const response = await call('PATCH', `/api/profiles/${id}`, body)
      expect(response.status).toBe(200)
      return profileSchema.parse(await response.json())
    }

    async function issuesOf(response: Response): Promise<string[]> {
      expect(response.status).toBe(422)
      const { issues } = refusalSchema.parse(await response.json())
      return issues.map(({ path }) => path)
    }

    let pushes = 0
    async function push(id: string, cookie = '') {
      const path = `/api/messages/om_${++pushes}/push_follow_up?profile=${id}`
      return exchangeSchema.parse(await (await call('POST', path, PUSH, cookie)).json())
    }

    const bearers = () =>
      received().flatMap(({ headers }) => headers.authorization?.replace('Bearer ', '') ?? [])
    const sentSecrets = () =>
      received()
        .filter(isTokenCall)
        .map(({ body }) => JSON.parse(body).app_secret)

    test('a new profile has the given fields and defaults, and can send', async () => {
      const created = await add()
      expect(created).toEqual({
        id: created.id,
        name: 'Orders',
        brand: 'emulator',
        base_url: upstream.url,
        app_id: 'cli_orders',
        default: false,
        color: 'gray',
        environment: 'test',
        app_type: 'custom',
        source: 'stored',
        secret: { fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/), set_at: expect.any(String) },
        tenant_key: null,
        app_ticket: null,
        pasted_token: null,
        test_recipient: null,
      })
      expect(await list()).toContainEqual(created)
      expect(await push(created.id)).toMatchObject({ outcome: 'answered', profile: created.id })
      expect(sentSecrets()).toEqual([SECRET])
    })

    test('a new profile stores every field', async () => {
      const more = {
        color: 'red',
        environment: 'production',
        brand: 'lark',
        app_type: 'store',
        app_ticket: 'ticket-1',
        tenant_key: 'e7',
        test_recipient: { receive_id_type: 'email', receive_id: 'me@example.test' },
      } as const
      const { app_ticket: _, ...shown } = more
      const created = await add({ ...more, name: '  Orders 订单  ', base_url: `${upstream.url}/` })
      expect(created).toMatchObject({ ...shown, name: 'Orders 订单', base_url: upstream.url })
      expect(created.app_ticket?.fingerprint).toMatch(/^[0-9a-f]{8}$/)
      const changed = await change(created.id, {
        name: 'Parcels',
        color: 'blue',
        test_recipient: null,
      })
      expect(changed).toEqual({ ...created, name: 'Parcels', color: 'blue', test_recipient: null })
      expect(await list()).toContainEqual(changed)
    })

    test('the brand alone determines the base URL of a platform', async () => {
      for (const [brand, base_url] of [
        ['feishu', 'https://open.feishu.cn'],
        ['lark', 'https://open.larksuite.com'],
      ]) {
        expect(await add({ base_url: undefined, brand })).toMatchObject({ brand, base_url })
      }
      const nowhere = await call('POST', '/api/profiles', profileInput({ base_url: undefined }))
      expect(await issuesOf(nowhere)).toEqual(['base_url'])
    })

    test('a secret is never returned, not even in an error', async () => {
      const created = await add()
      const responses = [
        await call('PATCH', `/api/profiles/${created.id}`, { app_secret: `${SECRET}-2` }),
        await call('PATCH', `/api/profiles/${created.id}`, { app_secret: `${SECRET} with spaces` }),
        await call('POST', '/api/profiles', profileInput({ app_type: 'pasted_token' })),
        await call('POST', '/api/profiles', profileInput({ base_url: 'https://evil.test' })),
        await call('POST', '/api/profiles', profileInput({ [SECRET]: 1, app_secret: [SECRET] })),
        await call('GET', '/api/profiles'),
      ]
      const texts = await Promise.all(responses.map((response) => response.text()))
      // An error repeats the name of an unknown field.
      texts[4] =
        texts[4]?.replaceAll(`field ${SECRET}`, '').replaceAll(`"path":"${SECRET}"`, '') ?? ''
      expect(texts.join('\n')).not.toContain(SECRET)
      expect(JSON.stringify(testConsole.logged)).not.toContain(SECRET)
    })

    test.each<[string, object, string[]]>([
      ['an empty name', { name: '  ' }, ['name']],
      ['a long name', { name: 'x'.repeat(61) }, ['name']],
      ['a name that turns the text around it', { name: 'a\u202eb' }, ['name']],
      ['an app id of another shape', { app_id: 'app' }, ['app_id']],
      ['a short secret', { app_secret: 'short' }, ['app_secret']],
      ['an unknown colour', { color: 'pink' }, ['color']],
      ['an unknown field', { id: 'mine' }, ['id']],
      ['a foreign base URL', { base_url: 'https://open.feishu.cn.evil.test' }, ['base_url']],
      ['a path behind the base URL', { base_url: 'https://open.feishu.cn/x' }, ['base_url']],
      ['the platform without TLS', { base_url: 'http://open.feishu.cn' }, ['base_url']],
      ['a user in the base URL', { base_url: 'https://a@open.feishu.cn' }, ['base_url']],
      ['another port of this machine', { base_url: 'http://127.0.0.1:10' }, ['base_url']],
      [
        'the brand of another platform',
        { base_url: 'https://open.feishu.cn', brand: 'lark' },
        ['brand'],
      ],
      [
        'a ticket for a custom app',
        { app_ticket: 'ticket', tenant_key: 'e7' },
        ['app_ticket', 'tenant_key'],
      ],
      ['a secret beside pasted tokens', { app_type: 'pasted_token' }, ['app_secret']],
      [
        'an empty test recipient',
        { test_recipient: { receive_id_type: 'open_id', receive_id: '' } },
        ['test_recipient.receive_id'],
      ],
    ])('%s is rejected, and nothing is stored', async (_, more, paths) => {
      expect(await issuesOf(await call('POST', '/api/profiles', profileInput(more)))).toEqual(paths)
      expect(await list()).toHaveLength(1)
    })

    test('profiles of the environment can be read but not changed', async () => {
      for (const [method, path, body] of [
        ['PATCH', '/api/profiles/feishu', { name: 'mine' }],
        ['DELETE', '/api/profiles/feishu', undefined],
        ['PUT', '/api/profiles/feishu/pasted_token', { tenant_access_token: TOKEN }],
        ['DELETE', '/api/profiles/feishu/pasted_token', undefined],
      ] as const) {
        const response = await call(method, path, body)
        expect(response.status).toBe(403)
        expect(refusalSchema.parse(await response.json()).error).toBe('read_only')
      }
      expect(await list()).toHaveLength(1)
    })

    test('an unknown profile is not found', async () => {
      for (const [method, path, body] of [
        ['PATCH', '/api/profiles/none', {}],
        ['DELETE', '/api/profiles/none', undefined],
        ['PUT', '/api/profiles/none/pasted_token', { tenant_access_token: TOKEN }],
        ['DELETE', '/api/profiles/none/pasted_token', undefined],
        ['POST', '/api/profiles/none/app_ticket_resend', undefined],
      ] as const) {
        expect((await call(method, path, body)).status).toBe(404)
      }
    })

    test.each([
      ['base URL', () => ({ base_url: upstream.url.replace('127.0.0.1', 'localhost') })],
      ['app id', () => ({ app_id: 'cli_other' })],
    ])(
      'a new %s drops the secret, and no byte of it or of a token goes there',
      async (_, moved) => {
        const { id } = await add()
        await push(id)
        const changed = await change(id, moved())
        expect(changed.secret).toBeNull()
        passed = upstream.requests.length
        expect(await push(id)).toMatchObject({
          outcome: 'not_sent',
          failure: { stage: 'token', kind: 'no_secret' },
        })
        expect(received()).toEqual([])
        await change(id, { app_secret: `${SECRET}-new` })
        expect(await push(id)).toMatchObject({ outcome: 'answered' })
        expect(sentSecrets()).toEqual([`${SECRET}-new`])
      },
    )

    test('a new base URL can be stored with a new secret', async () => {
      const { id } = await add()
      const base_url = upstream.url.replace('127.0.0.1', 'localhost')
      const changed = await change(id, { base_url, app_secret: `${SECRET}-new` })
      expect(changed.secret).not.toBeNull()
      await push(id)
      expect(sentSecrets()).toEqual([`${SECRET}-new`])
    })

    test('the same base URL keeps the secret', async () => {
      const created = await add()
      expect(
        await change(created.id, { base_url: `${upstream.url}/`, app_id: 'cli_orders' }),
      ).toEqual(created)
    })

    test('a new secret replaces the old one and its token', async () => {
      const created = await add()
      await push(created.id)
      const changed = await change(created.id, { app_secret: `${SECRET}-new` })
      expect(changed.secret?.fingerprint).not.toBe(created.secret?.fingerprint)
      await push(created.id)
      expect(sentSecrets()).toEqual([SECRET, `${SECRET}-new`])
      expect(new Set(bearers()).size).toBe(2)
    })

    test('a secret can be removed', async () => {
      const { id } = await add()
      expect((await change(id, { app_secret: null })).secret).toBeNull()
      expect(await push(id)).toMatchObject({ failure: { kind: 'no_secret' } })
    })

    test('removing an app and changing its secret leave events, without the secret', async () => {
      const { id } = await add()
      await change(id, { name: 'Parcels' })
      await change(id, { app_secret: `${SECRET}-new` })
      await call('DELETE', `/api/profiles/${id}`)
      const text = await (await call('GET', '/api/events')).text()
      const { events } = eventsSchema.parse(JSON.parse(text))
      expect(events.filter(({ subject }) => subject === id)).toMatchObject([
        { kind: 'app_deleted', actor: 'local', subject: id, name: 'Parcels' },
        { kind: 'secret_changed', actor: 'local', subject: id, name: 'Parcels' },
      ])
      expect(text).not.toContain(SECRET)
    })

    test('a removed profile cannot be used, and its requests stay in the history', async () => {
      const { id } = await add()
      const sent = await push(id)
      expect((await call('DELETE', `/api/profiles/${id}`)).status).toBe(204)
      expect((await call('DELETE', `/api/profiles/${id}`)).status).toBe(404)
      const listed = profilesSchema.parse(await (await call('GET', '/api/profiles')).json())
      expect(listed.profiles.map((one) => one.id)).toEqual(['feishu'])
      expect(listed.removed).toContainEqual({ id, name: 'Orders' })
      const path = `/api/messages/om_x/push_follow_up?profile=${id}`
      expect(await issuesOf(await call('POST', path, PUSH))).toEqual(['profile'])
      const stored = await call('GET', `/api/exchanges/${sent.id}`)
      expect(exchangeSchema.parse(await stored.json())).toMatchObject({ id: sent.id, profile: id })
    })

    test('concurrent changes all take effect', async () => {
      const { id } = await add()
      await Promise.all([
        change(id, { name: 'New' }),
        change(id, { color: 'green' }),
        change(id, { environment: 'production' }),
        change(id, { test_recipient: { receive_id_type: 'open_id', receive_id: 'ou_a' } }),
      ])
      expect((await list()).find((one) => one.id === id)).toMatchObject({
        name: 'New',
        color: 'green',
        environment: 'production',
        test_recipient: { receive_id: 'ou_a' },
      })
    })

    test('after a concurrent new base URL and new secret, the secret fits its base URL or is missing', async () => {
      const base_url = upstream.url.replace('127.0.0.1', 'localhost')
      for (let round = 0; round < 8; round += 1) {
        const { id } = await add()
        await Promise.all([change(id, { base_url }), change(id, { app_secret: `${SECRET}-new` })])
        const { secret } = (await list()).find((one) => one.id === id) ?? {}
        const { failure } = await push(id)
        expect(failure?.kind ?? null).toBe(secret ? null : 'no_secret')
      }
    })

    describe('a pasted token', () => {
      const paste = (id: string, more: object = {}, cookie = '') =>
        call(
          'PUT',
          `/api/profiles/${id}/pasted_token`,
          { tenant_access_token: TOKEN, ...more },
          cookie,
        )
      const cookieOf = (response: Response) =>
        (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

      test('is used only by its own session', async () => {
        const { id } = await add({ app_type: 'pasted_token', app_secret: null })
        const pasted = await paste(id, { expires_in: 600 })
        expect(pasted.status).toBe(200)
        const cookie = cookieOf(pasted)
        expect(pasted.headers.get('set-cookie')).toMatch(
          /^session_\d+=[\w-]{22}; Path=\/api; HttpOnly; SameSite=Strict$/,
        )
        const shown = profileSchema.parse(await pasted.json()).pasted_token
        expect(shown?.fingerprint).toMatch(/^[0-9a-f]{8}$/)
        const left = Date.parse(shown?.expires_at ?? '') - Date.now()
        expect(left).toBeGreaterThan(590_000)
        expect(left).toBeLessThanOrEqual(600_000)

        expect(await push(id, cookie)).toMatchObject({ outcome: 'answered' })
        expect(bearers()).toEqual([TOKEN])
        expect(received().filter(isTokenCall)).toEqual([])

        const other = cookieOf(await paste((await add()).id))
        expect(other).not.toBe(cookie)
        for (const otherCookie of ['', other, cookie.slice(0, -1), 'session_80=x']) {
          const seen = (await list(otherCookie)).find((one) => one.id === id)
          expect(seen?.pasted_token).toBeNull()
          expect(await push(id, otherCookie)).toMatchObject({
            outcome: 'not_sent',
            failure: { kind: 'no_pasted_token' },
          })
        }
        expect(bearers()).toEqual([TOKEN])
        expect((await list(cookie)).find((one) => one.id === id)?.pasted_token).toEqual(shown)
      })

      test('is used instead of the profile’s secret until it is removed', async () => {
        const { id } = await add()
        const cookie = cookieOf(await paste(id))
        await push(id, cookie)
        expect(bearers()).toEqual([TOKEN])
        const dropped = await call('DELETE', `/api/profiles/${id}/pasted_token`, undefined, cookie)
        expect(dropped.status).toBe(204)
        await push(id, cookie)
        expect(sentSecrets()).toEqual([SECRET])
      })

      test('uses the same session for another token', async () => {
        const [a, b] = [await add(), await add()]
        const cookie = cookieOf(await paste(a.id))
        const again = await paste(b.id, {}, cookie)
        expect(again.headers.get('set-cookie')).toBeNull()
        const shown = (await list(cookie)).filter(({ pasted_token }) => pasted_token)
        expect(shown.map(({ id }) => id).sort()).toEqual([a.id, b.id].sort())
      })

      test('begins a new session if the browser sends an unknown one', async () => {
        const { id } = await add()
        const planted = 'session_80=AAAAAAAAAAAAAAAAAAAAAA'
        const cookie = cookieOf(await paste(id, {}, planted))
        expect(cookie).toMatch(/^session_80=/)
        expect(cookie).not.toBe(planted)
        expect((await list(planted)).find((one) => one.id === id)?.pasted_token).toBeNull()
      })

      test('never goes to another base URL', async () => {
        const { id } = await add({ app_type: 'pasted_token', app_secret: null })
        const cookie = cookieOf(await paste(id))
        const base_url = upstream.url.replace('127.0.0.1', 'localhost')
        await change(id, { base_url })
        expect(await push(id, cookie)).toMatchObject({ failure: { kind: 'no_pasted_token' } })
        expect(received()).toEqual([])
      })

      test.each<[string, object, string]>([
        ['a user’s token', { tenant_access_token: 'u-0123456789' }, 'tenant_access_token'],
        ['a header', { tenant_access_token: `Bearer ${TOKEN}` }, 'tenant_access_token'],
        ['two lines', { tenant_access_token: `${TOKEN}\r\nX: y` }, 'tenant_access_token'],
        ['no lifetime', { expires_in: 0 }, 'expires_in'],
        ['too long a lifetime', { expires_in: 7201 }, 'expires_in'],
      ])('is rejected with %s', async (_, more, path) => {
        const { id } = await add()
        const response = await paste(id, more)
        const text = await response.clone().text()
        expect(text).not.toContain(TOKEN)
        expect(await issuesOf(response)).toEqual([path])
      })
    })
  })
}
