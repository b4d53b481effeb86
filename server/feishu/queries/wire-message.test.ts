import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messageTitle, readItems, readWireMessage } from './wire-message.ts'

const MESSAGE = {
  message_id: 'om_1',
  chat_id: 'oc_1',
  msg_type: 'text',
  create_time: '1615380573411',
  update_time: '1615380573411',
  deleted: false,
  updated: false,
  sender: { id: 'cli_x', id_type: 'app_id', sender_type: 'app', tenant_key: 't' },
  body: { content: '{"text":"hi"}' },
}

describe('a message of a response', () => {
  test('is parsed with all its fields', () => {
    expect(readWireMessage(MESSAGE)).toEqual({
      message_id: 'om_1',
      chat_id: 'oc_1',
      sender: { type: 'app', id_type: 'app_id', id: 'cli_x' },
      create_time_ms: 1615380573411,
      msg_type: 'text',
      text: 'hi',
      deleted: false,
      edited_at_ms: null,
    })
  })

  test('needs nothing but its id', () => {
    expect(readWireMessage({ message_id: 'om_1' })).toMatchObject({
      chat_id: null,
      sender: null,
      create_time_ms: null,
      text: null,
      deleted: false,
    })
    expect(readWireMessage({ ...MESSAGE, message_id: '../x' })).toBeNull()
  })

  test.each([
    { create_time: 'soon' },
    { create_time: '1e9' },
    { create_time: 7 },
    { create_time: null },
  ])('has no time if it is %j', (odd) => {
    expect(readWireMessage({ ...MESSAGE, ...odd })?.create_time_ms).toBeNull()
  })

  test('that was recalled has no text', () => {
    const recalled = { ...MESSAGE, deleted: true, body: { content: 'This message was recalled' } }
    expect(readWireMessage(recalled)).toMatchObject({ deleted: true, text: null })
  })

  test('never makes the parser throw, for any value', () => {
    const odd = fc.record(
      Object.fromEntries(Object.keys(MESSAGE).map((name) => [name, fc.jsonValue()])),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          odd,
          odd.map((one) => ({ ...MESSAGE, ...one })),
        ),
        (value) => {
          readWireMessage(value)
          readItems(value)
        },
      ),
    )
  })
})

describe('the title of a message', () => {
  test.each([
    ['text', { text: ' two\n lines ' }, 'two lines'],
    ['text', { text: '' }, null],
    ['post', { title: 'Title', content: [[{ tag: 'text', text: 'x' }]] }, 'Title'],
    ['post', { title: '', content: [[{ tag: 'a', text: '链接' }]] }, '链接'],
    ['interactive', { header: { title: { tag: 'plain_text', content: 'Card' } } }, 'Card'],
    ['interactive', { title: 'Rewritten', elements: [] }, 'Rewritten'],
    ['interactive', { elements: [[{ tag: 'text', text: 'first' }]] }, 'first'],
    ['interactive', { body: { elements: [{ tag: 'markdown', content: 'v2' }] } }, 'v2'],
    ['image', { image_key: 'img_1' }, null],
    ['system', { template: 'x' }, null],
  ])('%s %j reads %j', (type, content, line) => {
    expect(messageTitle(type, JSON.stringify(content))).toBe(line)
  })

  test('is cut between characters, and null if the content is not JSON', () => {
    expect(messageTitle('text', JSON.stringify({ text: '😀'.repeat(300) }))).toBe(
      `${'😀'.repeat(200)}…`,
    )
    expect(messageTitle('text', 'not json')).toBeNull()
    expect(messageTitle('text', 'null')).toBeNull()
  })
})
