import { expect, test } from 'vitest'
import { newMessage } from '../tenant/state.ts'
import { createPush, NOW, USER } from '../testing/push.ts'
import { findMessage, isReachable, textOf, toWireMessage } from './message.ts'

test('a bot finds the messages of its own chats', () => {
  const { state, app, chat, message } = createPush()
  const find = (message_id?: string) => findMessage(state, app, message_id)
  expect(find('om_1')).toEqual({ message, chat })
  expect(find('om_x')).toMatchObject({ code: 99992354, msg: expect.stringContaining('[om_x]') })
  expect(find()).toMatchObject({ code: 99992354, msg: expect.stringContaining('[]') })
  chat.app_ids = ['cli_2']
  expect(find('om_1')).toEqual({ code: 230050 })
  chat.chat_mode = 'group'
  expect(find('om_1')).toEqual({ code: 230002 })
})

test('an unavailable user is out of reach alone, and never in a group', () => {
  const { app, chat } = createPush()
  expect(isReachable(app, chat)).toBe(true)
  app.unavailable_to = ['ou_2', USER.id]
  expect(isReachable(app, chat)).toBe(false)
  expect(isReachable(app, { ...chat, open_ids: [USER.id, 'ou_3'] })).toBe(false)
  expect(isReachable(app, { ...chat, chat_mode: 'group' })).toBe(true)
})

test('a message has the documented fields, a reply those of its parent and root too', () => {
  const { state, message } = createPush()
  const wire = {
    message_id: 'om_1',
    msg_type: 'text',
    create_time: String(NOW - 1000),
    update_time: String(NOW - 1000),
    deleted: false,
    updated: false,
    chat_id: 'oc_1',
    sender: { id: 'cli_1', id_type: 'app_id', sender_type: 'app', tenant_key: 'tenant' },
    body: { content: '{"text":"hi"}' },
  }
  expect(toWireMessage(state, message)).toEqual(wire)
  message.edits = 1
  message.update_time_ms = NOW
  expect(toWireMessage(state, message)).toEqual({
    ...wire,
    updated: true,
    update_time: String(NOW),
  })
  const reply = newMessage(
    { ...message, sender: USER, root_id: 'om_root', parent_id: 'om_parent' },
    NOW,
  )
  expect(toWireMessage(state, { ...reply, deleted: true })).toEqual({
    ...wire,
    root_id: 'om_root',
    parent_id: 'om_parent',
    create_time: String(NOW),
    update_time: String(NOW),
    deleted: true,
    sender: { id: 'ou_1', id_type: 'open_id', sender_type: 'user', tenant_key: 'tenant' },
    body: { content: 'This message was recalled' },
  })
})

test.each([
  ['{"text":"hi"}', 'hi'],
  ['{"text":""}', ''],
  ['{"text":7}', '{"text":7}'],
  ['{"image_key":"x"}', '{"image_key":"x"}'],
  ['[]', '[]'],
  ['no JSON', 'no JSON'],
])('the text of the content %s is %j', (content, text) => {
  expect(textOf(content)).toBe(text)
})
