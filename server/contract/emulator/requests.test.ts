import { describe, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import * as control from './control.ts'
import { CONSOLE_HEADER, CONTROL_CALLS, USUAL_MAX_BYTES } from './control-calls.ts'
import { subscriptionSchema } from './events.ts'
import { faultRuleSchema, faultSchema } from './faults.ts'
import { scenarioSchema } from './scenario.ts'
import { clientVersion, decideRegistrationSchema } from './state.ts'

const x = (length: number) => 'x'.repeat(length)
const items = (length: number) => Array.from({ length }, () => 'x')

function issuesOf(schema: z.ZodMiniType, value: unknown): string[] {
  const result = schema.safeParse(value)
  return result.success
    ? []
    : result.error.issues.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`)
}

/** Accepts each of `good`, and rejects each of `bad` for one reason. */
function expectBounds(check: (value: never) => string[], good: unknown[], bad: unknown[]) {
  expect(good.flatMap((value) => check(value as never))).toEqual([])
  expect(bad.filter((value) => check(value as never).length !== 1)).toEqual([])
}

test('the calls of the control API have these methods and paths', () => {
  expect(
    Object.entries(CONTROL_CALLS).map(([name, { method, path }]) => `${name}: ${method} ${path}`),
  ).toEqual([
    'readHealth: GET /health',
    'readState: GET /state',
    'followChanges: GET /stream',
    'readMessage: GET /messages/:message_id',
    'reset: POST /reset',
    'moveClock: POST /clock',
    'assume: POST /assumptions',
    'writeAsUser: POST /users/:open_id/messages',
    'click: POST /users/:open_id/clicks',
    'enterChat: POST /users/:open_id/enter',
    'readChat: POST /users/:open_id/read',
    'changeUser: PATCH /users/:open_id',
    'changeApp: PATCH /apps/:app_id',
    'decideRegistration: POST /registrations/:user_code',
    'writeAsBot: POST /bots/:app_id/messages',
    'saveScenario: GET /scenario',
    'loadScenario: POST /scenario',
    'subscribe: POST /apps/:app_id/subscription',
    'unsubscribe: DELETE /apps/:app_id/subscription',
    'readDeliveries: GET /deliveries',
    'redeliver: POST /deliveries/:delivery_id/redeliver',
    'dropConnection: DELETE /connections/:connection_id',
    'readFaults: GET /faults',
    'addFault: POST /faults',
    'removeFaults: DELETE /faults',
    'removeFault: DELETE /faults/:fault_id',
  ])
  expect(CONTROL_CALLS.followChanges.contentType).toBe('text/event-stream')
  expect(CONSOLE_HEADER).toBe('x-follow-up-console')
  expect(USUAL_MAX_BYTES).toEqual({ direct: 262_144, throughConsole: 65_536 })
  expect(CONTROL_CALLS.loadScenario.maxBytes).toEqual({
    direct: 67_108_864,
    throughConsole: 1_048_576,
  })
})

describe('a control call', () => {
  test('moves the clock by a leap year, and not beyond the year 9999', () => {
    const advance = (ms: number) => issuesOf(control.moveClockSchema, { action: 'advance', ms })
    expectBounds(
      advance,
      [-31_622_400_000, 0, 31_622_400_000],
      [-31_622_400_001, 31_622_400_001, 0.5],
    )
    const set = (now_ms: number) => issuesOf(control.moveClockSchema, { action: 'set', now_ms })
    expectBounds(set, [0, 253_402_271_999_999], [-1, 253_402_272_000_000])
  })

  test.each([
    ['a user', control.userMessageSchema, 'app_id'],
    ['a bot', control.botMessageSchema, 'open_id'],
  ])('of %s writes 1 to 10,000 characters to one receiver', (_, schema, other) => {
    const issues = (body: object) => issuesOf(schema, { text: 'a', ...body })
    expectBounds((text) => issues({ chat_id: 'a', text }), ['a', x(10_000)], ['', x(10_001)])
    expect(issues({ [other]: 'a' })).toEqual([])
    for (const body of [{}, { chat_id: 'a', [other]: 'a' }])
      expect(issues(body)).toEqual([`custom chat_id: chat_id_or_${other}`])
  })

  test('has numbers, texts and lists within their limits', () => {
    const click = (index: number) => issuesOf(control.clickSchema, { message_id: 'a', index })
    expectBounds(click, [0, 9], [-1, 0.5])
    const user = (body: object) => issuesOf(control.changeUserSchema, body)
    expectBounds((name) => user({ name }), ['a', x(100)], ['', x(101)])
    const app = (body: object) => issuesOf(control.changeAppSchema, body)
    expectBounds((scopes) => app({ scopes }), [[], items(500)], [items(501), ['']])
    expectBounds((ids) => app({ unavailable_to: ids }), [[], items(10_000)], [items(10_001)])
    const decide = (body: object) =>
      issuesOf(decideRegistrationSchema, { action: 'approve', ...body })
    expectBounds((url) => decide({ url }), [x(8192)], [x(8193)])
  })

  test('names a version of the client', () => {
    const versions = ['7.64', '7.64.6', '123.1234.12345']
    expect(versions.flatMap((one) => issuesOf(clientVersion, one))).toEqual([])
    for (const one of [
      '7',
      '7.',
      '7.64.',
      '1234.1',
      '1.12345',
      '1.1.123456',
      ' 7.64',
      '7.64 ',
      'v7.6',
    ])
      expect(issuesOf(clientVersion, one)).toEqual(['invalid_format : client_version'])
  })

  test('subscribes a webhook of HTTP with secrets of 1 to 256 characters', () => {
    const hook = { url: 'http://127.0.0.1/', verification_token: 'a' }
    const issues = (body: object) => issuesOf(subscriptionSchema, { ...hook, ...body })
    expect(issues({ kind: 'webhook', url: 'https://a/' })).toEqual([])
    expect(issuesOf(subscriptionSchema, { kind: 'long_connection' })).toEqual([])
    for (const url of ['ftp://a/', 'xhttp://a/', 'httpsx://a/', 'a'])
      expect(issues({ url })).toEqual(['invalid_format url: http_url'])
    for (const field of ['verification_token', 'encrypt_key'])
      expectBounds((text) => issues({ [field]: text }), ['a', x(256)], ['', x(257)])
  })
})

describe('a fault', () => {
  const issues = (fault: object) => issuesOf(faultSchema, fault)
  const bounds = (fault: object, field: string, good: unknown[], bad: unknown[]) =>
    expectBounds((value) => issues({ ...fault, [field]: value }), good, bad)

  test('has numbers within their limits', () => {
    bounds({ kind: 'latency' }, 'ms', [1, 600_000], [0, 600_001, 1.5])
    bounds({ kind: 'server_error' }, 'http_status', [500, 599], [499, 600])
    bounds({ kind: 'rate_limited' }, 'http_status', [429, 400], [401, 430])
    bounds({ kind: 'truncated' }, 'bytes', [0, 5], [-1, 0.5])
    bounds({ kind: 'huge' }, 'bytes', [1, 1_073_741_824], [0, 1_073_741_825])
    bounds({ kind: 'slow_drip' }, 'bytes', [1, 1_073_741_824], [0, 1_073_741_825])
    bounds({ kind: 'slow_drip' }, 'interval_ms', [1, 600_000], [0, 600_001])
    bounds({ kind: 'answer', code: 1 }, 'msg', ['', x(1000)], [x(1001)])
    for (const fault of [{ kind: 'html' }, { kind: 'empty' }, { kind: 'answer', code: 1 }]) {
      bounds(fault, 'http_status', [200, 203, 206, 303, 305, 599], [199, 600])
      for (const http_status of [204, 205, 304])
        expect(issues({ ...fault, http_status })).toEqual(['custom http_status: status_with_body'])
    }
  })

  test('has headers of up to 256 printable characters', () => {
    for (const good of ['', ' ~', x(256)]) {
      expect(issues({ kind: 'log_id', log_id: good })).toEqual([])
      expect(issues({ kind: 'wrong_content_type', content_type: good })).toEqual([])
      expect(issues({ kind: 'rate_limited', reset: good })).toEqual([])
    }
    for (const bad of [x(257), 'é', 'a\n', '\na']) {
      expect(issues({ kind: 'log_id', log_id: bad })).toEqual([
        'invalid_format log_id: header_value',
      ])
      expect(issues({ kind: 'wrong_content_type', content_type: bad })).toEqual([
        'invalid_format content_type: header_value',
      ])
      expect(issues({ kind: 'rate_limited', reset: bad })).toHaveLength(1)
    }
  })

  test.each([
    [{ kind: 'latency', ms: 5 }, { when: 'before_effect' }],
    [{ kind: 'drop' }, { when: 'before_effect' }],
    [{ kind: 'reset' }, { when: 'before_effect' }],
    [{ kind: 'server_error' }, { when: 'before_effect', http_status: 500, body: 'platform' }],
    [{ kind: 'rate_limited' }, { when: 'before_effect', http_status: 429, reset: 1 }],
    [{ kind: 'html' }, { when: 'before_effect', http_status: 502 }],
    [{ kind: 'empty' }, { when: 'before_effect', http_status: 200 }],
    [{ kind: 'truncated' }, {}],
    [{ kind: 'wrong_content_type' }, { content_type: 'text/plain' }],
    [{ kind: 'invalid_json' }, {}],
    [{ kind: 'huge' }, { bytes: 100_000_000 }],
    [{ kind: 'slow_drip' }, { bytes: 1, interval_ms: 300 }],
    [{ kind: 'log_id' }, { log_id: null }],
    [
      { kind: 'answer', code: 7 },
      { when: 'before_effect', http_status: 400 },
    ],
    [{ kind: 'token_expired' }, {}],
  ])('%j has the defaults %j', (fault, defaults) => {
    expect(faultSchema.parse(fault)).toEqual({ ...fault, ...defaults })
  })

  test('hits every call by default, or some of them', () => {
    const fault = { kind: 'invalid_json' }
    expect(faultRuleSchema.parse({ fault })).toEqual({ operation: '*', share: 1, fault })
    const rule = (body: object) => issuesOf(faultRuleSchema, { fault, ...body })
    expectBounds((share) => rule({ share }), [0, 1], [-0.01, 1.01])
    expectBounds((next_calls) => rule({ next_calls }), [1, 1_000_000], [0, 1_000_001, 1.5])
    for (const field of ['app_id', 'message_id'])
      expectBounds((id) => rule({ [field]: id }), ['a', x(200)], ['', x(201)])
  })
})

describe('a scenario', () => {
  const app = { app_id: 'cli_a', name: 'a' }
  const user = { open_id: 'ou_a', name: 'a' }
  const message = { message_id: 'om_a', from: 'cli_a', text: 'a', age_ms: 0 }
  const chat = { chat_id: 'oc_a', chat_mode: 'p2p', name: 'a', app_ids: [], open_ids: [] }
  const card = { card_id: 'a', app_id: 'cli_a', data: {} }
  const image = { image_key: 'a', app_id: 'cli_a', base64: 'AAAA' }
  const reaction = { reaction_id: 'a', app_id: 'cli_a', emoji_type: 'OK', age_ms: 0 }
  const base = { version: 1, apps: [app], users: [user] }

  test('may leave out what has a default', () => {
    const messages = [{ ...message, follow_ups: [{ content: 'a' }] }]
    const chats = [{ ...chat, messages }, chat]
    expect(scenarioSchema.parse({ ...base, chats, cards: [card], images: [image] })).toEqual({
      version: 1,
      tenant_key: '736588c9260f175e',
      apps: [
        {
          ...app,
          app_type: 'custom',
          scopes: ['im:message', 'im:message.p2p_msg:readonly'],
          unavailable_to: [],
          enabled: true,
          bot_enabled: true,
        },
      ],
      users: [{ ...user, language: 'zh_cn', client_version: '7.64.6', external: false }],
      chats: [
        {
          ...chat,
          age_ms: 0,
          messages: [
            {
              ...message,
              ...{ deleted: false, edits: 0, bubbles_edited: false, read_by: [], reactions: [] },
              follow_ups: [{ content: 'a', i18n_contents: [] }],
            },
          ],
        },
        { ...chat, age_ms: 0, messages: [] },
      ],
      cards: [{ ...card, age_ms: 0, is_template: false, sequence: 0, uuids: [] }],
      images: [{ ...image, image_type: 'message' }],
      demonstrations: [],
      assumptions: {},
    })
    expect(scenarioSchema.parse(base)).toMatchObject({ chats: [], cards: [], images: [] })
  })

  const issues = (body: object) => issuesOf(scenarioSchema, { ...base, ...body })
  const ofChat = (body: object) => issues({ chats: [{ ...chat, ...body }] })
  const ofMessage = (body: object) => ofChat({ messages: [{ ...message, ...body }] })

  test('has IDs of their kind', () => {
    const rest = ['a', x(128), 'Az0_-']
    const wrong = ['', x(129), 'é', 'a ', 'a\n']
    for (const [start, check, error] of [
      ['cli_', (app_id: string) => issues({ apps: [{ ...app, app_id }] }), 'apps.0.app_id: id_cli'],
      [
        'ou_',
        (one: string) => issues({ apps: [{ ...app, bot_open_id: one }] }),
        'apps.0.bot_open_id: id_ou',
      ],
      [
        'ou_',
        (open_id: string) => issues({ users: [{ ...user, open_id }] }),
        'users.0.open_id: id_ou',
      ],
      [
        'on_',
        (union_id: string) => issues({ users: [{ ...user, union_id }] }),
        'users.0.union_id: id_on',
      ],
      ['oc_', (chat_id: string) => ofChat({ chat_id }), 'chats.0.chat_id: id_oc'],
      [
        'om_',
        (message_id: string) => ofMessage({ message_id }),
        'chats.0.messages.0.message_id: message_id_shape',
      ],
    ] as const) {
      expect(rest.flatMap((one) => check(start + one))).toEqual([])
      for (const id of [...wrong.map((one) => start + one), 'a', ` ${start}a`])
        expect(check(id)).toEqual([`invalid_format ${error}`])
    }
  })

  test('has texts, numbers and lists within their limits', () => {
    expectBounds((name) => issues({ apps: [{ ...app, name }] }), ['a', x(100)], ['', x(101)])
    expectBounds((name) => issues({ users: [{ ...user, name }] }), ['a', x(100)], ['', x(101)])
    expectBounds((name) => ofChat({ name }), ['a', x(100)], ['', x(101)])
    const century = 3_162_240_000_000
    expectBounds((age_ms) => ofChat({ age_ms }), [0, century], [-1, century + 1, 0.5])
    expectBounds((app_secret) => issues({ apps: [{ ...app, app_secret }] }), ['a'], [''])
    expectBounds((edits) => ofMessage({ edits }), [0, 1], [-1])
    const reacted = (reaction_id: string) =>
      ofMessage({ reactions: [{ ...reaction, reaction_id }] })
    expectBounds(reacted, ['a'], [''])
    const ofCard = (body: object) => issues({ cards: [{ ...card, ...body }] })
    expectBounds((card_id) => ofCard({ card_id }), ['a'], [''])
    expectBounds((sequence) => ofCard({ sequence }), [0, 1], [-1])
    expectBounds((image_key) => issues({ images: [{ ...image, image_key }] }), ['a'], [''])
    expectBounds((base64) => issues({ images: [{ ...image, base64 }] }), ['', 'AAAA'], ['-', 'A'])
    expectBounds((apps) => issues({ apps }), [[app]], [[]])
    expectBounds((users) => issues({ users }), [[user]], [[]])
    expectBounds((version) => issues({ version }), [1], [0, 2])
    const key = '0123456789abcdef'
    expectBounds(
      (tenant_key) => issues({ tenant_key }),
      [key],
      [`${key}0`, `g${key}`, key.slice(1)],
    )
  })

  test('has messages with a text, or with a type and a content', () => {
    const none = { text: undefined }
    expect(ofMessage({ ...none, msg_type: 'post', content: '{}' })).toEqual([])
    for (const body of [
      none,
      { ...none, msg_type: 'post' },
      { ...none, content: '{}' },
      { msg_type: 'post' },
      { content: '{}' },
    ])
      expect(ofMessage(body)).toEqual(['custom chats.0.messages.0.text: text_or_content'])
    expectBounds((text) => ofMessage({ text }), ['a'], [''])
  })
})
