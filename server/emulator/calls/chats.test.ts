import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { scenarioSchema } from '#contract/emulator/scenario'
import type { Chat } from '../tenant/state.ts'
import { createWorld } from '../tenant/world.ts'
import { createTenant } from '../testing/tenant.ts'
import { getChat, listChats } from './chats.ts'

const CHATS = '/im/v1/chats'

/** Returns the names of the chats in a response. */
function namesIn(data: unknown) {
  const { items } = z.object({ items: z.array(z.looseObject({ name: z.string() })) }).parse(data)
  return items.map(({ name }) => name).join('')
}

/** Starts a tenant whose bot is in three groups; B is the oldest and the most recently active. */
async function withThreeGroups() {
  const tenant = await createTenant()
  const scenario = await tenant.control('GET', '/scenario', undefined, scenarioSchema)
  const group = (name: string, age_ms: number) => ({
    chat_id: `oc_${name}`,
    chat_mode: 'group' as const,
    name,
    app_ids: ['cli_0123456789abcdef'],
    open_ids: [tenant.user_id],
    age_ms,
    messages: [],
  })
  scenario.chats = scenario.chats.filter(({ chat_mode }) => chat_mode === 'p2p')
  scenario.demonstrations = []
  scenario.chats.push(group('C', 1000), group('A', 2000), group('B', 3000))
  await tenant.control('POST', '/scenario', scenario, z.strictObject({}))
  return tenant
}

test('lists only the groups that the bot is in', async () => {
  const { ask, group, send } = await createTenant()
  await send()
  const { data } = await ask('GET', CHATS)
  expect(data).toMatchObject({
    has_more: false,
    page_token: '',
    items: [{ chat_id: group.chat_id, name: group.name, chat_status: 'normal', external: false }],
  })
  expect(data?.items).toHaveLength(1)
})

test('lists groups in the order of creation, or the most recently active first', async () => {
  const { ask } = await withThreeGroups()
  expect(namesIn((await ask('GET', CHATS)).data)).toBe('BAC')
  expect(namesIn((await ask('GET', `${CHATS}?sort_type=ByActiveTimeDesc`)).data)).toBe('BAC')
})

test('pages have no gaps and no repetitions', async () => {
  const { ask } = await withThreeGroups()
  const first = await ask('GET', `${CHATS}?page_size=2`)
  expect(first.data).toMatchObject({ has_more: true })
  const second = await ask('GET', `${CHATS}?page_size=2&page_token=${first.data?.page_token}`)
  expect(second.data).toMatchObject({ has_more: false })
  expect(namesIn(first.data) + namesIn(second.data)).toBe('BAC')
})

test('a one-to-one chat can be read but is not listed', async () => {
  const { ask, send } = await createTenant()
  const { chat_id } = await send()
  const { data } = await ask('GET', `${CHATS}/${chat_id}`)
  expect(data).toMatchObject({ chat_mode: 'p2p', user_count: '1', bot_count: '1' })
})

test('a new message makes its chat the most recently active', async () => {
  const { ask, text } = await withThreeGroups()
  const body = { receive_id: 'oc_C', ...text('x') }
  await ask('POST', '/im/v1/messages?receive_id_type=chat_id', body)
  expect(namesIn((await ask('GET', `${CHATS}?sort_type=ByActiveTimeDesc`)).data)).toBe('CBA')
})

/** A bot that is in three groups, created in another order than they were last active. */
function startBot() {
  const world = createWorld()
  const [app, other] = [...world.state.apps.values()]
  const [user, second] = [...world.state.users.values()]
  if (!app || !other || !user || !second) throw new Error('not seeded')
  const { chats, tenant_key } = world.state
  chats.clear()
  const add = (name: string, create_time_ms: number, more: Partial<Chat> = {}) =>
    chats.set(name, {
      ...{ chat_id: name, chat_mode: 'group', name: `Group ${name}`, app_ids: [app.app_id] },
      ...{ open_ids: [user.open_id, second.open_id], create_time_ms, message_ids: [] },
      ...more,
    })
  add('C', 2000)
  add('other', 1, { app_ids: [other.app_id] })
  add('A', 3000)
  add('p2p', 1, { chat_mode: 'p2p', open_ids: [second.open_id] })
  add('B', 1000)
  const call = { world, app, params: {}, body: undefined }
  const list = (query: Record<string, string> = {}) => listChats.handle({ ...call, query })
  const get = (chat_id: string) => getChat.handle({ ...call, query: {}, params: { chat_id } })
  const ids = (query?: Record<string, string>) => {
    const found = list(query)
    const items = found.kind === 'data' ? found.data.items : []
    const parsed = z.array(z.looseObject({ chat_id: z.string() })).parse(items)
    return parsed.map(({ chat_id }) => chat_id).join('')
  }
  return { world, list, get, ids, user, second, other, tenant_key }
}

test('the order of groups is that of their creation unless their activity is asked for', () => {
  const { ids, list } = startBot()
  expect(ids()).toBe('BCA')
  expect(ids({ sort_type: 'ByCreateTimeAsc' })).toBe('BCA')
  expect(ids({ sort_type: 'ByActiveTimeDesc' })).toBe('BAC')
  expect(ids({ page_size: '100' })).toBe('BCA')
  for (const query of [{ page_size: '101' }, { sort_type: '' }, { user_id_type: 'email' }]) {
    expect(list(query)).toMatchObject({ code: 99992402 })
  }
  expect(list({ page_token: 'eA' })).toEqual({ kind: 'error', code: 232001 })
})

test('a chat has the documented fields', () => {
  const { get, list, user, second, other, tenant_key, world } = startBot()
  const group = {
    avatar: '',
    name: 'Group B',
    description: '',
    owner_id: user.open_id,
    owner_id_type: 'open_id',
    external: false,
    tenant_key,
    chat_status: 'normal',
  }
  const data = { items: [{ chat_id: 'B', ...group }], page_token: 'Qg', has_more: true }
  expect(list({ page_size: '1' })).toEqual({ kind: 'data', data })
  const more = { chat_mode: 'group', chat_type: 'private', user_count: '2', bot_count: '1' }
  expect(get('B')).toEqual({ kind: 'data', data: { ...group, ...more } })
  second.external = true
  world.state.chats.get('B')?.app_ids.push(other.app_id)
  const changed = { ...group, ...more, external: true, bot_count: '2' }
  expect(get('B')).toEqual({ kind: 'data', data: changed })
  expect(get('p2p')).toMatchObject({
    data: { chat_mode: 'p2p', name: '', owner_id: second.open_id, user_count: '1' },
  })
  const chat = world.state.chats.get('p2p')
  if (chat) chat.open_ids = []
  expect(get('p2p')).toMatchObject({ data: { owner_id: '', external: false, user_count: '0' } })
  if (chat) chat.open_ids = ['ou_gone', second.open_id]
  expect(get('p2p')).toMatchObject({ data: { owner_id: 'ou_gone', external: true } })
  expect(get('other')).toEqual({ kind: 'error', code: 232011 })
  expect(get('x')).toEqual({ kind: 'error', code: 232006 })
})
