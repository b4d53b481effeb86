import { expect, test } from 'vitest'
import { appResponseSchema } from '#contract/emulator/control'
import { createTenant } from '../testing/tenant.ts'

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
