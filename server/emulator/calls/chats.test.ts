import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { scenarioSchema } from '#contract/emulator/scenario'
import { createTenant } from '../testing/tenant.ts'

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
