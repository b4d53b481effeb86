import { expect, test } from 'vitest'
import { appResponseSchema } from '#contract/emulator/control'
import { createWorld } from '../tenant/world.ts'
import { createTenant } from '../testing/tenant.ts'
import { codeOf } from './operation.ts'
import { batchGetId, checkVisibility, getUser } from './users.ts'

const PATH = '/contact/v3/users/batch_get_id'
const STATUS = {
  is_frozen: false,
  is_resigned: false,
  is_activated: true,
  is_exited: false,
  is_unjoin: false,
}

test('returns an entry for each address and number, with an id if a user has it', async () => {
  const { ask, users } = await createTenant()
  const xiaoyu = users.find(({ mobile }) => mobile === '13800000001')
  const asked = { emails: ['unknown@example.com', xiaoyu?.email], mobiles: ['13800000001', '1'] }
  const entries = async (type: string) =>
    (await ask('POST', `${PATH}?user_id_type=${type}`, asked)).data?.user_list
  for (const type of ['open_id', 'union_id', 'user_id'] as const) {
    const user_id = xiaoyu?.[type]
    expect(await entries(type)).toEqual([
      { email: 'unknown@example.com' },
      { user_id, email: xiaoyu?.email, status: STATUS },
      { user_id, mobile: '13800000001', status: STATUS },
      { mobile: '1' },
    ])
  }
  expect((await ask('POST', PATH, {})).data).toEqual({ user_list: [] })
  expect(await ask('POST', `${PATH}?user_id_type=email`, {})).toMatchObject({ code: 99992402 })
})

test('returns no status without the scope for it', async () => {
  const { ask, control, users } = await createTenant()
  const scopes = ['contact:user.id:readonly']
  await control('PATCH', '/apps/cli_0123456789abcdef', { scopes }, appResponseSchema)
  const { data } = await ask('POST', PATH, { emails: [users[0]?.email] })
  expect(data).toEqual({ user_list: [{ user_id: users[0]?.open_id, email: users[0]?.email }] })
})

test('returns the bot of a token without data around it', async () => {
  const { ask, state } = await createTenant()
  const app = (await state()).apps.find(({ app_id }) => app_id === 'cli_0123456789abcdef')
  const answer = await ask('GET', '/bot/v3/info')
  expect(answer.data).toBeUndefined()
  expect(answer).toMatchObject({
    bot: {
      activate_status: 2,
      app_name: app?.name,
      avatar_url: '',
      ip_white_list: [],
      open_id: app?.bot_open_id,
    },
  })
})

test('returns a user with the fields that the app may read', async () => {
  const { ask, control, users } = await createTenant()
  const [user] = users
  if (!user) throw new Error('no user in the seed')
  const { open_id, union_id, user_id, name } = user
  const read = async (id: string, type = 'open_id') =>
    ask('GET', `/contact/v3/users/${id}?user_id_type=${type}`)
  const seen = { open_id, union_id, name, status: STATUS }
  for (const type of ['open_id', 'union_id', 'user_id'] as const) {
    expect((await read(user[type], type)).data).toEqual({ user: seen })
  }
  const grant = (scopes: string[]) =>
    control('PATCH', '/apps/cli_0123456789abcdef', { scopes }, appResponseSchema)
  await grant(['contact:contact.base:readonly'])
  expect((await read(open_id)).data).toEqual({ user: { open_id, union_id } })
  await grant(['contact:contact:readonly', 'contact:user.employee_id:readonly'])
  expect((await read(open_id)).data).toEqual({ user: { ...seen, user_id } })
})

test.each([
  'contact:contact.base:readonly',
  'contact:contact:access_as_app',
  'contact:contact:readonly',
  'contact:contact:readonly_as_app',
])('the scope %s alone allows an app to read a user', async (scope) => {
  const { ask, control, users } = await createTenant()
  const read = () => ask('GET', `/contact/v3/users/${users[0]?.open_id}`)
  const app = '/apps/cli_0123456789abcdef'
  await control('PATCH', app, { scopes: ['im:message'] }, appResponseSchema)
  expect((await read()).code).toBe(99991672)
  await control('PATCH', app, { scopes: [scope] }, appResponseSchema)
  expect((await read()).code).toBe(0)
})

/** A bot that calls the operations themselves. */
function startBot(scopes?: string[]) {
  const world = createWorld()
  const [app, other] = [...world.state.apps.values()]
  const [user, second] = [...world.state.users.values()]
  if (!app || !other || !user || !second) throw new Error('not seeded')
  if (scopes) app.scopes = scopes
  const call = { world, app, params: {}, query: {} }
  const find = (body: unknown, query = {}) => batchGetId.handle({ ...call, query, body })
  const read = (user_id: string, query = {}) =>
    getUser.handle({ ...call, params: { user_id }, query, body: undefined })
  const check = (user_ids: unknown, app_id = app.app_id, query = {}) =>
    checkVisibility.handle({ ...call, params: { app_id }, query, body: { user_ids } })
  return { app, other, user, second, find, read, check }
}

test('asks for at most 50 addresses and numbers, and for 100 users', () => {
  const { find, check } = startBot()
  const list = (length: number) => Array.from({ length }, (_, index) => `${index}`)
  const codes = (length: number) => [
    codeOf(find({ emails: list(length) })),
    codeOf(find({ mobiles: list(length) })),
    codeOf(check(list(length))),
  ]
  expect(codes(50)).toEqual([0, 0, 0])
  expect(codes(51)).toEqual([99992402, 99992402, 0])
  expect(codes(100)).toEqual([99992402, 99992402, 0])
  expect(codes(101)).toEqual([99992402, 99992402, 99992402])
  expect(codeOf(find({ emails: null, mobiles: null, include_resigned: null }))).toBe(0)
  expect(codeOf(find({ include_resigned: true }))).toBe(0)
  for (const body of [{ include_resigned: 'x' }, { emails: 'x' }, { mobiles: [7] }]) {
    expect(codeOf(find(body))).toBe(99992402)
  }
  expect([codeOf(find(undefined)), codeOf(find([]))]).toEqual([9499, 9499])
})

test('an external user is not found', () => {
  const { find, read, user } = startBot()
  user.external = true
  const body = { emails: [user.email], mobiles: [user.mobile] }
  const user_list = [{ email: user.email }, { mobile: user.mobile }]
  expect(find(body)).toEqual({ kind: 'data', data: { user_list } })
  expect(read(user.open_id)).toEqual({ kind: 'error', code: 41012, msg: 'user id invalid error' })
})

test.each([
  ['contact:user.employee:readonly', { status: STATUS }],
  ['contact:user.base:readonly', { name: '林晓雨' }],
  ['contact:contact:access_as_app', { name: '林晓雨', status: STATUS }],
  ['contact:contact:readonly', { name: '林晓雨', status: STATUS }],
  ['contact:contact:readonly_as_app', { name: '林晓雨', status: STATUS }],
  ['contact:user.employee_id:readonly', { user_id: 'its own' }],
  ['', {}],
])('the scope %j shows %j', (scope, shown) => {
  const { find, read, user } = startBot(['x', scope])
  const { open_id, union_id, user_id } = user
  const seen = { open_id, union_id, ...shown, ...('user_id' in shown && { user_id }) }
  expect(read(open_id)).toEqual({ kind: 'data', data: { user: seen } })
  const entry = {
    ...{ user_id: open_id, email: user.email },
    ...('status' in shown && { status: STATUS }),
  }
  expect(find({ emails: [user.email] })).toEqual({ kind: 'data', data: { user_list: [entry] } })
})

test('a user is read by the kind of id that the query names', () => {
  const { read, user } = startBot()
  for (const kind of ['open_id', 'union_id', 'user_id'] as const) {
    expect(codeOf(read(user[kind], { user_id_type: kind }))).toBe(0)
    const wrong = kind === 'open_id' ? user.user_id : user.open_id
    expect(codeOf(read(wrong, { user_id_type: kind }))).toBe(41012)
  }
  expect(codeOf(read(user.open_id))).toBe(0)
  expect(codeOf(read(user.open_id, { user_id_type: 'email' }))).toBe(99992402)
})

test('an app asks for its own availability range or that of another app', () => {
  const { check, user, second, app, other } = startBot()
  app.unavailable_to = [user.open_id]
  other.unavailable_to = [second.open_id]
  const ids = [user.open_id, second.open_id, 'x']
  const range = (...white: boolean[]) => ({
    kind: 'data',
    data: {
      user_visibility_list: white.map((in_white_list, index) => ({
        ...{ user_id: ids[index], in_white_list, in_black_list: false, in_paid_list: false },
      })),
      department_visibility_list: [],
      group_visibility_list: [],
    },
  })
  expect(check(ids)).toEqual(range(false, true, false))
  expect(check(ids, other.app_id)).toEqual(range(true, false, false))
  expect(check(ids, 'cli_unknown')).toEqual(range(false, true, false))
  expect(check(null)).toEqual(range())
  expect(check([user.user_id], app.app_id, { user_id_type: 'user_id' })).toMatchObject({
    data: { user_visibility_list: [{ user_id: user.user_id, in_white_list: false }] },
  })
  expect(codeOf(check(ids, app.app_id, { user_id_type: 'x' }))).toBe(99992402)
})
