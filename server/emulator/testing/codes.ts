import type { EmulatorOperation } from '#contract/emulator/faults'
import { AROUND_CODES } from './codes-around.ts'
import { CONNECTION_CODES } from './codes-connections.ts'
import { MESSAGE_CODES } from './codes-messages.ts'
import { TOKEN_CODES } from './codes-tokens.ts'
import { bubble } from './push.ts'
import type { Tenant } from './tenant.ts'

/** A call in a state, and the code that it returns. */
export type CodeCase = {
  code: number
  when: string
  ask: (tenant: Tenant) => Promise<Awaited<ReturnType<Tenant['call']>>>
}

const CHATS = '/im/v1/chats'
const USERS = '/contact/v3/users'
const CONTACTS = `${USERS}/batch_get_id`
const VISIBILITY =
  '/application/v6/applications/cli_0123456789abcdef/visibility/check_white_black_list'

const push = ({ ask }: Tenant, message_id: string, body: Parameters<Tenant['ask']>[2]) =>
  ask('POST', `/im/v1/messages/${message_id}/push_follow_up`, body)

/** Pushes to a message that the bot has just sent. */
const pushFresh = async (tenant: Tenant, body: Parameters<Tenant['ask']>[2]) =>
  push(tenant, (await tenant.send()).message_id, body)

const PUSH_CODES: CodeCase[] = [
  { code: 0, when: 'a fresh message of the bot', ask: (t) => pushFresh(t, bubble('x')) },
  { code: 9499, when: 'a body that is not JSON', ask: (t) => pushFresh(t, '{') },
  { code: 99992402, when: 'a body without follow_ups', ask: (t) => pushFresh(t, {}) },
  { code: 99992354, when: 'an unknown message', ask: (t) => push(t, 'om_unknown', bubble('x')) },
  { code: 230001, when: 'no bubbles', ask: (t) => pushFresh(t, { follow_ups: [] }) },
  {
    code: 230002,
    when: 'a message older than 600 s',
    async ask(t) {
      const { message_id } = await t.send()
      t.clock.advance(600_001)
      return push(t, message_id, bubble('x'))
    },
  },
  { code: 230003, when: 'a group', ask: (t) => push(t, t.group.message_id, bubble('x')) },
  {
    code: 230004,
    when: "another bot's chat",
    ask: (t) => push(t, t.foreign.message_id, bubble('x')),
  },
  {
    code: 230005,
    when: 'an unavailable user',
    ask: (t) => push(t, t.unreachable.message_id, bubble('x')),
  },
  {
    code: 230006,
    when: 'a newer message of the user',
    async ask(t) {
      const { message_id } = await t.send()
      await t.hear()
      return push(t, message_id, bubble('x'))
    },
  },
  { code: 230007, when: 'a blank bubble', ask: (t) => pushFresh(t, bubble(' ')) },
  {
    code: 230008,
    when: 'a message with bubbles',
    async ask(t) {
      const { message_id } = await t.send()
      await push(t, message_id, bubble('x'))
      return push(t, message_id, bubble('x'))
    },
  },
]

/** Every operation with every code that it returns. */
export const CODES: Record<EmulatorOperation, readonly CodeCase[]> = {
  ...TOKEN_CODES,
  ...MESSAGE_CODES,
  ...AROUND_CODES,
  ...CONNECTION_CODES,
  push_follow_up: PUSH_CODES,
  list_chats: [
    { code: 0, when: 'no parameters', ask: (t) => t.ask('GET', CHATS) },
    {
      code: 99992402,
      when: 'a page of 101',
      ask: (t) => t.ask('GET', `${CHATS}?page_size=101`),
    },
    {
      code: 232001,
      when: 'an unknown page_token',
      ask: (t) => t.ask('GET', `${CHATS}?page_token=b2Nfbm93aGVyZQ`),
    },
  ],
  get_chat: [
    { code: 0, when: 'a group', ask: (t) => t.ask('GET', `${CHATS}/${t.group.chat_id}`) },
    { code: 232006, when: 'an unknown chat', ask: (t) => t.ask('GET', `${CHATS}/oc_unknown`) },
    {
      code: 232011,
      when: "another bot's chat",
      ask: (t) => t.ask('GET', `${CHATS}/${t.foreign.chat_id}`),
    },
  ],
  batch_get_id: [
    { code: 0, when: 'one address', ask: (t) => t.ask('POST', CONTACTS, { emails: ['a@b.c'] }) },
    { code: 9499, when: 'a body that is not JSON', ask: (t) => t.ask('POST', CONTACTS, '[') },
    {
      code: 99992402,
      when: '51 addresses',
      ask: (t) => t.ask('POST', CONTACTS, { emails: Array(51).fill('a@b.c') }),
    },
  ],
  get_user: [
    { code: 0, when: 'a user', ask: (t) => t.ask('GET', `${USERS}/${t.user_id}`) },
    { code: 41012, when: 'an unknown user', ask: (t) => t.ask('GET', `${USERS}/ou_unknown`) },
    {
      code: 99992402,
      when: 'an unknown type of id',
      ask: (t) => t.ask('GET', `${USERS}/${t.user_id}?user_id_type=email`),
    },
  ],
  bot_info: [{ code: 0, when: 'no parameters', ask: (t) => t.ask('GET', '/bot/v3/info') }],
  list_scopes: [
    { code: 0, when: 'no parameters', ask: (t) => t.ask('GET', '/application/v6/scopes') },
  ],
  check_visibility: [
    {
      code: 0,
      when: 'one user',
      ask: (t) => t.ask('POST', VISIBILITY, { user_ids: [t.user_id] }),
    },
    { code: 9499, when: 'a body that is not JSON', ask: (t) => t.ask('POST', VISIBILITY, '[') },
    {
      code: 99992402,
      when: '101 users',
      ask: (t) => t.ask('POST', VISIBILITY, { user_ids: Array(101).fill(t.user_id) }),
    },
  ],
}
