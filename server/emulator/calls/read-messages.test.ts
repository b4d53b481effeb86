import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { createWorld } from '../tenant/world.ts'
import { openP2pChat, writeMessage } from '../tenant/write-message.ts'
import {
  createTestClock,
  readMessage,
  readMessages,
  START,
  startForTest,
} from '../testing/client.ts'
import { createTenant } from '../testing/tenant.ts'
import { codeOf } from './operation.ts'
import { getMessage, listMessages, readUsers } from './read-messages.ts'

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

/** A bot and its chat with a user, with the operations themselves. */
function startBot() {
  const clock = createTestClock()
  const world = createWorld({ clock: clock.read })
  const [app] = [...world.state.apps.values()]
  const [user, second] = [...world.state.users.values()]
  if (!app || !user || !second) throw new Error('not seeded')
  const chat = openP2pChat(world, app, user)
  const { chat_id } = chat
  const write = (content = '{"text":"x"}') =>
    writeMessage(world, {
      ...{ chat_id, msg_type: 'text', content },
      sender: { sender_type: 'app', id: app.app_id },
    })
  const call = { world, app, params: {}, body: undefined }
  const list = (query: Record<string, string> = {}) =>
    listMessages.handle({
      ...call,
      query: { container_id_type: 'chat', container_id: chat_id, ...query },
    })
  const idsOf = (query?: Record<string, string>) => {
    const found = list(query)
    return readMessages(found.kind === 'data' ? found.data.items : null).map(
      ({ message_id }) => message_id,
    )
  }
  return { clock, world, app, user, second, chat, call, write, list, idsOf }
}

test('a message belongs to the second in which it was sent', () => {
  const { clock, write, idsOf } = startBot()
  const second = START / 1000
  clock.advance(1001)
  const first = write().message_id
  clock.advance(998)
  const last = write().message_id
  const [start_time, end_time] = [`${second + 1}`, `${second + 1}`]
  expect(idsOf({ start_time, end_time })).toEqual([first, last])
  expect(idsOf({ start_time: `${second + 2}` })).toEqual([])
  expect(idsOf({ end_time: `${second}` })).toEqual([])
})

test.each([
  [{}, 0],
  [{ start_time: '0', end_time: '999999999999' }, 0],
  [{ start_time: '1234567890123' }, 99992402],
  [{ end_time: '1234567890123' }, 99992402],
  [{ start_time: '' }, 99992402],
  [{ end_time: 'x1' }, 99992402],
  [{ end_time: '1x' }, 99992402],
  [{ sort_type: 'ByCreateTimeAsc' }, 0],
  [{ sort_type: 'ByCreateTimeDesc' }, 0],
  [{ sort_type: '' }, 99992402],
  [{ container_id_type: '' }, 99992402],
  [{ container_id: '' }, 99992402],
  [{ container_id: 'x' }, 230002],
  [{ container_id_type: 'thread' }, 230073],
  [{ page_size: '50' }, 0],
  [{ page_token: 'b3U' }, 230001],
])('a list with %j returns %i', (query, code) => {
  const { list, write } = startBot()
  write()
  expect(codeOf(list(query))).toBe(code)
})

test('an error of a time says what is expected', () => {
  expect(startBot().list({ start_time: 'now' })).toMatchObject({
    error: {
      field_violations: [
        { field: 'start_time', value: 'now', description: 'expected seconds since 1970' },
      ],
    },
  })
})

test('a page of messages has 20 by default, and the last one says that it is', () => {
  const { write, list, idsOf } = startBot()
  const written = Array.from({ length: 21 }, () => write().message_id)
  expect(idsOf()).toEqual(written.slice(0, 20))
  expect(idsOf({ page_size: '50' })).toEqual(written)
  const page_token = Buffer.from(written[19] ?? '').toString('base64url')
  expect(list()).toMatchObject({ data: { has_more: true, page_token } })
  expect(list({ page_token })).toMatchObject({ data: { has_more: false, items: [{}] } })
  expect(list({ page_size: '21' })).toMatchObject({ data: { has_more: false } })
  expect(list({ page_size: '20' })).toMatchObject({ data: { has_more: true } })
  const desc = { sort_type: 'ByCreateTimeDesc', page_size: '3' }
  const after = Buffer.from(written[3] ?? '').toString('base64url')
  expect(idsOf({ ...desc, page_token: after })).toEqual(written.slice(0, 3).toReversed())
  const second = Buffer.from(written[2] ?? '').toString('base64url')
  expect(list({ ...desc, page_token: second })).toMatchObject({ data: { has_more: false } })
})

test('messages outside the time range do not fill a page', () => {
  const { clock, write, list, idsOf } = startBot()
  for (let second = 0; second < 5; second += 1) {
    write()
    clock.advance(1000)
  }
  const from = START / 1000 + 3
  expect(idsOf({ page_size: '2', start_time: `${from}` })).toHaveLength(2)
  expect(list({ page_size: '2', start_time: `${from}` })).toMatchObject({
    data: { has_more: false },
  })
  expect(list({ page_size: '1', start_time: `${from}` })).toMatchObject({
    data: { has_more: true },
  })
})

test('one message is returned like in a list, also if it was recalled', () => {
  const { world, app, call, write, list } = startBot()
  const message = write()
  const get = () =>
    getMessage.handle({ ...call, query: {}, params: { message_id: message.message_id } })
  message.deleted = true
  const one = get()
  expect(one).toMatchObject({ data: { items: [{ deleted: true, chat_id: message.chat_id }] } })
  const { items } = one.kind === 'data' ? one.data : {}
  expect(list()).toEqual({ kind: 'data', data: { has_more: false, items } })
  world.assumptions.get_recalled = '230110'
  expect(codeOf(get())).toBe(230110)
  message.deleted = false
  expect(codeOf(get())).toBe(0)
  app.unavailable_to = [...world.state.users.keys()]
  expect(codeOf(get())).toBe(0)
})

describe('who has read a message', () => {
  const KNOWN = 7 * 86_400_000

  function startRead() {
    const bot = startBot()
    const message = bot.write()
    const read = (query: Record<string, string> = { user_id_type: 'open_id' }) =>
      readUsers.handle({ ...bot.call, query, params: { message_id: message.message_id } })
    return { ...bot, message, read }
  }

  test('is known for seven days, and of several reasons against it the first is returned', () => {
    const { message, read, clock, app, user, chat } = startRead()
    message.deleted = true
    app.unavailable_to = [user.open_id]
    message.sender = { sender_type: 'user', id: user.open_id }
    clock.advance(KNOWN + 1)
    const unknown = { user_id_type: 'open_id', page_token: 'b3U' }
    const { app_ids } = chat
    chat.app_ids = []
    expect(codeOf(read(unknown))).toBe(230050)
    chat.app_ids = app_ids
    expect(codeOf(read(unknown))).toBe(230110)
    message.deleted = false
    expect(codeOf(read(unknown))).toBe(230013)
    app.unavailable_to = []
    expect(codeOf(read(unknown))).toBe(230012)
    message.sender = { sender_type: 'app', id: app.app_id }
    expect(codeOf(read(unknown))).toBe(230033)
    clock.advance(-1)
    expect(codeOf(read(unknown))).toBe(230001)
    expect(read()).toEqual({ kind: 'data', data: { items: [], has_more: false } })
  })

  test('is listed by each kind of id, with the time and the tenant', () => {
    const { message, read, user, second, world } = startRead()
    second.external = true
    message.read_by = [user.open_id, second.open_id, 'ou_gone']
    message.read_at_ms = { [second.open_id]: START + 5 }
    const { tenant_key } = world.state
    for (const kind of ['open_id', 'union_id', 'user_id'] as const) {
      const item = (user_id: string, ms: number, key = tenant_key) => ({
        ...{ user_id_type: kind, user_id, timestamp: String(ms), tenant_key: key },
      })
      expect(read({ user_id_type: kind })).toEqual({
        kind: 'data',
        data: {
          items: [
            item(user[kind], START),
            item(second[kind], START + 5, 'e7e7e7e7e7e7e7e7'),
            item('ou_gone', START),
          ],
          has_more: false,
        },
      })
    }
    const page_token = Buffer.from(second.open_id).toString('base64url')
    expect(read({ user_id_type: 'open_id', page_size: '2' })).toMatchObject({
      data: { has_more: true, page_token },
    })
  })

  test.each([
    [{ user_id_type: 'open_id', page_size: '100' }, 0],
    [{ user_id_type: 'open_id', page_size: '101' }, 99992402],
    [{ user_id_type: 'email' }, 99992402],
    [{}, 99992402],
  ])('%j returns %i', (query, code) => {
    expect(codeOf(startRead().read(query))).toBe(code)
  })
})
