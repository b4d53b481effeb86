import { describe, expect, test } from 'vitest'
import { createTestClock, START, startForTest } from '../testing/client.ts'
import { BOT, bubble, createPush, NOW, USER } from '../testing/push.ts'

const pathTo = (message_id: string) => `/open-apis/im/v1/messages/${message_id}/push_follow_up`

/** Starts an emulator; returns a push to the sample message that is expected to return a code. */
async function start(clock = createTestClock()) {
  const client = await startForTest({ clock: clock.read })
  const token = await client.token()
  const find = async (code: number) => {
    const { demonstrations } = await client.state()
    const found = demonstrations.find(({ expected_code }) => expected_code === code)
    if (!found) throw new Error(`no seeded message is answered ${code}`)
    return found.message_id
  }
  const push = (message_id: string, body: unknown = bubble('查看进度')) =>
    client.call('POST', pathTo(message_id), { token, body })
  return { ...client, token, find, push }
}

test('a push adds the bubbles and returns empty data', async () => {
  const { find, push, state } = await start()
  const message_id = await find(0)
  const body = bubble('查看进度', [{ language: 'en_us', content: 'Show progress' }])
  expect(await push(message_id, body)).toMatchObject({
    status: 200,
    code: 0,
    msg: 'success',
    data: {},
  })
  const { messages } = await state()
  expect(messages.find((message) => message.message_id === message_id)).toMatchObject({
    follow_ups: body.follow_ups,
    shows_bubbles: true,
  })
})

test('rejects a second push to the same message and keeps the first bubbles', async () => {
  const { find, push, state } = await start()
  const message_id = await find(0)
  await push(message_id, bubble('first'))
  expect(await push(message_id, bubble('second'))).toMatchObject({ status: 400, code: 230008 })
  const { messages } = await state()
  expect(messages.find((message) => message.message_id === message_id)?.follow_ups).toEqual([
    { content: 'first', i18n_contents: [] },
  ])
})

test.each([
  [230002, 'expired message.'],
  [230003, 'only support p2p chat.'],
  [230004, 'invisible message.'],
  [230005, 'user is not visible to bot.'],
  [230006, 'only support latest message.'],
  [230008, 'follow up already exist.'],
])('returns %i for a sample message: %s', async (code, msg) => {
  const { find, push } = await start()
  const answer = await push(await find(code))
  expect(answer).toMatchObject({ status: 400, code, msg })
  expect(answer.data).toBeUndefined()
  expect(answer.error?.troubleshooter).toContain(`&code=${code}`)
})

test.each([
  [230001, { follow_ups: [] }, 'Your request contains an invalid request parameter.'],
  [230007, bubble(' '), 'invalid follow up.'],
  [99992402, {}, 'field validation failed'],
  [9499, '{"follow_ups":', 'bad request'],
])('returns %i for the body %j', async (code, body, msg) => {
  const { find, push } = await start()
  expect(await push(await find(0), body)).toMatchObject({ status: 400, code, msg })
})

test('a message can take bubbles for exactly 600 s', async () => {
  const clock = createTestClock()
  const { find, push, state } = await start(clock)
  const message_id = await find(0)
  const { demonstrations } = await state()
  const sent = demonstrations.find((seeded) => seeded.message_id === message_id)
  clock.advance((sent?.create_time_ms ?? 0) + 600_001 - START)
  expect(await push(message_id)).toMatchObject({ code: 230002 })
  clock.advance(-1)
  expect(await push(message_id)).toMatchObject({ code: 0 })
})

test("the bot's next message prevents bubbles on the previous one and removes those it has", async () => {
  const { call, find, push, state, token } = await start()
  const message_id = await find(0)
  await push(message_id)
  const { messages } = await state()
  const chat_id = messages.find((message) => message.message_id === message_id)?.chat_id
  const body = { receive_id: chat_id, msg_type: 'text', content: '{"text":"next"}' }
  await call('POST', '/open-apis/im/v1/messages?receive_id_type=chat_id', { token, body })
  expect(await push(message_id)).toMatchObject({ code: 230006 })
  const after = await state()
  expect(after.messages.find((message) => message.message_id === message_id)).toMatchObject({
    shows_bubbles: false,
  })
})

test('exactly one of twenty concurrent pushes succeeds', async () => {
  const { find, push } = await start()
  const message_id = await find(0)
  const answers = await Promise.all(Array.from({ length: 20 }, () => push(message_id)))
  const codes = answers.map(({ code }) => code).sort((a, b) => a - b)
  expect(codes).toEqual([0, ...Array(19).fill(230008)])
})

test('each response has a log id of Beijing time, which its error repeats', async () => {
  const { push } = await start()
  const { headers, error } = await push('om_unknown')
  expect(headers.get('x-tt-logid')).toMatch(/^20261122120000[0-9A-F]{20}$/)
  expect(error?.log_id).toBe(headers.get('x-tt-logid'))
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
})

test('a fresh bot message in a one-to-one chat can take bubbles', () => {
  expect(createPush().check()).toBeNull()
})

describe('the eight codes follow from state and body', () => {
  test('230001: a fourth bubble', () => {
    const { push, code } = createPush()
    push.body = { follow_ups: Array(4).fill({ content: 'x' }) }
    expect(code()).toBe(230001)
  })

  test('230002: a message older than 600 s, and not yet one of exactly 600 s', () => {
    const { message, code } = createPush()
    message.create_time_ms = NOW - 600_000
    expect(code()).toBe(0)
    message.create_time_ms -= 1
    expect(code()).toBe(230002)
  })

  test('230003: a message in a group of this bot', () => {
    const { chat, code } = createPush()
    chat.chat_mode = 'group'
    expect(code()).toBe(230003)
  })

  test('230004: a message in a chat that this bot is not in', () => {
    const { chat, code } = createPush()
    chat.app_ids = ['cli_2']
    expect(code()).toBe(230004)
  })

  test('230005: a message to a user outside the availability range', () => {
    const { app, code } = createPush()
    app.unavailable_to = ['ou_2']
    expect(code()).toBe(0)
    app.unavailable_to = ['ou_2', USER.id]
    expect(code()).toBe(230005)
  })

  test.each([USER, BOT])('230006: a message with a newer one of the $sender_type', (sender) => {
    const { writeAs, code } = createPush()
    writeAs(sender)
    expect(code()).toBe(230006)
  })

  test.each(['', ' \n　', '长'.repeat(201)])(
    '230007: the text %j in a bubble or a language row',
    (text) => {
      const { push, code } = createPush()
      push.body = bubble(text)
      expect(code()).toBe(230007)
      push.body = bubble('x', [{ language: 'en_us', content: text }])
      expect(code()).toBe(230007)
    },
  )

  test('230008: a message that has bubbles', () => {
    const { message, code } = createPush()
    message.follow_ups = [{ content: 'x' }]
    expect(code()).toBe(230008)
  })
})

test('the error for an unknown message holds its id', () => {
  const { push, check } = createPush()
  push.message_id = 'om_unknown'
  expect(check()).toEqual({
    code: 99992354,
    msg: 'The request you send is not a valid {open_message_id} or not exists. Invalid ids: [om_unknown] .',
  })
})

test("a user's own message is an invalid parameter", () => {
  const { message, code } = createPush()
  message.sender = USER
  expect(code()).toBe(230001)
})

test('checks the body first, then the message, then the texts', () => {
  const { state, app, chat, message, push, writeAs, code } = createPush()
  push.body = undefined
  push.message_id = 'om_unknown'
  chat.app_ids = ['cli_2']
  chat.chat_mode = 'group'
  message.sender = USER
  app.unavailable_to = [USER.id]
  writeAs(USER)
  message.create_time_ms = NOW - 700_000
  message.follow_ups = [{ content: 'x' }]

  expect(code()).toBe(9499)
  push.body = { follow_ups: Array(4).fill({ content: 1 }) }
  expect(code()).toBe(99992402)
  push.body = { follow_ups: Array(4).fill({ content: ' ' }) }
  expect(code()).toBe(230001)
  push.body = bubble(' ')
  expect(code()).toBe(99992354)
  push.message_id = message.message_id
  expect(code()).toBe(230004)
  chat.app_ids = [app.app_id]
  expect(code()).toBe(230003)
  chat.chat_mode = 'p2p'
  expect(code()).toBe(230001)
  message.sender = BOT
  expect(code()).toBe(230005)
  app.unavailable_to = []
  expect(code()).toBe(230006)
  state.messages.delete(chat.message_ids.pop() ?? '')
  expect(code()).toBe(230002)
  message.create_time_ms = NOW
  expect(code()).toBe(230008)
  message.follow_ups = []
  expect(code()).toBe(230007)
  push.body = bubble('x')
  expect(code()).toBe(0)
})

test('checking a push does not change the state', () => {
  const { state, push, code } = createPush()
  const before = structuredClone(state)
  for (const body of [undefined, bubble('x'), bubble(' '), {}]) {
    push.body = body
    code()
  }
  expect(state).toEqual(before)
})

describe('order_of_checks', () => {
  /** What is wrong with a push, and how it is set right, in the order of the default. */
  const FAULTS: [number, (push: ReturnType<typeof createPush>) => void][] = [
    [9499, ({ push }) => Object.assign(push, { body: {} })],
    [99992402, ({ push }) => Object.assign(push, { body: { follow_ups: [] } })],
    [230001, ({ push }) => Object.assign(push, { body: bubble(' ') })],
    [99992354, ({ push }) => Object.assign(push, { message_id: 'om_1' })],
    [230004, ({ chat }) => Object.assign(chat, { app_ids: ['cli_1'] })],
    [230003, ({ chat }) => Object.assign(chat, { chat_mode: 'p2p' })],
    [230013, ({ assumptions }) => Object.assign(assumptions, { external_user: 'allowed' })],
    [230050, ({ message }) => Object.assign(message, { sender: BOT })],
    [230054, ({ assumptions }) => Object.assign(assumptions, { message_types: 'any' })],
    [230005, ({ app }) => Object.assign(app, { unavailable_to: [] })],
    [230011, ({ message }) => Object.assign(message, { deleted: false })],
    [230006, ({ chat }) => chat.message_ids.pop()],
    [230002, ({ message }) => Object.assign(message, { create_time_ms: NOW })],
    [230008, ({ message }) => Object.assign(message, { follow_ups: [] })],
    [230007, ({ push }) => Object.assign(push, { body: bubble('x') })],
  ]

  function withAllFaults(order_of_checks: string) {
    const one = createPush()
    Object.assign(one.push, { body: undefined, message_id: 'om_x' })
    one.state.users.set(USER.id, {
      ...{ open_id: USER.id, user_id: 'u', union_id: 'on_1', email: 'x@example.com', name: 'User' },
      ...{ language: 'en_us', client_version: '7.20.0', external: true },
    })
    one.writeAs(USER)
    Object.assign(one.chat, { app_ids: [], chat_mode: 'group' })
    Object.assign(one.message, {
      ...{ sender: USER, deleted: true, msg_type: 'image', create_time_ms: NOW - 600_001 },
      follow_ups: [{ content: 'x' }],
    })
    one.app.unavailable_to = [USER.id]
    Object.assign(one.assumptions, {
      ...{ order_of_checks, external_user: '230013', users_own_message: '230050' },
      ...{ recalled_message: '230011', message_types: 'text_post_card' },
    })
    return one
  }

  const STATE = [99992354, 230004, 230003, 230013, 230050, 'type', 230005, 230011]

  test.each([
    ['state_first', [9499, 99992402, 'count', ...STATE, 230006, 230002, 230008, 230007]],
    ['content_first', [9499, 99992402, 'count', 230007, ...STATE, 230006, 230002, 230008]],
    ['message_before_fields', [9499, ...STATE, 230006, 230002, 230008, 99992402, 'count', 230007]],
    ['age_before_latest', [9499, 99992402, 'count', ...STATE, 230002, 230006, 230008, 230007]],
  ])('%s', (order, expected) => {
    const one = withAllFaults(order)
    const codes = expected.map((code) => (typeof code === 'number' ? code : 230001))
    const names = expected.map((code) =>
      code === 'count' ? 230001 : code === 'type' ? 230054 : code,
    )
    const found: number[] = []
    for (const name of names) {
      found.push(one.code())
      FAULTS.find(([code]) => code === name)?.[1](one)
    }
    expect([...found, one.code()]).toEqual([...codes, 0])
  })
})

test.each([
  ['text', 0],
  ['post', 0],
  ['interactive', 0],
  ['image', 230001],
  ['', 230001],
])('message_types = text_post_card and the type %j return %i', (msg_type, code) => {
  const one = createPush()
  one.assumptions.message_types = 'text_post_card'
  one.message.msg_type = msg_type
  expect(one.code()).toBe(code)
})

test('an edited message is the latest if so assumed, unless it does not count', () => {
  const one = createPush()
  one.assumptions.edited_is_latest = 'yes'
  one.assumptions.recalled_is_latest = 'no'
  const newer = one.writeAs(USER)
  one.chat.edited_id = newer.message_id
  expect(one.code()).toBe(230006)
  newer.deleted = true
  expect(one.code()).toBe(0)
  newer.deleted = false
  one.chat.edited_id = 'om_1'
  expect(one.code()).toBe(0)
  one.chat.edited_id = 'om_dropped'
  expect(one.code()).toBe(230006)
})

test('one unavailable or external user is enough', () => {
  const one = createPush()
  one.chat.open_ids = [USER.id, 'ou_3']
  one.app.unavailable_to = [USER.id]
  expect(one.code()).toBe(230005)
  one.app.unavailable_to = []
  one.assumptions.external_user = '230003'
  expect(one.code()).toBe(0)
  one.state.users.set('ou_3', {
    ...{ open_id: 'ou_3', user_id: 'u', union_id: 'on_3', email: 'x@example.com', name: 'User' },
    ...{ language: 'en_us', client_version: '7.20.0', external: true },
  })
  expect(one.code()).toBe(230003)
})
