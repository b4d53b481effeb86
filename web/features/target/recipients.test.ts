import { expect, test } from 'vitest'
import type { EmulatorState } from '#contract/emulator/state'
import type { Recipient } from '#contract/recipients'
import { chatOf, nameOf } from './recipients.ts'

const user = {
  open_id: 'ou_1',
  user_id: 'u1',
  union_id: 'on_1',
  email: 'lin@example.com',
  name: '林',
}
const chat = {
  chat_id: 'oc_1',
  chat_mode: 'p2p',
  app_ids: ['cli_1'],
  open_ids: ['ou_1'],
  name: 'x',
}
const group = { ...chat, chat_id: 'oc_2', chat_mode: 'group', name: 'Team' }
const emulator = { users: [user], chats: [chat, group] } as unknown as EmulatorState
const stored: Recipient = {
  receive_id_type: 'open_id',
  receive_id: 'ou_9',
  name: 'My tester',
  chat_id: 'oc_9',
  favourite: false,
  last_sent_at: null,
}
const directory = { emulator, app_id: 'cli_1', known: [stored] }

test.each([
  ['open_id', 'ou_1', '林'],
  ['user_id', 'u1', '林'],
  ['union_id', 'on_1', '林'],
  ['email', 'lin@example.com', '林'],
  ['chat_id', 'oc_1', '林'],
  ['chat_id', 'oc_2', 'Team'],
  ['open_id', 'ou_9', 'My tester'],
  ['chat_id', 'oc_9', 'My tester'],
  ['open_id', 'ou_none', null],
] as const)('a recipient with the %s %s is called %s', (receive_id_type, receive_id, name) => {
  expect(nameOf({ receive_id_type, receive_id }, directory)).toBe(name)
})

test('a name set in the console wins over that of the emulator', () => {
  const known = [{ ...stored, receive_id: 'ou_1', name: 'Lin, QA' }]
  expect(nameOf({ receive_id_type: 'open_id', receive_id: 'ou_1' }, { ...directory, known })).toBe(
    'Lin, QA',
  )
})

test('the chat of a recipient is known from the emulator and from earlier messages', () => {
  expect(chatOf({ receive_id_type: 'open_id', receive_id: 'ou_1' }, directory)).toBe('oc_1')
  expect(chatOf({ receive_id_type: 'open_id', receive_id: 'ou_9' }, directory)).toBe('oc_9')
  expect(chatOf({ receive_id_type: 'chat_id', receive_id: 'oc_7' }, directory)).toBe('oc_7')
  expect(chatOf({ receive_id_type: 'open_id', receive_id: 'ou_none' }, directory)).toBeNull()
  const other = { ...directory, app_id: 'cli_2' }
  expect(chatOf({ receive_id_type: 'open_id', receive_id: 'ou_1' }, other)).toBeNull()
})
