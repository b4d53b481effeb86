import { describe, expect, test } from 'vitest'
import { createWorld } from '../tenant/world.ts'
import { createTestClock, readMessage, START, startForTest } from '../testing/client.ts'
import { bubble } from '../testing/push.ts'
import { createCard } from './cards.ts'
import { codeOf } from './operation.ts'
import { createMessage, replyMessage } from './send-message.ts'

const text = (value: string) => ({ msg_type: 'text', content: JSON.stringify({ text: value }) })

async function start(clock = createTestClock()) {
  const client = await startForTest({ clock: clock.read })
  const token = await client.token()
  const { default_receiver } = await client.state()
  const { receive_id } = default_receiver
  const create = (body: unknown, receive_id_type = 'open_id') =>
    client.call('POST', `/open-apis/im/v1/messages?receive_id_type=${receive_id_type}`, {
      token,
      body,
    })
  return { ...client, token, receive_id, create }
}

test('a new message to the default receiver has the documented response and can take bubbles', async () => {
  const { call, create, receive_id, token } = await start()
  const answer = await create({ receive_id, ...text('您好') })
  expect(answer).toMatchObject({ status: 200, code: 0, msg: 'success' })
  const message = readMessage(answer.data)
  expect(message).toMatchObject({
    msg_type: 'text',
    create_time: String(START),
    sender: { id: 'cli_0123456789abcdef', id_type: 'app_id', sender_type: 'app' },
    body: { content: '{"text":"您好"}' },
  })
  const path = `/open-apis/im/v1/messages/${message.message_id}/push_follow_up`
  expect(await call('POST', path, { token, body: bubble('OK') })).toMatchObject({ code: 0 })
})

test('the first message to a user opens a chat, the next one goes to the same chat', async () => {
  const { create, receive_id, state } = await start()
  const before = await state()
  const first = readMessage((await create({ receive_id, ...text('1') })).data)
  const second = readMessage((await create({ receive_id, ...text('2') })).data)
  const after = await state()
  expect(after.chats.length).toBe(before.chats.length + 1)
  expect(after.chats[0]).toMatchObject({
    chat_id: first.chat_id,
    chat_mode: 'p2p',
    app_ids: ['cli_0123456789abcdef'],
    open_ids: [receive_id],
    messages: [{ message_id: first.message_id }, { message_id: second.message_id }],
  })
})

test('finds a user by any of the five ID types', async () => {
  const { create, receive_id, state } = await start()
  const { users } = await state()
  const user = users.find(({ open_id }) => open_id === receive_id)
  if (!user) throw new Error('not seeded')
  const { chat_id } = readMessage((await create({ receive_id, ...text('1') })).data)
  for (const [type, id] of [
    ['union_id', user.union_id],
    ['user_id', user.user_id],
    ['email', user.email],
    ['chat_id', chat_id],
  ] as const) {
    const answer = await create({ receive_id: id, ...text('x') }, type)
    expect(readMessage(answer.data).chat_id).toBe(chat_id)
  }
})

test('sends a message with the same uuid once within an hour', async () => {
  const clock = createTestClock()
  const { create, receive_id } = await start(clock)
  const send = async (uuid: string) =>
    readMessage((await create({ receive_id, uuid, ...text('x') })).data).message_id
  const first = await send('a')
  expect(await send('b')).not.toBe(first)
  clock.advance(3_599_999)
  expect(await send('a')).toBe(first)
  clock.advance(1)
  const later = await send('a')
  expect(later).not.toBe(first)
  expect(await send('a')).toBe(later)
})

test('remembers the uuids of each app for itself', async () => {
  const { call, requestToken, state } = await startForTest()
  const { chats } = await state()
  const apps = {
    cli_0123456789abcdef: 'emulator-secret',
    cli_13579bdf02468ace: 'emulator-secret-parcels',
  }
  const receiver = chats.find(({ app_ids }) => app_ids.includes('cli_13579bdf02468ace'))
  const sent = []
  for (const [app_id, app_secret] of Object.entries(apps)) {
    const { tenant_access_token: token } = await requestToken(app_id, app_secret)
    const body = { receive_id: receiver?.open_ids[0], uuid: 'same', ...text('x') }
    const answer = await call('POST', '/open-apis/im/v1/messages?receive_id_type=open_id', {
      ...(token && { token }),
      body,
    })
    sent.push(readMessage(answer.data))
  }
  expect(sent.map(({ sender }) => sender.id)).toEqual(Object.keys(apps))
  expect(new Set(sent.map(({ message_id }) => message_id)).size).toBe(2)
})

test('accepts every documented message type unchanged', async () => {
  const { create, receive_id } = await start()
  const contents = {
    post: '{"en_us": {"content": []}}',
    interactive: '{"elements": []}',
    share_user: `{"user_id": "${receive_id}"}`,
    sticker: '{"file_key": "x"}',
    system: '{"type": "divider", "params": {"divider_text": {"text": "x"}}}',
  }
  for (const [msg_type, content] of Object.entries(contents)) {
    const answer = await create({ receive_id, msg_type, content })
    expect(readMessage(answer.data)).toMatchObject({ msg_type, body: { content } })
  }
})

const INVALID_RECEIVER = {
  code: 230001,
  msg: 'Your request contains an invalid request parameter, ext=invalid receive_id',
}

describe('an invalid request', () => {
  const field = (name: string, description: string) => ({
    code: 99992402,
    error: { field_violations: [expect.objectContaining({ field: name, description })] },
  })

  test.each([
    ['no kind of id', undefined, {}, field('receive_id_type', 'receive_id_type is required')],
    [
      'an unknown kind of id',
      'phone',
      {},
      field('receive_id_type', 'options: [open_id,user_id,union_id,email,chat_id]'),
    ],
    [
      'no receiver',
      'open_id',
      { receive_id: undefined },
      field('receive_id', 'receive_id is required'),
    ],
    ['an empty receiver', 'open_id', { receive_id: '' }, field('receive_id', 'the min len is 1')],
    ['no type', 'open_id', { msg_type: undefined }, field('msg_type', 'msg_type is required')],
    [
      'content that is no string',
      'open_id',
      { content: { text: 'x' } },
      field('content', 'expected string'),
    ],
    ['a long uuid', 'open_id', { uuid: 'x'.repeat(51) }, field('uuid', 'the max len is 50')],
    ['an unknown type', 'open_id', { msg_type: 'poem' }, { code: 230001 }],
    ['text that is not JSON', 'open_id', { content: 'hello' }, { code: 230001 }],
    ['text without text', 'open_id', { content: '{"txt":"x"}' }, { code: 230001 }],
    ['an empty text', 'open_id', { content: '{"text":""}' }, { code: 230001 }],
    ['text over 150 KB', 'open_id', text('长'.repeat(52_000)), { code: 230025 }],
    [
      'a card over 30 KB',
      'open_id',
      { msg_type: 'interactive', content: JSON.stringify({ x: 'x'.repeat(31_000) }) },
      { code: 230025 },
    ],
    ['an unknown receiver', 'open_id', { receive_id: 'ou_unknown' }, INVALID_RECEIVER],
    ['an unknown chat', 'chat_id', { receive_id: 'oc_unknown' }, INVALID_RECEIVER],
    ['an id of another kind', 'union_id', {}, INVALID_RECEIVER],
  ])('rejects %s', async (_, type, change, refusal) => {
    const { call, receive_id, token } = await start()
    const query = type === undefined ? '' : `?receive_id_type=${type}`
    const body = { receive_id, ...text('x'), ...change }
    const answer = await call('POST', `/open-apis/im/v1/messages${query}`, { token, body })
    expect(answer).toMatchObject({ status: 400, ...refusal })
  })

  test('rejects a body that is not JSON', async () => {
    const { create } = await start()
    expect(await create('{')).toMatchObject({ status: 400, code: 9499 })
  })

  test('rejects a user outside the availability range by id and by chat', async () => {
    const { create, state } = await start()
    const { demonstrations, messages, chats } = await state()
    const shown = demonstrations.find(({ expected_code }) => expected_code === 230005)
    const message = messages.find(({ message_id }) => message_id === shown?.message_id)
    const chat = chats.find(({ chat_id }) => chat_id === message?.chat_id)
    const to = (receive_id: string | undefined, type: string) =>
      create({ receive_id, ...text('x') }, type)
    expect(await to(chat?.open_ids[0], 'open_id')).toMatchObject({ code: 230013 })
    expect(await to(chat?.chat_id, 'chat_id')).toMatchObject({ code: 230013 })
  })

  test("rejects another bot's chat", async () => {
    const { create, state } = await start()
    const { chats } = await state()
    const foreign = chats.find(({ app_ids }) => !app_ids.includes('cli_0123456789abcdef'))
    const answer = await create({ receive_id: foreign?.chat_id, ...text('x') }, 'chat_id')
    expect(answer).toMatchObject({ code: 230002, msg: 'The bot can not be outside the group.' })
  })

  test('sends nothing and opens no chat', async () => {
    const { create, receive_id, state } = await start()
    const before = await state()
    await create({ receive_id, ...text('') })
    await create({ receive_id: 'ou_unknown', ...text('x') })
    const { chats, messages } = await state()
    expect({ chats, messages }).toEqual({ chats: before.chats, messages: before.messages })
  })
})

/** A bot that calls the operations themselves. */
function startBot() {
  const clock = createTestClock()
  const world = createWorld({ clock: clock.read, assumptions: { rate_limiter: 'off' } })
  const [app] = [...world.state.apps.values()]
  const [user, second] = [...world.state.users.values()]
  const group = [...world.state.chats.values()].find(({ chat_mode }) => chat_mode === 'group')
  if (!app || !user || !second || !group) throw new Error('not seeded')
  const call = { world, app, params: {}, query: {} }
  const send = (body: object = {}, receive_id_type = 'open_id') =>
    createMessage.handle({
      ...call,
      query: { receive_id_type },
      body: { receive_id: user.open_id, ...text('x'), ...body },
    })
  const reply = (message_id: string, body: object = {}) =>
    replyMessage.handle({ ...call, params: { message_id }, body: { ...text('x'), ...body } })
  const idOf = (result: ReturnType<typeof send>) =>
    result.kind === 'data' ? readMessage(result.data).message_id : result
  return { clock, world, app, user, second, group, call, send, reply, idOf }
}

test.each([
  [{ uuid: 'x'.repeat(50) }, 0],
  [{ uuid: '' }, 0],
  [{ uuid: null }, 0],
  [{ uuid: 7 }, 99992402],
  [{ uuid: 'x'.repeat(51) }, 99992402],
  [{ msg_type: '' }, 99992402],
  [{ msg_type: 'x' }, 230001],
  [{ content: undefined }, 99992402],
  [{ reply_in_thread: false }, 0],
  [{ reply_in_thread: null }, 0],
])('a message and a reply with %j return %i', (body, code) => {
  const { send, reply, idOf } = startBot()
  expect(codeOf(send(body))).toBe(code)
  expect(codeOf(reply(String(idOf(send())), body))).toBe(code)
})

test('a message without a uuid is always a new one', () => {
  const { send, idOf, world } = startBot()
  expect(idOf(send())).not.toBe(idOf(send()))
  expect(idOf(send({ uuid: '' }))).not.toBe(idOf(send({ uuid: '' })))
  expect(world.state.sent_uuids.size).toBe(0)
})

test('a repeated uuid needs valid content but no receiver, and no dropped message', () => {
  const { send, reply, idOf, world } = startBot()
  const first = idOf(send({ uuid: 'a' }))
  expect(idOf(send({ uuid: 'a', receive_id: 'ou_unknown' }))).toBe(first)
  expect(idOf(reply('om_unknown', { uuid: 'a' }))).toBe(first)
  expect(codeOf(send({ uuid: 'a', ...text('') }))).toBe(230001)
  world.state.messages.delete(String(first))
  const next = idOf(send({ uuid: 'a' }))
  expect(next).not.toBe(first)
  expect(idOf(send({ uuid: 'a' }))).toBe(next)
})

test('expired uuids are forgotten with the next one', () => {
  const { send, clock, world } = startBot()
  const kept = () => [...world.state.sent_uuids.keys()].map((key) => key.split(' ')[1])
  send({ uuid: 'a' })
  clock.advance(1)
  send({ uuid: 'b' })
  clock.advance(3_599_998)
  send({ uuid: 'c' })
  expect(kept()).toEqual(['a', 'b', 'c'])
  clock.advance(1)
  send()
  expect(kept()).toEqual(['a', 'b', 'c'])
  send({ uuid: 'd' })
  expect(kept()).toEqual(['b', 'c', 'd'])
})

test('an external user gets messages in a group alone', () => {
  const { send, group, second, world, idOf } = startBot()
  second.external = true
  expect(group.open_ids).toContain(second.open_id)
  expect(codeOf(send({ receive_id: group.chat_id }, 'chat_id'))).toBe(0)
  expect(codeOf(send({ receive_id: second.open_id }))).toBe(230038)
  const alone = [...world.state.chats.values()].find(
    ({ chat_mode, open_ids }) => chat_mode === 'p2p' && open_ids[0] === second.open_id,
  )
  expect(codeOf(send({ receive_id: alone?.chat_id }, 'chat_id'))).toBe(230038)
  group.open_ids.push('ou_gone')
  expect(codeOf(send({ receive_id: group.chat_id }, 'chat_id'))).toBe(0)
  alone?.open_ids.unshift('ou_gone')
  expect(codeOf(send({ receive_id: alone?.chat_id }, 'chat_id'))).toBe(230038)
  second.external = false
  expect(idOf(send({ receive_id: alone?.chat_id }, 'chat_id'))).toMatch(/^om_/)
})

test.each(['open_id', 'union_id', 'user_id', 'email'] as const)(
  'a user is found by %s and no other id of this kind',
  (type) => {
    const { send, second, world } = startBot()
    const sent = send({ receive_id: second[type] }, type)
    const { chat_id } = readMessage(sent.kind === 'data' ? sent.data : null)
    expect(world.state.chats.get(chat_id)?.open_ids).toEqual([second.open_id])
    expect(codeOf(send({ receive_id: `${second[type]}x` }, type))).toBe(230001)
    world.assumptions.invalid_receive_id = '230034'
    expect(send({ receive_id: 'x' }, type)).toEqual({ kind: 'error', code: 230034 })
    expect(send({ receive_id: 'x' }, 'chat_id')).toEqual({ kind: 'error', code: 230034 })
  },
)

test('of several reasons against a reply, the first is returned', () => {
  const { send, reply, idOf, app, user, world } = startBot()
  const message_id = String(idOf(send()))
  const message = world.state.messages.get(message_id)
  const chat = world.state.chats.get(message?.chat_id ?? '')
  if (!message || !chat) throw new Error('not sent')
  const code = (body: object = {}) => codeOf(reply(message_id, { reply_in_thread: true, ...body }))
  message.deleted = true
  app.unavailable_to = [user.open_id]
  const app_ids = chat.app_ids.splice(0)
  expect(code(text(''))).toBe(230001)
  expect(code()).toBe(230050)
  chat.app_ids.push(...app_ids)
  expect(code()).toBe(230011)
  message.deleted = false
  expect(code()).toBe(230013)
  app.unavailable_to = []
  expect(code()).toBe(230071)
  world.assumptions.reply_in_thread = 'ignored'
  expect(code()).toBe(0)
})

test('a divider is for one person, and a card that was sent shows its data', () => {
  const { send, group, call, world, idOf } = startBot()
  const content = '{"type":"divider","params":{"divider_text":{"text":"x"}}}'
  const divider = { msg_type: 'system', content }
  expect(codeOf(send(divider))).toBe(0)
  expect(send({ ...divider, receive_id: group.chat_id }, 'chat_id')).toEqual({
    kind: 'error',
    code: 230001,
    msg: 'Your request contains an invalid request parameter, ext=a divider needs a p2p chat',
  })
  expect(codeOf(send({ receive_id: group.chat_id }, 'chat_id'))).toBe(0)
  const data = '{"schema":"2.0","body":{"elements":[]}}'
  const created = createCard.handle({ ...call, body: { type: 'card_json', data } })
  const card_id = created.kind === 'data' ? String(created.data.card_id) : ''
  const card = JSON.stringify({ type: 'card', data: { card_id } })
  const message_id = String(idOf(send({ msg_type: 'interactive', content: card })))
  expect(world.state.messages.get(message_id)?.content).toBe(data)
  expect(world.state.cards.get(card_id)?.message_id).toBe(message_id)
  const template = '{"type":"template","data":{"template_id":"x"}}'
  expect(send({ msg_type: 'interactive', content: template })).toMatchObject({
    data: { body: { content: template } },
  })
  expect(send(text(card))).toMatchObject({ data: { msg_type: 'text' } })
})
