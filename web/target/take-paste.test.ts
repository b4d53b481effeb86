import { expect, test } from 'vitest'
import { takePaste } from './take-paste.ts'

test('an id, a message, a choice, a chat, a secret and a beginning are told apart', () => {
  expect(takePaste('om_1')).toEqual({ kind: 'id', message_id: 'om_1' })
  expect(takePaste('got om_1').kind).toBe('message')
  expect(takePaste('om_1 om_2').kind).toBe('choice')
  expect(takePaste('in oc_1')).toEqual({ kind: 'chat', chat_id: 'oc_1' })
  expect(takePaste('Authorization: Bearer t-g1044ghJRUIJJ5ELPGENO')).toEqual({ kind: 'secret' })
  expect(takePaste('hello there')).toEqual({ kind: 'nothing' })
  expect(takePaste('x'.repeat(200))).toEqual({ kind: 'nothing' })
  expect(takePaste('om')).toEqual({ kind: 'typed' })
})
