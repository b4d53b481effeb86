import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEvent } from './parse-event.ts'

const MESSAGE = {
  chat_id: 'oc_1',
  chat_type: 'p2p',
  content: '{"text":"查看进度"}',
  create_time: '1609073151345',
  message_id: 'om_x100b54e668c3b880c14b54d573d9054',
  message_type: 'text',
  update_time: '1609073151345',
  user_agent: 'Mozilla/5.0 Lark/7.64.6 LarkLocale/en_US',
}
const SENDER = { sender_id: { open_id: 'ou_1' }, sender_type: 'user', tenant_key: 'tenant' }
const HEADER = {
  event_id: 'e1',
  token: '',
  create_time: '1609073151500',
  event_type: 'im.message.receive_v1',
  tenant_key: 'tenant',
  app_id: 'cli_a1b2c3d4e5f60718',
}
const v2 = (message: object = {}, sender: object = {}, header: object = {}) => ({
  schema: '2.0',
  header: { ...HEADER, ...header },
  event: { message: { ...MESSAGE, ...message }, sender: { ...SENDER, ...sender } },
})
const { message_id, chat_id } = MESSAGE
const create_time_ms = 1609073151345
const user_message = { kind: 'user_message', message_id, create_time_ms, message_type: 'text' }
const clicked = {
  chat_id,
  event: { ...user_message, text: '查看进度', user_agent: MESSAGE.user_agent },
}
const flat = (content: string) => ({
  type: HEADER.event_type,
  id: message_id,
  message_id,
  create_time: MESSAGE.create_time,
  timestamp: HEADER.create_time,
  chat_id,
  chat_type: 'p2p',
  message_type: 'text',
  sender_id: 'ou_1',
  content,
})

test.each([
  ['a message in schema 2.0', v2(), clicked],
  [
    'an image',
    v2({ message_type: 'image', content: '{"image_key":"img"}' }),
    {
      chat_id,
      event: { ...clicked.event, message_type: 'image', text: null },
    },
  ],
  ['a broken content', v2({ content: '{' }), { chat_id, event: { ...clicked.event, text: null } }],
  [
    'a message of a bot',
    v2({}, { sender_type: 'app' }),
    {
      chat_id,
      event: { kind: 'bot_message', message_id, create_time_ms },
    },
  ],
  ['a group message', v2({ chat_type: 'group' }), null],
  ['a message without a time', v2({ create_time: undefined }), null],
  [
    'a recalled message',
    {
      schema: '2.0',
      header: { ...HEADER, event_type: 'im.message.recalled_v1' },
      event: { message_id, chat_id, recall_time: '1609073151999', recall_type: 'message_owner' },
    },
    { chat_id, event: { kind: 'recalled', message_id, at_ms: 1609073151999 } },
  ],
  [
    'a message in schema 1.0',
    {
      uuid: 'e1',
      ts: '1609073151.3459',
      token: 't',
      type: 'event_callback',
      event: {
        type: 'message',
        app_id: HEADER.app_id,
        tenant_key: 'tenant',
        open_chat_id: chat_id,
        open_message_id: message_id,
        open_id: 'ou_1',
        chat_type: 'private',
        msg_type: 'text',
        text: '查看进度',
        user_agent: MESSAGE.user_agent,
      },
    },
    clicked,
  ],
  [
    'what lark-cli prints',
    flat(MESSAGE.content),
    {
      chat_id,
      event: { ...user_message, text: '查看进度' },
    },
  ],
  [
    'what its older version prints',
    flat('查看进度'),
    {
      chat_id,
      event: { ...user_message, text: '查看进度' },
    },
  ],
  [
    'an app_ticket',
    {
      uuid: 'e2',
      ts: '1',
      token: 't',
      type: 'event_callback',
      event: { type: 'app_ticket', app_id: HEADER.app_id, app_ticket: 'ticket' },
    },
    null,
  ],
])('parses %s', (_, value, observed) => {
  expect(parseEvent(value)?.observed).toEqual(observed)
})

test('finds the same key in every copy of a message, and another one in every other event', () => {
  const key = (value: unknown) => parseEvent(value)?.key
  expect(key(v2({}, {}, { event_id: 'repeated' }))).toBe(key(v2()))
  expect(key(flat('查看进度'))).toBe(key(v2()))
  const others = [
    v2(),
    v2({ message_id: 'om_2' }),
    v2({}, {}, { event_type: 'im.message.message_read_v1', event_id: 'e3' }),
    v2({}, {}, { event_type: 'im.message.message_read_v1', event_id: 'e4' }),
    { uuid: 'e5', type: 'event_callback', event: { type: 'app_ticket' } },
  ]
  expect(new Set(others.map(key)).size).toBe(others.length)
})

test('takes any JSON for an event or for none, and never fails', () => {
  const names = fc.constantFrom(
    ...['header', 'event', 'type', 'message', 'sender', 'event_type', 'message_id', 'create_time'],
    ...['__proto__', 'chat_type', 'schema', 'uuid', 'content', 'ts'],
  )
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('p2p', 'om_1', '1609073151345', 'event_callback', HEADER.event_type, null, 1),
      fc.string(),
      fc.dictionary(names, tie('json'), { noNullPrototype: true, maxKeys: 6 }),
      fc.array(tie('json'), { maxLength: 3 }),
    ),
  }))
  fc.assert(
    fc.property(json, (value) => {
      const parsed = parseEvent(value)
      if (parsed) expect(parsed.key).toMatch(/^[\w-]{43}$/)
    }),
  )
  // A whole event in which one part is replaced.
  fc.assert(
    fc.property(json, fc.constantFrom('message', 'sender'), (value, part) => {
      const whole = v2()
      expect(parseEvent({ ...whole, event: { ...whole.event, [part]: value } })).not.toBeNull()
    }),
  )
})
