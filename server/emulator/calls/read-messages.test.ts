import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { createWorld } from '../tenant/world.ts'
import {
  createTestClock,
  readMessage,
  readMessages,
  START,
  startForTest,
} from '../testing/client.ts'
import { createTenant } from '../testing/tenant.ts'
import { listMessages } from './read-messages.ts'

/** Starts a tenant with a chat of seven messages, one each second from START. */
async function start() {
  const clock = createTestClock()
  const client = await startForTest({ clock: clock.read })
  const token = await client.token()
  const { receive_id } = (await client.state()).default_receiver
  const send = async (text: string) => {
    const body = { receive_id, msg_type: 'text', content: JSON.stringify({ text }) }
    const path = '/open-apis/im/v1/messages?receive_id_type=open_id'
    const { data } = await client.call('POST', path, { token, body })
    clock.advance(1000)
    return readMessage(data)
  }
  let chat_id = ''
  for (const text of ['0', '1', '2', '3', '4', '5', '6']) chat_id = (await send(text)).chat_id
  const list = (query: Record<string, string>) => {
    const parameters = new URLSearchParams({
      container_id_type: 'chat',
      container_id: chat_id,
      ...query,
    })
    return client.call('GET', `/open-apis/im/v1/messages?${parameters}`, { token })
  }
  const texts = async (query: Record<string, string>) => {
    const { data } = await list(query)
    const items = readMessages(data?.items)
    return items.map(({ body }) => JSON.parse(body.content).text).join('')
  }
  return { ...client, token, send, list, texts }
}

test('lists messages oldest first, or newest first if requested', async () => {
  const { list, texts } = await start()
  expect(await texts({})).toBe('0123456')
  expect(await texts({ sort_type: 'ByCreateTimeDesc' })).toBe('6543210')
  expect((await list({})).data).toMatchObject({ has_more: false })
  expect((await list({})).data).not.toHaveProperty('page_token')
})

test('pages have no gaps and no repetitions, even if a message arrives in between', async () => {
  const { list, send } = await start()
  for (const [sort_type, expected] of [
    ['ByCreateTimeAsc', '0123456'],
    ['ByCreateTimeDesc', '6543210'],
  ] as const) {
    let seen = ''
    let page_token = ''
    do {
      const { data } = await list({ sort_type, page_size: '3', page_token })
      for (const { body } of readMessages(data?.items)) seen += JSON.parse(body.content).text
      page_token = data?.has_more ? String(data.page_token) : ''
      if (sort_type === 'ByCreateTimeDesc' && seen.length === 3) await send('7')
    } while (page_token)
    expect(seen).toBe(expected)
  }
})

test('a time range in seconds includes both ends', async () => {
  const { texts } = await start()
  const from = START / 1000
  expect(await texts({ start_time: `${from + 2}`, end_time: `${from + 4}` })).toBe('234')
  expect(await texts({ start_time: `${from + 5}` })).toBe('56')
  expect(await texts({ end_time: `${from}` })).toBe('0')
})

test.each([
  [{ container_id_type: 'user' }, 99992402],
  [{ container_id: '' }, 99992402],
  [{ start_time: 'now' }, 99992402],
  [{ end_time: '-1' }, 99992402],
  [{ sort_type: 'Random' }, 99992402],
  [{ page_size: '0' }, 99992402],
  [{ page_size: '51' }, 99992402],
  [{ page_token: 'om_unknown' }, 230001],
  [{ container_id: 'oc_unknown' }, 230002],
  [{ container_id_type: 'thread', container_id: 'omt_1' }, 230073],
])('rejects %j with %i', async (query, code) => {
  const { list } = await start()
  expect(await list(query)).toMatchObject({ status: 400, code })
})

test("rejects listing and reading messages of another bot's chat", async () => {
  const { call, state, list, token } = await start()
  const { chats } = await state()
  const foreign = chats.find(({ app_ids }) => !app_ids.includes('cli_0123456789abcdef'))
  const path = `/open-apis/im/v1/messages/${foreign?.messages[0]?.message_id}`
  expect(await list({ container_id: foreign?.chat_id ?? '' })).toMatchObject({ code: 230002 })
  expect(await call('GET', path, { token })).toMatchObject({ code: 230050 })
})

test('lists a group only for an app with the scope for all its messages', () => {
  const world = createWorld()
  const app = world.state.apps.get('cli_0123456789abcdef')
  const group = [...world.state.chats.values()].find(({ chat_mode }) => chat_mode === 'group')
  if (!app || !group) throw new Error('not seeded')
  const query = { container_id_type: 'chat', container_id: group.chat_id }
  const call = { world, app, query, params: {}, body: undefined }
  expect(listMessages.handle(call)).toMatchObject({ kind: 'data' })
  app.scopes = ['im:message']
  expect(listMessages.handle(call)).toEqual({ kind: 'error', code: 230027 })
})

test('returns a message by its id, no matter who wrote it', async () => {
  const { call, send, state, token } = await start()
  const sent = await send('x')
  const got = await call('GET', `/open-apis/im/v1/messages/${sent.message_id}`, { token })
  expect(got.data).toEqual({ items: [sent] })

  const { demonstrations } = await state()
  const users = demonstrations.find(({ expected_code }) => expected_code === 230001)
  const { data } = await call('GET', `/open-apis/im/v1/messages/${users?.message_id}`, { token })
  expect(readMessages(data?.items)[0]?.sender).toMatchObject({
    id: expect.stringMatching(/^ou_/),
    id_type: 'open_id',
    sender_type: 'user',
  })
})

test('the error for an unknown message holds its id', async () => {
  const { call, token } = await start()
  const answer = await call('GET', '/open-apis/im/v1/messages/om_unknown', { token })
  expect(answer).toMatchObject({
    status: 400,
    code: 99992354,
    msg: expect.stringContaining('[om_unknown]'),
  })
})

test('returns who has read a message, in pages', async () => {
  const { ask, clock, control, group, users } = await createTenant()
  const content = JSON.stringify({ text: 'x' })
  const path = '/im/v1/messages?receive_id_type=chat_id'
  const body = { receive_id: group.chat_id, msg_type: 'text', content }
  const { message_id } = readMessage((await ask('POST', path, body)).data)
  const readers = group.open_ids.slice(0, 2)
  for (const open_id of readers) {
    clock.advance(1000)
    const { chat_id } = group
    await control('POST', `/users/${open_id}/read`, { chat_id }, z.object({ read: z.int() }))
  }
  const read = async (query: string) =>
    (await ask('GET', `/im/v1/messages/${message_id}/read_users?user_id_type=${query}`)).data
  const item = (index: number, kind: 'open_id' | 'union_id') => ({
    user_id_type: kind,
    user_id: users.find(({ open_id }) => open_id === readers[index])?.[kind],
    timestamp: String(START + (index + 1) * 1000),
    tenant_key: expect.stringMatching(/^[0-9a-f]{16}$/),
  })
  const page = await read('open_id&page_size=1')
  expect(page).toMatchObject({ items: [item(0, 'open_id')], has_more: true })
  const next = await read(`union_id&page_size=1&page_token=${page?.page_token}`)
  expect(next).toEqual({ items: [item(1, 'union_id')], has_more: false })
})

test('get_recalled = 230110 refuses to return a recalled message', async () => {
  const { ask, send, control } = await createTenant()
  const { message_id } = await send()
  await ask('DELETE', `/im/v1/messages/${message_id}`)
  const get = () => ask('GET', `/im/v1/messages/${message_id}`)
  expect(readMessages((await get()).data?.items)[0]?.deleted).toBe(true)
  await control('POST', '/assumptions', { get_recalled: '230110' }, assumptionsResponseSchema)
  expect((await get()).code).toBe(230110)
})
