import { describe, expect, onTestFinished, test } from 'vitest'
import { emulatorStateSchema } from '#contract/emulator/state'
import {
  foundRecipientsSchema,
  reachableSchema,
  recipientSchema,
  recipientsSchema,
} from '#contract/recipients'
import { EMULATOR, startEmulated } from '../testing/emulated-console.ts'
import { refusalOf } from '../testing/send.ts'

const APP = `/apps/${EMULATOR.app_id}`

async function start() {
  const emulated = await startEmulated()
  onTestFinished(() => emulated.close())
  const { control, request, post } = emulated
  const { users } = emulatorStateSchema.parse(await control('GET', '/state'))
  const [xiaoyu] = users
  if (!xiaoyu) throw new Error('no such user in the seed')
  return {
    ...emulated,
    xiaoyu,
    list: async (query = '') =>
      recipientsSchema.parse(await (await request(`/api/recipients${query}`)).json()).recipients,
    find: async (query: string) =>
      foundRecipientsSchema.parse(await (await post('/api/recipients/find', { query })).json()),
    put: (body: unknown) =>
      request('/api/recipients', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    reach: async (open_id: string) =>
      reachableSchema.parse(
        await (await request(`/api/recipients/reachable?open_id=${open_id}`)).json(),
      ),
    write: (receive_id_type: string, receive_id: string) =>
      post('/api/messages', { receive_id_type, receive_id, text: 'x' }),
  }
}

describe('a recipient of this console', () => {
  test('is listed after a send, with the one-to-one chat of the response', async () => {
    const { list, write, xiaoyu } = await start()
    expect(await list()).toEqual([])
    await write('open_id', xiaoyu.open_id)
    const [first, ...others] = await list()
    expect(others).toEqual([])
    expect(first).toMatchObject({ receive_id: xiaoyu.open_id, favourite: false, name: null })
    expect(first?.chat_id).toMatch(/^oc_/)
    expect(first?.last_sent_at).not.toBeNull()
  })

  test('is not listed if nothing was sent', async () => {
    const { list, write } = await start()
    await write('open_id', 'ou_unknown')
    expect(await list()).toEqual([])
  })

  test('is found by its saved name, and removed on request', async () => {
    const { list, put, request, write, xiaoyu } = await start()
    await write('open_id', xiaoyu.open_id)
    const id = { receive_id_type: 'open_id', receive_id: xiaoyu.open_id }
    const kept = recipientSchema.parse(
      await (await put({ ...id, name: '小雨', favourite: true })).json(),
    )
    expect(kept).toMatchObject({ name: '小雨', favourite: true })
    expect(await list(`?query=${encodeURIComponent('小雨')}`)).toEqual([kept])
    expect(await list('?query=unknown')).toEqual([])
    const query = new URLSearchParams(id)
    const remove = () => request(`/api/recipients?${query}`, { method: 'DELETE' })
    expect((await remove()).status).toBe(200)
    expect((await remove()).status).toBe(404)
    expect(await list()).toEqual([])
  })
})

describe('a user', () => {
  test('is found by email and by mobile number, which are not stored', async () => {
    const { find, list, xiaoyu } = await start()
    for (const [query, kind] of [
      [xiaoyu.email, 'email'],
      ['138 0000 0001', 'mobile'],
    ] as const) {
      expect(await find(query)).toMatchObject({
        kind,
        not_checked: null,
        recipients: [{ receive_id_type: 'open_id', receive_id: xiaoyu.open_id }],
      })
    }
    expect(await list()).toEqual([])
  })

  test('is not found if there is no such user', async () => {
    const { find } = await start()
    expect(await find('unknown@example.com')).toEqual({
      kind: 'email',
      recipients: [],
      not_checked: null,
    })
  })

  test('is returned with the name of the platform, if the app may read it', async () => {
    const { control, find, list, put, write, xiaoyu } = await start()
    for (const query of [xiaoyu.email, xiaoyu.open_id, xiaoyu.union_id, xiaoyu.user_id]) {
      expect((await find(query)).recipients).toMatchObject([{ name: xiaoyu.name }])
    }
    expect(await list()).toEqual([])
    // The name of somebody who was sent to is stored; one that was set here stays.
    await write('open_id', xiaoyu.open_id)
    await find(xiaoyu.email)
    expect(await list()).toMatchObject([{ name: xiaoyu.name }])
    await put({ receive_id_type: 'open_id', receive_id: xiaoyu.open_id, name: '小雨' })
    expect((await find(xiaoyu.email)).recipients).toMatchObject([{ name: '小雨' }])

    await control('PATCH', APP, {
      scopes: ['im:message', 'contact:user.id:readonly', 'contact:contact.base:readonly'],
    })
    expect((await find('wang.fang@example.com')).recipients).toMatchObject([{ name: null }])
  })

  test('reads a language that is chosen here', async () => {
    const { find, put, write, xiaoyu } = await start()
    const id = { receive_id_type: 'open_id', receive_id: xiaoyu.open_id }
    expect((await find(xiaoyu.email)).recipients[0]?.language).toBeUndefined()
    await put({ ...id, language: 'en_us' })
    await write('open_id', xiaoyu.open_id)
    expect((await find(xiaoyu.email)).recipients).toMatchObject([{ language: 'en_us' }])
    expect((await put({ ...id, language: 'xx_yy' })).status).toBe(422)
    await put({ ...id, language: null })
    expect((await find(xiaoyu.email)).recipients[0]?.language).toBeUndefined()
  })

  test('is returned with the saved name', async () => {
    const { find, put, write, xiaoyu } = await start()
    await write('open_id', xiaoyu.open_id)
    await put({ receive_id_type: 'open_id', receive_id: xiaoyu.open_id, name: '小雨' })
    const [found] = (await find(xiaoyu.email)).recipients
    expect(found).toMatchObject({ name: '小雨' })
    expect(found?.chat_id).toMatch(/^oc_/)
    expect((await find('小雨')).recipients).toEqual([found])
  })

  test.each([
    ['ou_1', 'open_id'],
    ['on_1', 'union_id'],
    ['3e3cf96b', 'user_id'],
    ['oc_1', 'chat_id'],
  ] as const)('named by %s is taken as %s without a call', async (query, kind) => {
    const { find, control } = await start()
    await control('PATCH', APP, { scopes: [] })
    expect(await find(query)).toMatchObject({
      kind,
      not_checked: null,
      recipients: [{ receive_id_type: kind, receive_id: query }],
    })
  })

  test('cannot be found without the scope, but can be sent to by email', async () => {
    const { find, control, xiaoyu } = await start()
    await control('PATCH', APP, { scopes: ['im:message'] })
    const found = await find(xiaoyu.email)
    expect(found.recipients).toMatchObject([{ receive_id_type: 'email', receive_id: xiaoyu.email }])
    expect(found.not_checked).toMatchObject({ code: 99991672 })
    expect(found.not_checked?.detail).toContain('contact:user.id:readonly')
    expect(found.not_checked?.links[0]).toMatch(/^https:\/\/open\.feishu\.cn\//)
    expect((await find('13800000001')).recipients).toEqual([])
  })

  describe('is reachable', () => {
    test('or not, as the app’s availability range says', async () => {
      const { control, reach, xiaoyu } = await start()
      expect(await reach(xiaoyu.open_id)).toEqual({ reachable: true, not_checked: null })
      await control('PATCH', APP, { unavailable_to: [xiaoyu.open_id] })
      expect(await reach(xiaoyu.open_id)).toEqual({ reachable: false, not_checked: null })
      expect(await reach('ou_unknown')).toMatchObject({ reachable: false })
    })

    test('as far as can be told: not without the scope, an answer or a known app', async () => {
      const { control, reach, xiaoyu } = await start()
      await control('PATCH', APP, { scopes: ['im:message'] })
      const unscoped = await reach(xiaoyu.open_id)
      expect(unscoped).toMatchObject({ reachable: null, not_checked: { code: 99991672 } })
      expect(unscoped.not_checked?.detail).toContain('application:application:self_manage')
      expect(unscoped.not_checked?.links[0]).toMatch(/^https:/)
      const fault = { kind: 'html', http_status: 502 }
      await control('POST', '/faults', { operation: 'check_visibility', fault })
      const unanswered = await reach(xiaoyu.open_id)
      expect(unanswered).toMatchObject({ reachable: null, not_checked: { code: null } })
      expect(unanswered.not_checked?.detail).not.toBe('')

      const other = await startEmulated({}, { app_id: 'not an app id' })
      onTestFinished(() => other.close())
      const path = `/api/recipients/reachable?open_id=${xiaoyu.open_id}`
      expect(await (await other.request(path)).json()).toEqual({
        reachable: null,
        not_checked: null,
      })
    })

    test('refuses an invalid open_id', async () => {
      const { request } = await start()
      for (const query of ['', '?open_id=a%20b']) {
        expect((await request(`/api/recipients/reachable${query}`)).status).toBe(422)
      }
    })
  })

  test('is saved by email only after a send', async () => {
    const { put, write, xiaoyu } = await start()
    const star = { receive_id_type: 'email', receive_id: xiaoyu.email, favourite: true }
    const refused = await put(star)
    expect(refused.status).toBe(422)
    expect((await refusalOf(refused)).issues[0]?.path).toBe('receive_id')
    await write('email', xiaoyu.email)
    expect((await put(star)).status).toBe(200)
  })
})

test.each([
  [{ receive_id_type: 'phone', receive_id: 'x' }, 'receive_id_type'],
  [{ receive_id_type: 'open_id', receive_id: 'a b' }, 'receive_id'],
  [{ receive_id_type: 'open_id', receive_id: 'ou_1', name: 'x'.repeat(101) }, 'name'],
  [{ receive_id_type: 'open_id', receive_id: 'ou_1', stars: 5 }, 'stars'],
])('refuses to save %j', async (body, path) => {
  const { put } = await start()
  const response = await put(body)
  expect(response.status).toBe(422)
  expect((await refusalOf(response)).issues.map((issue) => issue.path)).toEqual([path])
})

test.each([{ query: '' }, { query: '  ' }, { query: 'x'.repeat(257) }, {}])(
  'finds no recipient with %j',
  async (body) => {
    const { post } = await start()
    expect((await post('/api/recipients/find', body)).status).toBe(422)
  },
)
