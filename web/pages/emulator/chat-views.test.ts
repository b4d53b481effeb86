import { describe, expect, test } from 'vitest'
import { emulatorStateSchema } from '#contract/emulator/state'
import { chatViewKey, listChatViews, newestBotMessage } from './chat-views.ts'

const message = (message_id: string, from: string, more: object = {}) => ({
  message_id,
  chat_id: 'oc_p2p',
  sender: { sender_type: from.startsWith('cli_') ? 'app' : 'user', id: from },
  msg_type: 'text',
  content: '{"text":"hi"}',
  text: 'hi',
  create_time_ms: 1,
  update_time_ms: 1,
  deleted: false,
  updated: false,
  follow_ups: [],
  shows_bubbles: false,
  bubbles: [],
  read_by: [],
  ...more,
})

const person = (open_id: string) => ({
  open_id,
  user_id: '',
  union_id: '',
  email: '',
  name: open_id,
  language: 'en_us',
  client_version: '7.64.6',
  external: false,
})

const bot = (app_id: string, bot_enabled = true) => ({
  app_id,
  app_type: 'custom',
  name: app_id,
  bot_open_id: '',
  scopes: [],
  unavailable_to: [],
  enabled: true,
  bot_enabled,
})

const kept = { count: 0, max: 1, dropped: 0 }

const state = emulatorStateSchema.parse({
  version: 1,
  now_ms: 1,
  clock: { now_ms: 1, mode: 'real', offset_ms: 0 },
  tenant_key: '',
  default_app_id: 'cli_a',
  default_receiver: { receive_id_type: 'open_id', receive_id: 'ou_ann' },
  apps: [bot('cli_a'), bot('cli_b'), bot('cli_off', false)],
  users: [person('ou_ann'), person('ou_bob')],
  chats: [
    {
      chat_id: 'oc_group',
      chat_mode: 'group',
      name: 'Team',
      app_ids: ['cli_b'],
      open_ids: ['ou_bob', 'ou_ann'],
      message_count: 0,
      messages: [],
    },
    {
      chat_id: 'oc_p2p',
      chat_mode: 'p2p',
      name: 'ann',
      app_ids: ['cli_a'],
      open_ids: ['ou_ann'],
      message_count: 4,
      messages: [
        message('om_1', 'cli_a', { read_by: ['ou_ann'] }),
        message('om_2', 'cli_a'),
        message('om_3', 'cli_a', { deleted: true }),
        message('om_4', 'ou_ann'),
      ],
    },
  ],
  assumptions: [],
  demonstrations: [],
  events: [],
  limits: { messages: kept, chats: kept, events: kept },
  deliveries: { subscriptions: [], connections: [], deliveries: [], forgotten: 0 },
  missing_calls: [],
  registrations: [],
  faults: { faults: [], fired: [] },
})

describe('the list of chats', () => {
  test('has every chat once if no user is chosen', () => {
    const all = listChatViews(state, null)
    expect(all.map(chatViewKey)).toEqual(['oc_group', 'oc_p2p'])
    expect(all.map(({ viewer }) => viewer.open_id)).toEqual(['ou_bob', 'ou_ann'])
  })

  test('has the chats of a user, then the bots without a chat', () => {
    expect(listChatViews(state, 'ou_ann').map(chatViewKey)).toEqual(['oc_group', 'oc_p2p', 'cli_b'])
    expect(listChatViews(state, 'ou_bob').map(chatViewKey)).toEqual(['oc_group', 'cli_a', 'cli_b'])
  })

  test('counts messages of others that the user has not read', () => {
    expect(listChatViews(state, 'ou_ann').map(({ unread }) => unread)).toEqual([0, 1, 0])
  })
})

test('the newest bot message is one that was not recalled', () => {
  const newest = listChatViews(state, 'ou_ann').map(newestBotMessage)
  expect(newest.map((one) => one?.message_id)).toEqual([undefined, 'om_2', undefined])
})
