import { describe, expect, test } from 'vitest'
import { BOT, bubble, createPush, NOW, USER } from './test-push.ts'

test('a fresh bot message in a one-to-one chat takes bubbles', () => {
  expect(createPush().judge()).toBeNull()
})

describe('the eight codes arise from state and body', () => {
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

  test.each([USER, BOT])('230006: a message after which the $sender_type wrote', (sender) => {
    const { say, code } = createPush()
    say(sender)
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

test('a message that does not exist is answered with its id', () => {
  const { push, judge } = createPush()
  push.message_id = 'om_nowhere'
  expect(judge()).toEqual({
    code: 99992354,
    msg: 'The request you send is not a valid {open_message_id} or not exists. Invalid ids: [om_nowhere] .',
  })
})

test("a user's own message is a bad parameter", () => {
  const { message, code } = createPush()
  message.sender = USER
  expect(code()).toBe(230001)
})

test('where everything is wrong, the body is judged first, then the message, its texts last', () => {
  const { state, app, chat, message, push, say, code } = createPush()
  push.body = undefined
  push.message_id = 'om_nowhere'
  chat.app_ids = ['cli_2']
  chat.chat_mode = 'group'
  message.sender = USER
  app.unavailable_to = [USER.id]
  say(USER)
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

test('judging changes nothing', () => {
  const { state, push, code } = createPush()
  const before = structuredClone(state)
  for (const body of [undefined, bubble('x'), bubble(' '), {}]) {
    push.body = body
    code()
  }
  expect(state).toEqual(before)
})
