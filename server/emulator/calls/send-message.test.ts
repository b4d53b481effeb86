import { describe, expect, test } from 'vitest'
import { createTestClock, readMessage, START, startForTest } from '../testing/client.ts'
import { bubble } from '../testing/push.ts'

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
