import { expect, test } from 'vitest'
import type { NewMessage } from '#contract/create-message'
import { requestOf } from './requests.ts'

const BODY = { follow_ups: [{ content: '好', i18n_contents: [] }] }
const message: NewMessage = { receive_id_type: 'open_id', receive_id: 'ou_1', text: 'hi' }
const content = { messageId: 'om_1', skipValidation: false, body: BODY, message: null }

test('bubbles for a message are its push, byte for byte', () => {
  expect(requestOf(content, 'u1')).toEqual({
    call: 'push',
    messageId: 'om_1',
    body: JSON.stringify(BODY),
    skipValidation: false,
  })
})

test('a new message carries the uuid of its press, alone and with bubbles', () => {
  const both = requestOf({ ...content, message, skipValidation: true }, 'u1')
  expect(both).toMatchObject({ call: 'create_and_push', skipValidation: true })
  expect(JSON.parse('body' in both ? both.body : '')).toEqual({ ...message, uuid: 'u1', ...BODY })
  expect(requestOf({ ...content, message, body: undefined }, 'u2')).toEqual({
    call: 'create',
    body: JSON.stringify({ ...message, uuid: 'u2' }),
  })
})

test('JSON without bubbles is sent without them, so that the platform answers', () => {
  const request = requestOf({ ...content, message, body: { a: 1 }, skipValidation: true }, 'u1')
  expect(JSON.parse('body' in request ? request.body : '')).toEqual({ ...message, uuid: 'u1' })
})
