import { describe, expect, test, vi } from 'vitest'
import type { Exchange } from '#contract/exchange'
import type { Recipient } from '#contract/recipients'
import type { ControlRequest } from '../feishu/control-channel.ts'
import type { QueryResult } from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { UpstreamRequest } from '../feishu/upstream.ts'
import { createLedger } from '../ledger/create-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { record, sampleEnd, sampleIntent } from '../testing/sample-send.ts'
import { readChatMessages } from './chat-messages.ts'
import { runDoctor } from './doctor/doctor.ts'
import { findFollowedMessages, findFollowUpState } from './follow-up-state.ts'
import { gatherFacts, type PreflightDeps, queryVisibility, readMoment } from './gather-facts.ts'
import { runPreflight } from './preflight.ts'

const ID = 'om_1'
const CHAT = 'oc_1'
const URL_ = 'https://platform.test'
const NOW = Date.UTC(2026, 10, 22, 4, 0, 0)
const PROFILE = {
  id: 'feishu',
  brand: 'feishu',
  base_url: URL_,
  app_id: 'cli_1',
  credential: { kind: 'custom', app_secret: 's' },
} as SecretProfile

type Replies = {
  scopes?: object
  bot?: object
  message?: object
  messages?: object
  chat?: object
  visible?: object
}
const PATHS: Record<keyof Replies, RegExp> = {
  scopes: /\/v6\/scopes$/,
  bot: /\/bot\/v3\/info$/,
  message: /\/messages\/om_[^/]*$/,
  messages: /\/messages$/,
  chat: /\/chats\/oc_[^/]*$/,
  visible: /check_white_black_list$/,
}
const SCOPES = { data: { scopes: [{ scope_name: 'im:message', grant_status: 1 }] } }
const BOT = { bot: { activate_status: 2, app_name: 'B', open_id: 'ou_bot' } }
const visibleIs = (user_id: string, in_white_list = true) => ({
  data: { user_visibility_list: [{ user_id, in_white_list }] },
})
const chatIs = (more: object = {}) => ({
  data: { chat_mode: 'p2p', p2p_target_id: 'ou_2', ...more },
})
const item = (more: object = {}) => ({
  message_id: ID,
  chat_id: CHAT,
  msg_type: 'text',
  create_time: String(NOW - 10_000),
  sender: { id: 'cli_1', id_type: 'app_id', sender_type: 'app' },
  body: { content: '{"text":"hi"}' },
  ...more,
})
const itemsOf = (...items: object[]) => ({ data: { items } })
const known = (receive_id_type: Recipient['receive_id_type'], receive_id: string) =>
  ({ receive_id_type, receive_id, name: `name of ${receive_id}`, chat_id: CHAT }) as Recipient

/** Everything that the pre-check needs, on a platform that gives these responses and no others. */
function world(replies: Replies, people: Recipient[] = [], exchanges: Exchange[] = []) {
  const calls: UpstreamRequest[] = []
  const opened: ControlRequest[] = []
  const list = vi.fn(async () => ({ exchanges }))
  const storage = memoryStorage()
  const timing = { started_at_ms: 0, duration_ms: 1 }
  let time = 100
  const deps = {
    storage,
    feishu: {
      clock: { wall: () => NOW, monotonic: () => (time += 7) },
      tokens: { get: async () => ({ ok: true, token: 't-x' }), secrets: () => [] },
      budgets: {
        take: async () => 'go',
        observe() {},
        read: (_: unknown, name: string) => ({
          per_second: { limit: 50, left: name === 'push_follow_up' ? 50 : 0 },
          per_minute: { limit: 1000, left: 1000 },
          paused_until: name === 'push_follow_up' ? null : new Date(NOW + 1).toISOString(),
          paused_by: null,
        }),
      },
      upstream: {
        async call(request: UpstreamRequest) {
          calls.push(request)
          const names = Object.keys(PATHS) as (keyof Replies)[]
          const name = names.find((one) => PATHS[one].test(request.url.pathname))
          const reply = name && replies[name]
          if (!reply) {
            const failure = { kind: 'timeout', detail: 'ETIMEDOUT' } as const
            return { ...timing, failure, sent: true, response: null }
          }
          const bytes = Buffer.from(JSON.stringify({ code: 0, msg: '', ...reply }))
          const response = { http_status: 200, headers: {}, bytes, truncated: false }
          return { ...timing, failure: null, sent: true, response }
        },
      },
    },
    skews: { read: (url: string) => (url === URL_ ? { ms: 2000, margin_ms: 300 } : null) },
    ledger: { list },
    recipients: { inChat: async (_: unknown, id: string) => (id === CHAT ? people : []) },
    control: {
      open: async (request: ControlRequest) => {
        opened.push(request)
        return null
      },
    },
  } as unknown as PreflightDeps
  return { deps, calls, list, opened, storage }
}

const pathsOf = (calls: readonly UpstreamRequest[]) =>
  calls.map(({ url }) => url.pathname.replace('/open-apis', '') + url.search).sort()

/** A message that this console has sent. */
function sent(type: string, more: { chat_id?: string; origin?: string; code?: number } = {}) {
  const { chat_id = CHAT, origin = URL_, code = 0 } = more
  const url = `${origin}/open-apis/im/v1/messages?receive_id_type=${type}`
  const to = type === 'chat_id' ? 'oc_1' : 'ou_1'
  const body = JSON.stringify({ code, data: item({ chat_id }) })
  const intent = sampleIntent({
    message_id: null,
    url,
    body: JSON.stringify({ receive_id: to }),
  })
  return sampleEnd(intent, {
    outcome: 'answered',
    code,
    message_id: ID,
    request: { method: 'POST', url, headers: {}, body: '' },
    response: { http_status: 200, headers: {}, body, truncated: false },
  } as Parameters<typeof sampleEnd>[1])
}

describe('the facts of a push', () => {
  test('come from the message, its chat, its latest messages and its user', async () => {
    const { deps, calls, list } = world({
      scopes: SCOPES,
      bot: BOT,
      message: itemsOf(item()),
      messages: itemsOf(item()),
      chat: chatIs(),
      visible: visibleIs('ou_2'),
    })
    const facts = await gatherFacts(deps, PROFILE, ID)
    expect(facts).toMatchObject({
      message_id: ID,
      now_ms: NOW,
      skew: { ms: 2000, margin_ms: 300 },
      budget: { per_second: { left: 50 } },
      scopes: { ok: true, value: ['im:message'] },
      bot: { ok: true, value: { open_id: 'ou_bot' } },
      message: { ok: true },
      sent: null,
      chat: { ok: true },
      latest: { ok: true },
      visible: { ok: true, value: true },
      followed: { is: 'no', by: 'ledger' },
    })
    expect(pathsOf(calls)).toEqual([
      '/application/v6/applications/cli_1/visibility/check_white_black_list?user_id_type=open_id',
      '/application/v6/scopes',
      '/bot/v3/info',
      '/im/v1/chats/oc_1?user_id_type=open_id',
      '/im/v1/messages/om_1',
      '/im/v1/messages?container_id_type=chat&container_id=oc_1&sort_type=ByCreateTimeDesc&page_size=20',
    ])
    expect(list.mock.calls).toEqual([[{ query: ID, profile: 'feishu', code: 0 }, { limit: 20 }]])
  })

  test('without the message come from what this console has sent', async () => {
    const { deps } = world({ chat: chatIs() }, [], [sent('open_id')])
    const facts = await gatherFacts(deps, PROFILE, ID)
    expect(facts.sent).toEqual({
      chat_id: CHAT,
      create_time_ms: NOW - 10_000,
      to_person: true,
    })
    expect(facts.chat).toMatchObject({ ok: true })
    expect(facts.visible).toMatchObject({ ok: false })
  })

  test.each<[string, Exchange[], object | null]>([
    ['a chat', [sent('chat_id')], { to_person: false }],
    ['a user by email', [sent('email')], { to_person: true }],
    ['a user that failed', [sent('open_id', { code: 1 })], null],
    ['another message', [{ ...sent('open_id'), message_id: 'om_2' }], null],
    ['another platform', [sent('open_id', { origin: 'https://other.test' })], null],
    [
      'another platform first',
      [sent('open_id', { origin: 'https://other.test' }), sent('open_id')],
      {
        to_person: true,
      },
    ],
  ])('know a message to %s', async (_, exchanges, expected) => {
    const { deps } = world({}, [], exchanges)
    const { sent: found } = await gatherFacts(deps, PROFILE, ID)
    if (expected === null) expect(found).toBeNull()
    else expect(found).toMatchObject(expected)
  })

  test.each([[undefined], ['x_1'], ['oc_a/b']])('have no chat if it is %j', async (chat_id) => {
    const { deps, calls } = world({ message: itemsOf(item({ chat_id })) })
    const facts = await gatherFacts(deps, PROFILE, ID)
    expect(facts).toMatchObject({ chat: null, latest: null, visible: null })
    expect(calls).toHaveLength(3)
  })

  test('at a moment need no call', () => {
    const { deps, calls } = world({})
    expect(readMoment(deps, PROFILE)).toMatchObject({
      profile: PROFILE,
      now_ms: NOW,
      skew: { ms: 2000 },
      budget: { paused_until: null },
    })
    expect(calls).toEqual([])
  })
})

describe('the user of a chat', () => {
  const LONGEST = `ou_${'a'.repeat(128)}`
  const by = (id: string, type = 'user') => ({
    message_id: ID,
    chat_id: CHAT,
    sender: { type, id_type: 'open_id', id },
    create_time_ms: NOW,
    msg_type: 'text',
    text: null,
    deleted: false,
    edited_at_ms: null,
  })
  const p2p = (person: string | null): QueryResult<never> =>
    ({ ok: true, value: { chat_mode: 'p2p', name: null, external: false, person } }) as never
  const context = { chat_id: CHAT, chat: p2p('ou_9'), messages: [], bot: 'ou_bot' }

  async function userOf(
    more: Partial<Parameters<typeof queryVisibility>[2]>,
    people: Recipient[] = [],
    profile = PROFILE,
  ) {
    const { deps, calls } = world({ visible: visibleIs('ou_none') }, people)
    const result = await queryVisibility(deps, profile, { ...context, ...more })
    expect(result === null).toBe(calls.length === 0)
    const [call] = calls
    return call ? JSON.parse(call.body ?? '').user_ids[0] : null
  }

  test.each<[string, Parameters<typeof userOf>, string | null]>([
    ['who wrote in it last', [{ messages: [by('ou_1'), by('ou_2')] }], 'ou_1'],
    ['not an app that wrote in it', [{ messages: [by('ou_1', 'app'), by('ou_2')] }], 'ou_2'],
    ['not a message without a sender', [{ messages: [{ ...by(''), sender: null }] }], 'ou_9'],
    ['not a user without an open_id', [{ messages: [by('on_1')] }], 'ou_9'],
    ['not an ID in another', [{ messages: [by('x ou_1')] }], 'ou_9'],
    ['not an ID with more', [{ messages: [by('ou_1/x')] }], 'ou_9'],
    ['not an empty ID', [{ messages: [by('ou_')] }], 'ou_9'],
    ['the longest ID', [{ messages: [by(LONGEST)] }], LONGEST],
    ['no longer ID', [{ messages: [by(`${LONGEST}a`)] }], 'ou_9'],
    [
      'who wrote, before those written to',
      [{ messages: [by('ou_1')] }, [known('open_id', 'ou_3')]],
      'ou_1',
    ],
    [
      'the first one written to, by open_id',
      [{}, [known('email', 'a@b.test'), known('open_id', 'ou_3'), known('open_id', 'ou_4')]],
      'ou_3',
    ],
    ['the one that the chat names', [{}, [known('email', 'a@b.test')]], 'ou_9'],
    ['not the bot itself', [{ chat: p2p('ou_bot') }], null],
    ['no one if the chat names no user', [{ chat: p2p(null) }], null],
    ['no one without the chat’s response', [{ chat: null }], null],
    [
      'one written to without the chat’s response',
      [{ chat: null }, [known('open_id', 'ou_3')]],
      'ou_3',
    ],
    ['no one without a chat', [{ chat_id: null, messages: [by('ou_1')] }], null],
    [
      'no one in a group',
      [{ chat: { ok: true, value: { chat_mode: 'group' } } as never, messages: [by('ou_1')] }],
      null,
    ],
    ['no one without an App ID', [{}, [], { ...PROFILE, app_id: '' }], null],
  ])('is %s', async (_, given, expected) => {
    expect(await userOf(...given)).toBe(expected)
  })
})

type Body = Partial<Record<'message', object>>
/** The emulator’s response about a message. */
const emulated = (follow_ups: object[]): Body => ({
  message: {
    message_id: ID,
    chat_id: CHAT,
    sender: { sender_type: 'app', id: 'cli_1' },
    msg_type: 'text',
    content: '{}',
    text: '',
    create_time_ms: NOW,
    update_time_ms: NOW,
    deleted: false,
    updated: false,
    follow_ups,
    shows_bubbles: false,
    bubbles: [],
    read_by: [],
  },
})

describe('whether a message has bubbles', () => {
  async function ask(body: Body | null, http_status = 200, brand = 'emulator', padding = 0) {
    const requests: ControlRequest[] = []
    const text = JSON.stringify(body).padEnd(padding)
    const control = {
      async open(request: ControlRequest) {
        requests.push(request)
        return body && { http_status, content_type: '', body: new Blob([text]).stream() }
      },
    } as unknown as PreflightDeps['control']
    const profile = { ...PROFILE, brand } as SecretProfile
    const state = await findFollowUpState({ storage: memoryStorage(), control }, profile, ID)
    return { state, requests }
  }

  test.each<[string, Parameters<typeof ask>, object]>([
    ['none', [emulated([])], { is: 'no', by: 'emulator' }],
    ['one', [emulated([{ content: 'a' }])], { is: 'yes', by: 'emulator' }],
    ['no response', [null], { is: 'no', by: 'ledger' }],
    ['an error', [emulated([{ content: 'a' }]), 404], { is: 'no', by: 'ledger' }],
    ['another response', [{}], { is: 'no', by: 'ledger' }],
    [
      'a response of 1 MiB',
      [emulated([{ content: 'a' }]), 200, 'emulator', 1024 * 1024],
      { is: 'yes', by: 'emulator' },
    ],
    [
      'a longer response',
      [emulated([{ content: 'a' }]), 200, 'emulator', 1024 * 1024 + 1],
      { is: 'no', by: 'ledger' },
    ],
    [
      'the real platform',
      [emulated([{ content: 'a' }]), 200, 'feishu'],
      { is: 'no', by: 'ledger' },
    ],
  ])('follows from the emulator’s response: %s', async (_, given, expected) => {
    const { state, requests } = await ask(...given)
    expect(state).toEqual(expected)
    expect(requests).toHaveLength(given[2] === 'feishu' ? 0 : 1)
  })

  test('is asked with a deadline of 3 s', async () => {
    const { requests } = await ask(emulated([]))
    expect(requests).toMatchObject([{ method: 'GET', body: null, idleMs: 3000, deadlineMs: 3000 }])
    expect(requests[0]?.url.href).toBe('https://platform.test/_emulator/messages/om_1')
  })

  async function ledgerWith(write: (ledger: Ledger) => Promise<unknown>) {
    const storage = memoryStorage()
    const ledger = createLedger(storage, { wall: () => NOW, monotonic: () => 0 })
    await write(ledger)
    const find = (...ids: string[]) => findFollowedMessages(storage, 'https://open.feishu.cn', ids)
    return { find, storage }
  }
  const push = () => sampleIntent({ message_id: ID })
  const verdict =
    (given: 'delivered' | 'not_delivered' | 'undecided') => async (ledger: Ledger) => {
      const { exchange } = await record(ledger, push(), { outcome: 'unknown' })
      const by = {
        by: 'person',
        actor: 'a',
        evidence: null,
        exchange_id: null,
        note: null,
      } as const
      await ledger.resolve(exchange.id, { verdict: given, ...by })
    }

  test.each<[string, (ledger: Ledger) => Promise<unknown>, string | undefined]>([
    ['a success', (ledger) => record(ledger, push(), { outcome: 'answered', code: 0 }), 'yes'],
    ['the code 230008', (one) => record(one, push(), { outcome: 'answered', code: 230008 }), 'yes'],
    [
      'another code',
      (one) => record(one, push(), { outcome: 'answered', code: 230002 }),
      undefined,
    ],
    ['a lost response', (one) => record(one, push(), { outcome: 'unknown' }), 'perhaps'],
    ['a lost response of a push that was delivered', verdict('delivered'), 'yes'],
    ['a lost response of a push that was not delivered', verdict('not_delivered'), undefined],
    ['a lost response that is undecided', verdict('undecided'), 'perhaps'],
    ['a push that is being sent', (ledger) => record(ledger, push()), 'perhaps'],
    ['a push that was only recorded', (ledger) => ledger.begin(push()), 'perhaps'],
    ['a push that was not sent', (one) => record(one, push(), { outcome: 'not_sent' }), undefined],
    [
      'a push to another platform',
      (one) =>
        record(one, sampleIntent({ message_id: ID, base_url: 'https://open.larksuite.com' }), {
          outcome: 'answered',
          code: 0,
        }),
      undefined,
    ],
    [
      'a recall',
      (one) =>
        record(one, sampleIntent({ message_id: ID, endpoint: 'recall_message' }), {
          outcome: 'answered',
          code: 0,
        }),
      undefined,
    ],
    [
      'a success before a lost response',
      async (one) => {
        await record(one, push(), { outcome: 'answered', code: 0 })
        await record(one, push(), { outcome: 'unknown' })
      },
      'yes',
    ],
    [
      'a success after a lost response',
      async (one) => {
        await record(one, push(), { outcome: 'unknown' })
        await record(one, push(), { outcome: 'answered', code: 0 })
      },
      'yes',
    ],
    [
      'an error after a success',
      async (one) => {
        await record(one, push(), { outcome: 'answered', code: 0 })
        await record(one, push(), { outcome: 'answered', code: 230002 })
      },
      'yes',
    ],
  ])('follows from the history: %s', async (_, write, expected) => {
    const { find, storage } = await ledgerWith(write)
    expect((await find('om_other', ID)).get(ID)).toBe(expected)
    expect(await find('om_other')).toEqual(new Map())
    const { control } = world({}).deps
    const profile = { ...PROFILE, base_url: 'https://open.feishu.cn' }
    expect(await findFollowUpState({ storage, control }, profile, ID)).toEqual({
      is: expected ?? 'no',
      by: 'ledger',
    })
  })

  test('is not looked up for no message', async () => {
    const storage = { read: () => expect.unreachable() } as unknown as PreflightDeps['storage']
    expect(await findFollowedMessages(storage, URL_, [])).toEqual(new Map())
  })

  test('is looked up in the 200 latest pushes', async () => {
    const { find } = await ledgerWith(async (ledger) => {
      await record(ledger, sampleIntent({ message_id: 'om_200' }), { outcome: 'unknown' })
      await record(ledger, sampleIntent({ message_id: 'om_199' }), { outcome: 'unknown' })
      for (let count = 0; count < 199; count += 1) {
        await record(ledger, push(), { outcome: 'answered', code: 230002 })
      }
    })
    expect([...(await find('om_200', 'om_199', ID)).keys()]).toEqual(['om_199'])
  })
})

describe('the result of the pre-check', () => {
  test('describes the message that was read', async () => {
    const { deps } = world(
      { scopes: SCOPES, bot: BOT, message: itemsOf(item()), messages: itemsOf(item()) },
      [],
      [sent('open_id', { chat_id: 'oc_2' })],
    )
    expect(await runPreflight(deps, PROFILE, ID, 'en')).toMatchObject({
      expires_at: '2026-11-22T04:09:48.000Z',
      clock_skew_ms: 2000,
      message: {
        message_id: ID,
        chat_id: CHAT,
        create_time: '2026-11-22T03:59:50.000Z',
        msg_type: 'text',
        text: 'hi',
      },
    })
  })

  test('describes the message that was sent if it cannot be read', async () => {
    const { deps } = world({}, [], [sent('open_id')])
    const { message } = await runPreflight(deps, PROFILE, ID, 'en')
    expect(message).toEqual({
      message_id: ID,
      chat_id: CHAT,
      create_time: '2026-11-22T03:59:50.000Z',
      msg_type: null,
      text: null,
    })
  })

  test('completes a message that was read in part', async () => {
    const bare = item({ chat_id: undefined, create_time: undefined, body: undefined })
    const alone = await runPreflight(world({ message: itemsOf(bare) }).deps, PROFILE, ID, 'en')
    expect(alone).toMatchObject({
      expires_at: null,
      message: { chat_id: null, create_time: null, msg_type: 'text' },
    })
    const { deps } = world({ message: itemsOf(bare) }, [], [sent('open_id')])
    expect(await runPreflight(deps, PROFILE, ID, 'en')).toMatchObject({
      expires_at: '2026-11-22T04:09:48.000Z',
      message: { chat_id: CHAT, create_time: '2026-11-22T03:59:50.000Z' },
    })
  })

  test('describes nothing if nothing is known', async () => {
    const { deps } = world({})
    const profile = { ...PROFILE, base_url: 'https://other.test' }
    expect(await runPreflight(deps, profile, ID, 'en')).toMatchObject({
      predicted_code: null,
      expires_at: null,
      clock_skew_ms: null,
      message: null,
    })
  })

  test('of an invalid ID needs no call', async () => {
    const { deps, calls } = world({})
    const result = await runPreflight(deps, PROFILE, 'om_', 'en')
    expect(result).toMatchObject({ predicted_code: null, clock_skew_ms: 2000, message: null })
    expect(result.checks.map(({ name, status }) => `${name} ${status}`).slice(0, 2)).toEqual([
      'message_id fail',
      'token not_checked',
    ])
    expect(calls).toEqual([])
    const profile = { ...PROFILE, base_url: 'https://other.test' }
    expect((await runPreflight(deps, profile, 'om_', 'en')).clock_skew_ms).toBeNull()
  })
})

describe('the messages of a chat', () => {
  const NEW = { scopes: SCOPES, bot: BOT, chat: chatIs(), visible: visibleIs('ou_2') }
  const read = (replies: Replies, people: Recipient[] = [], profile: Partial<SecretProfile> = {}) =>
    readChatMessages(
      world(replies, people).deps,
      { ...PROFILE, ...profile } as SecretProfile,
      { chat_id: CHAT, limit: 5 },
      'en',
    )
  const sender = (sender_type: string, id: string) => ({ sender: { id, sender_type } })

  test('are listed with their senders, times and states', async () => {
    const { messages, ...rest } = await read(
      {
        ...NEW,
        messages: itemsOf(
          item({ message_id: 'om_5' }),
          item({ message_id: 'om_4', ...sender('app', 'cli_2') }),
          item({ message_id: 'om_3', ...sender('user', 'ou_2') }),
          item({ message_id: 'om_2', ...sender('anonymous', 'x') }),
          item({ message_id: 'om_1', sender: undefined, create_time: undefined }),
        ),
      },
      [known('open_id', 'ou_2')],
    )
    expect(rest).toEqual({ chat_id: CHAT, not_checked: null, clock_skew_ms: 2000 })
    expect(messages.map((one) => one.sender)).toEqual([
      { kind: 'this_bot', id: 'cli_1', name: null },
      { kind: 'other_app', id: 'cli_2', name: null },
      { kind: 'user', id: 'ou_2', name: 'name of ou_2' },
      { kind: 'unknown', id: 'x', name: null },
      { kind: 'unknown', id: '', name: null },
    ])
    expect(messages.map(({ standing }) => standing)).toEqual([
      { can_take: 'yes', code: null, expires_at: '2026-11-22T04:09:48.000Z' },
      { can_take: 'no', code: 230001, expires_at: null },
      { can_take: 'no', code: 230001, expires_at: null },
      { can_take: 'no', code: 230001, expires_at: null },
      { can_take: 'no', code: 230006, expires_at: null },
    ])
    expect(messages[0]?.create_time).toBe('2026-11-22T03:59:50.000Z')
    expect(messages[4]?.create_time).toBeNull()
    expect(messages[0]).toMatchObject({ msg_type: 'text', text: 'hi', deleted: false })
  })

  test('have an open state without their time or their user', async () => {
    const [bare] = (await read({ ...NEW, messages: itemsOf(item({ create_time: undefined })) }))
      .messages
    expect(bare?.standing).toEqual({ can_take: 'not_checked', code: null, expires_at: null })
    const { bot: _, ...without } = NEW
    const replies = { ...without, chat: chatIs({ p2p_target_id: 'ou_bot' }) }
    const [noBot] = (await read({ ...replies, messages: itemsOf(item()) })).messages
    expect(noBot?.standing.can_take).toBe('not_checked')
  })

  test('have the code of the first failed check if the prediction is open', async () => {
    const { scopes: _, ...rest } = NEW
    const old = item({ create_time: String(NOW - 3_600_000), ...sender('user', 'ou_2') })
    const [message] = (await read({ ...rest, messages: itemsOf(old) })).messages
    expect(message?.standing).toEqual({ can_take: 'no', code: 230001, expires_at: null })
  })

  test('are not listed if they cannot be read', async () => {
    const reply = { ...NEW, messages: { code: 99991672, msg: 'no scope' } }
    const { messages, clock_skew_ms, not_checked } = await read(reply)
    expect({ messages, clock_skew_ms }).toEqual({ messages: [], clock_skew_ms: 2000 })
    expect(not_checked).toMatchObject({ code: 99991672 })
    const elsewhere = await read({}, [], { base_url: 'https://other.test' })
    expect(elsewhere.clock_skew_ms).toBeNull()
  })

  test('of an empty chat are none', async () => {
    expect((await read({ ...NEW, messages: itemsOf() })).messages).toEqual([])
  })

  test('are asked of the emulator only for the newest one', async () => {
    const { deps, opened } = world({
      ...NEW,
      messages: itemsOf(item(), item({ message_id: 'om_0' })),
    })
    const profile = { ...PROFILE, brand: 'emulator' } as SecretProfile
    const page = { chat_id: CHAT, limit: 5 }
    await readChatMessages(deps, profile, page, 'en')
    expect(opened.map(({ url }) => url.pathname)).toEqual(['/_emulator/messages/om_1'])
    const text = JSON.stringify(emulated([{ content: 'a' }]))
    deps.control.open = async () => ({
      http_status: 200,
      content_type: 'application/json',
      body: new Blob([text]).stream(),
    })
    const { messages } = await readChatMessages(deps, profile, page, 'en')
    expect(messages.map(({ standing }) => standing.code)).toEqual([230008, 230006])
  })
})

describe('the doctor', () => {
  test('measures each call and marks what a push does not need', async () => {
    const { deps } = world({ scopes: SCOPES, bot: BOT })
    const { checks } = await runDoctor(deps, PROFILE, 'en')
    expect(checks.map(({ name, status, optional }) => [name, status, optional])).toEqual([
      ['address', 'pass', false],
      ['clock', 'pass', false],
      ['token', 'pass', false],
      ['bot', 'pass', false],
      ['push_scope', 'pass', false],
      ['message_scope', 'pass', true],
      ['chat_scope', 'not_checked', true],
      ['visibility_scope', 'not_checked', true],
      ['contact_scope', 'not_checked', true],
      ['budget', 'pass', false],
    ])
    expect(checks.map(({ duration_ms }) => duration_ms)).toEqual([
      1,
      null,
      7,
      ...[expect.any(Number), expect.any(Number), null],
      ...[expect.any(Number), expect.any(Number), expect.any(Number), null],
    ])
    for (const { duration_ms } of checks) expect(duration_ms ?? 0).toBeLessThan(60)
  })

  test.each<[string, Replies, string]>([
    ['its bot', { bot: { code: 99991663 }, scopes: SCOPES }, 'fail'],
    ['its scopes', { bot: BOT, scopes: { code: 99991663 } }, 'fail'],
    ['neither', {}, 'pass'],
  ])('tests the token by the calls for %s', async (_, replies, status) => {
    const { deps } = world(replies)
    Object.assign(deps.feishu.tokens, { invalidate() {} })
    const { checks } = await runDoctor(deps, PROFILE, 'en')
    expect(checks.find(({ name }) => name === 'token')?.status).toBe(status)
  })

  test('makes no call that needs a token without one', async () => {
    const { deps, calls } = world({ scopes: SCOPES, bot: BOT })
    const reply = { answered: false, kind: 'no_secret', detail: '', log_id: null, notes: [] }
    const request = { url: new URL(URL_) }
    const record = { stage: 'token', request, result: {}, reply }
    Object.assign(deps.feishu.tokens, { get: async () => ({ ok: false, record }) })
    const { checks } = await runDoctor(deps, PROFILE, 'en')
    expect(calls).toHaveLength(1)
    const untested = checks.filter(({ detail }) => detail === 'Not tested: there is no token.')
    expect(untested.map(({ name, status }) => [name, status])).toEqual([
      ['bot', 'not_checked'],
      ['push_scope', 'not_checked'],
      ['message_scope', 'not_checked'],
      ['chat_scope', 'not_checked'],
      ['visibility_scope', 'not_checked'],
      ['contact_scope', 'not_checked'],
    ])
    expect(checks.find(({ name }) => name === 'token')?.status).toBe('fail')
  })
})
