import { expect, test } from 'vitest'
import { classifyPaste } from './classify-paste.ts'

test('distinguishes an id, a message, several messages, a chat, a secret and a typed beginning', () => {
  expect(classifyPaste('om_1')).toEqual({ kind: 'id', message_id: 'om_1' })
  expect(classifyPaste('got om_1').kind).toBe('message')
  expect(classifyPaste('om_1 om_2').kind).toBe('choice')
  expect(classifyPaste('in oc_1')).toEqual({ kind: 'chat', chat_id: 'oc_1' })
  expect(classifyPaste('Authorization: Bearer t-g1044ghJRUIJJ5ELPGENO')).toEqual({ kind: 'secret' })
  expect(classifyPaste('hello there')).toEqual({ kind: 'nothing' })
  expect(classifyPaste('x'.repeat(200))).toEqual({ kind: 'nothing' })
  expect(classifyPaste('om')).toEqual({ kind: 'typed' })
})
