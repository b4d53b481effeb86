import { describe, expect, test } from 'vitest'
import type { PreflightCheckName } from '#contract/checks'
import { LIMITS } from '#contract/limits'
import type { QueryFailure, QueryResult } from '../feishu/queries/run-query.ts'
import type { ReadMessage } from '../feishu/queries/wire-message.ts'
import { type CheckResult, fail, notChecked, pass } from './check-result.ts'
import type { PushFacts } from './facts.ts'
import { checkFacts, predictCode } from './preflight.ts'

const ID = 'om_dc13264520392f3c1d2aab3b01d8b8e0'
const NOW = Date.UTC(2026, 10, 22, 4, 0, 0)
const SECOND = 1000
const LIFE = LIMITS.messageAgeSeconds * SECOND

const ok = <T>(value: T): QueryResult<T> => ({ ok: true, value })
const failed = (failure: QueryFailure): QueryResult<never> => ({ ok: false, failure })
const refused = (code: number) =>
  failed({ why: 'refused', stage: 'call', endpoint: 'get_message', code, msg: '', links: [] })
const NO_ANSWER = failed({ why: 'failed', stage: 'call', kind: 'timeout', detail: 'ETIMEDOUT' })

function message(more: Partial<ReadMessage> = {}): ReadMessage {
  return {
    message_id: ID,
    chat_id: 'oc_1',
    sender: { type: 'app', id_type: 'app_id', id: 'cli_1' },
    create_time_ms: NOW,
    msg_type: 'text',
    text: 'hi',
    deleted: false,
    edited_at_ms: null,
    ...more,
  }
}

const CHAT = { chat_mode: 'p2p', external: false, person: 'ou_1', name: '' }

/** The facts of a push that would work, with some of them changed. */
function factsOf(more: Partial<PushFacts> = {}): PushFacts {
  return {
    profile: { app_id: 'cli_1', brand: 'feishu' },
    message_id: ID,
    now_ms: NOW,
    skew: null,
    budget: {
      per_second: { limit: 50, left: 50 },
      per_minute: { limit: 1000, left: 1000 },
      paused_until: null,
      paused_by: null,
    },
    scopes: ok(['im:message']),
    bot: ok({ app_name: 'Bot', activate_status: 2, open_id: null }),
    message: ok(message()),
    sent: null,
    chat: ok(CHAT) as PushFacts['chat'],
    latest: ok([message()]),
    visible: ok(true),
    followed: { is: 'no', by: 'emulator' },
    ...more,
  }
}

const aged = (ms: number, more: Partial<PushFacts> = {}) =>
  factsOf({ message: ok(message({ create_time_ms: NOW - ms })), ...more })

/** `pass`, `fail 230002`, `not_checked`; with `assumed` if it rests on an undocumented assumption. */
function resultOf(name: PreflightCheckName, facts: PushFacts): string {
  const check = checkFacts(facts).find((one) => one.name === name)
  if (!check) throw new Error(`no check ${name}`)
  expect(check.detail.zh).not.toBe('')
  expect(check.detail.en).not.toBe('')
  const code = check.code === null ? '' : ` ${check.code}`
  return `${check.status}${code}${check.assumed ? ' assumed' : ''}`
}

test('a push of which everything is known to be fine succeeds, without an assumption', () => {
  const checks = checkFacts(factsOf())
  expect(checks.filter(({ status }) => status !== 'pass')).toEqual([])
  expect(predictCode(checks)).toEqual({ predicted_code: 0, assumed: false })
})

const newer = message({ message_id: 'om_newer', create_time_ms: NOW + SECOND })
const user = { type: 'user', id_type: 'open_id', id: 'ou_1' }
const pausedBy = (paused_by: 'platform' | 'console', ms: number) =>
  factsOf({
    budget: { ...factsOf().budget, paused_until: new Date(NOW + ms).toISOString(), paused_by },
  })
const botIs = (activate_status: number) =>
  factsOf({ bot: ok({ app_name: 'Bot', activate_status, open_id: null }) })
const chatIs = (more: object) => factsOf({ chat: ok({ ...CHAT, ...more }) as PushFacts['chat'] })

describe('each condition of a push', () => {
  test.each<[PreflightCheckName, string, PushFacts, string]>([
    [
      'token',
      'no call is answered',
      factsOf({
        scopes: NO_ANSWER,
        bot: NO_ANSWER,
        message: NO_ANSWER,
        chat: null,
        latest: null,
        visible: null,
      }),
      'not_checked',
    ],
    [
      'token',
      'a refusal is an answer too',
      factsOf({
        scopes: refused(99991672),
        bot: NO_ANSWER,
        message: NO_ANSWER,
        chat: null,
        latest: null,
        visible: null,
      }),
      'pass',
    ],
    [
      'token',
      'the list of scopes is refused',
      factsOf({ scopes: refused(99991663) }),
      'fail 99991663',
    ],
    ['token', 'the bot is refused', factsOf({ bot: refused(99991663) }), 'fail 99991663'],
    ['token', 'the message is refused', factsOf({ message: refused(99991663) }), 'fail 99991663'],
    ['token', 'the chat is refused', factsOf({ chat: refused(99991663) }), 'fail 99991663'],
    ['token', 'the list is refused', factsOf({ latest: refused(99991663) }), 'fail 99991663'],
    ['token', 'the range is refused', factsOf({ visible: refused(99991663) }), 'fail 99991663'],
    ['bot', 'none, by its own call', factsOf({ bot: refused(11205) }), 'fail 11205 assumed'],
    ['bot', 'none, by the message', factsOf({ message: refused(230006) }), 'fail 11205 assumed'],
    ['bot', 'none, by the list', factsOf({ latest: refused(232025) }), 'fail 11205 assumed'],
    ['bot', 'refused, but it reads messages', factsOf({ bot: refused(777), latest: null }), 'pass'],
    [
      'sent_by_this_bot',
      'not read, but sent by this console',
      factsOf({
        message: NO_ANSWER,
        sent: { chat_id: null, create_time_ms: NOW, to_person: true },
      }),
      'pass',
    ],
    [
      'p2p',
      'not read, but this console wrote to a person',
      factsOf({
        chat: NO_ANSWER,
        sent: { chat_id: null, create_time_ms: null, to_person: true },
      }),
      'pass',
    ],
    ['user_visible', 'an unknown chat', factsOf({ chat: null }), 'pass'],
    [
      'latest',
      'it was edited at an unknown time of the newest',
      factsOf({ latest: ok([message({ create_time_ms: null, edited_at_ms: 0 })]) }),
      'pass assumed',
    ],
    ['budget', 'the platform asks to wait', pausedBy('platform', 1), 'fail 99991400 assumed'],
    ['budget', 'the console has used its calls up', pausedBy('console', 1), 'fail assumed'],
    ['budget', 'the pause is over', pausedBy('platform', 0), 'pass'],
    [
      'scope',
      'the other scope is enough',
      factsOf({ scopes: ok(['im:message:send_as_bot']) }),
      'pass',
    ],
    ['scope', 'none is granted', factsOf({ scopes: ok(['im:chat']) }), 'fail 99991672'],
    ['scope', 'the list cannot be read', factsOf({ scopes: NO_ANSWER }), 'not_checked'],
    ['bot', 'enabled', botIs(2), 'pass'],
    ['bot', 'enabled, with a version to update', botIs(4), 'pass'],
    ['bot', 'new', botIs(0), 'fail'],
    ['bot', 'disabled', botIs(1), 'fail'],
    ['bot', 'to be enabled after installation', botIs(3), 'fail'],
    ['bot', 'unknown status', botIs(5), 'fail'],
    ['bot', 'unknown, but it reads messages', factsOf({ bot: NO_ANSWER }), 'pass'],
    [
      'bot',
      'unknown, but it lists messages',
      factsOf({ bot: NO_ANSWER, message: NO_ANSWER }),
      'pass',
    ],
    [
      'bot',
      'nothing is known',
      factsOf({ bot: NO_ANSWER, message: NO_ANSWER, latest: null }),
      'not_checked',
    ],
    ['message_exists', 'a post', factsOf({ message: ok(message({ msg_type: 'post' })) }), 'pass'],
    [
      'message_exists',
      'a card',
      factsOf({ message: ok(message({ msg_type: 'interactive' })) }),
      'pass',
    ],
    [
      'message_exists',
      'an image',
      factsOf({ message: ok(message({ msg_type: 'image' })) }),
      'pass assumed',
    ],
    ['message_exists', 'unknown', factsOf({ message: refused(99992354) }), 'fail 99992354 assumed'],
    ['message_exists', 'outside', factsOf({ message: refused(230002) }), 'fail 230004'],
    ['message_exists', 'invisible', factsOf({ message: refused(230050) }), 'fail 230004'],
    ['message_exists', 'recalled', factsOf({ message: refused(230110) }), 'pass'],
    [
      'message_exists',
      'not read, but sent by this console',
      factsOf({
        message: NO_ANSWER,
        sent: { chat_id: null, create_time_ms: NOW, to_person: true },
      }),
      'pass',
    ],
    ['message_exists', 'not read', factsOf({ message: NO_ANSWER }), 'not_checked'],
    ['p2p', 'a group', chatIs({ chat_mode: 'group' }), 'fail 230003'],
    ['p2p', 'a topic group', chatIs({ chat_mode: 'topic' }), 'fail 230003'],
    ['p2p', 'a chat with an external user', chatIs({ external: true }), 'pass assumed'],
    ['p2p', 'not read', factsOf({ chat: NO_ANSWER }), 'not_checked'],
    ['p2p', 'unknown', factsOf({ chat: null }), 'not_checked'],
    [
      'p2p',
      'unknown, but this console wrote to a person',
      factsOf({ chat: null, sent: { chat_id: null, create_time_ms: null, to_person: true } }),
      'pass',
    ],
    [
      'p2p',
      'unknown, and this console wrote to a chat',
      factsOf({ chat: null, sent: { chat_id: null, create_time_ms: null, to_person: false } }),
      'not_checked',
    ],
    [
      'sent_by_this_bot',
      'by a user',
      factsOf({ message: ok(message({ sender: user })) }),
      'fail 230001 assumed',
    ],
    [
      'sent_by_this_bot',
      'by another app',
      factsOf({
        message: ok(message({ sender: { type: 'app', id_type: 'app_id', id: 'cli_2' } })),
      }),
      'fail 230001 assumed',
    ],
    [
      'sent_by_this_bot',
      'no user is named',
      factsOf({ message: ok(message({ sender: null })) }),
      'not_checked',
    ],
    [
      'sent_by_this_bot',
      'the app has no ID',
      factsOf({ profile: { app_id: '', brand: 'feishu' } }),
      'not_checked',
    ],
    ['sent_by_this_bot', 'not read', factsOf({ message: NO_ANSWER }), 'not_checked'],
    ['user_visible', 'out of range', factsOf({ visible: ok(false) }), 'fail 230005'],
    ['user_visible', 'unknown user', factsOf({ visible: null }), 'not_checked'],
    ['user_visible', 'not read', factsOf({ visible: NO_ANSWER }), 'not_checked'],
    [
      'user_visible',
      'a group',
      factsOf({ chat: chatIs({ chat_mode: 'group' }).chat, visible: ok(false) }),
      'not_checked',
    ],
    [
      'not_recalled',
      'recalled',
      factsOf({ message: ok(message({ deleted: true })) }),
      'fail 230001 assumed',
    ],
    [
      'not_recalled',
      'recalled, and no longer readable',
      factsOf({ message: refused(230110) }),
      'fail 230001 assumed',
    ],
    ['not_recalled', 'unknown', factsOf({ message: refused(230002) }), 'not_checked'],
    ['latest', 'a newer message', factsOf({ latest: ok([newer, message()]) }), 'fail 230006'],
    [
      'latest',
      'the newer one was recalled',
      factsOf({ latest: ok([{ ...newer, deleted: true }, message()]) }),
      'fail 230006 assumed',
    ],
    [
      'latest',
      'the newer one is of the system',
      factsOf({ latest: ok([{ ...newer, msg_type: 'system' }, message()]) }),
      'fail 230006 assumed',
    ],
    [
      'latest',
      'it was edited before the newer one',
      factsOf({ latest: ok([newer, message({ edited_at_ms: NOW + SECOND - 1 })]) }),
      'fail 230006',
    ],
    [
      'latest',
      'it was edited at the same time as the newer one',
      factsOf({ latest: ok([newer, message({ edited_at_ms: NOW + SECOND })]) }),
      'fail 230006 assumed',
    ],
    [
      'latest',
      'it is the latest, and an older one was edited after it',
      factsOf({
        latest: ok([message(), message({ message_id: 'om_old', edited_at_ms: NOW + 1 })]),
      }),
      'pass assumed',
    ],
    ['latest', 'no messages', factsOf({ latest: ok([]) }), 'not_checked'],
    ['latest', 'an unknown chat', factsOf({ latest: null }), 'not_checked'],
    ['latest', 'not read', factsOf({ latest: NO_ANSWER }), 'not_checked'],
    ['age', 'just sent', aged(0), 'pass'],
    ['age', '2 s before the end', aged(LIFE - 2 * SECOND), 'pass'],
    ['age', 'within the last 2 s', aged(LIFE - 2 * SECOND + 1), 'not_checked'],
    ['age', '1 s after the end', aged(LIFE + SECOND), 'not_checked'],
    ['age', 'more than 1 s after the end', aged(LIFE + SECOND + 1), 'fail 230002'],
    [
      'age',
      'the platform’s clock is 10 s ahead',
      aged(LIFE - 11 * SECOND, { skew: { ms: 10 * SECOND, margin_ms: 500 } as PushFacts['skew'] }),
      'not_checked',
    ],
    [
      'age',
      'the platform’s clock is 10 s behind',
      aged(LIFE + 5 * SECOND, { skew: { ms: -10 * SECOND, margin_ms: 500 } as PushFacts['skew'] }),
      'pass',
    ],
    [
      'age',
      'the clocks are known to 3 s',
      aged(LIFE - 3 * SECOND, { skew: { ms: 0, margin_ms: 3 * SECOND } as PushFacts['skew'] }),
      'not_checked',
    ],
    [
      'age',
      'unknown time',
      factsOf({ message: ok(message({ create_time_ms: null })) }),
      'not_checked',
    ],
    [
      'age',
      'unknown, but known from the send',
      factsOf({
        message: NO_ANSWER,
        sent: { chat_id: null, create_time_ms: NOW - LIFE - 5 * SECOND, to_person: true },
      }),
      'fail 230002',
    ],
    [
      'not_followed',
      'it has bubbles',
      factsOf({ followed: { is: 'yes', by: 'ledger' } }),
      'fail 230008',
    ],
    [
      'not_followed',
      'it may have bubbles',
      factsOf({ followed: { is: 'perhaps', by: 'ledger' } }),
      'not_checked',
    ],
    [
      'not_followed',
      'the history knows of none',
      factsOf({ followed: { is: 'no', by: 'ledger' } }),
      'pass assumed',
    ],
  ])('%s: %s', (name, _, facts, expected) => {
    expect(resultOf(name, facts)).toBe(expected)
  })
})

test.each<[string, PushFacts, { predicted_code: number | null; assumed: boolean }]>([
  [
    'an assumption behind a success',
    chatIs({ external: true }),
    { predicted_code: 0, assumed: true },
  ],
  ['a certain failure', aged(LIFE + 5 * SECOND), { predicted_code: 230002, assumed: false }],
  [
    'an assumption before it',
    factsOf({ ...chatIs({ external: true }), latest: ok([newer, message()]) }),
    { predicted_code: 230006, assumed: true },
  ],
  [
    'an assumption after it',
    factsOf({ latest: ok([newer, message()]), followed: { is: 'no', by: 'ledger' } }),
    { predicted_code: 230006, assumed: false },
  ],
  [
    'another failure after it',
    aged(LIFE + 5 * SECOND, { latest: ok([newer, message()]) }),
    { predicted_code: 230006, assumed: true },
  ],
  [
    'a check after it that was not made',
    factsOf({ latest: ok([newer, message()]), followed: { is: 'perhaps', by: 'ledger' } }),
    { predicted_code: 230006, assumed: true },
  ],
  [
    'a check before it that was not made',
    factsOf({ visible: null, latest: ok([newer, message()]) }),
    { predicted_code: null, assumed: false },
  ],
  ['an app that is not enabled', botIs(0), { predicted_code: null, assumed: false }],
])('the prediction with %s', (_, facts, expected) => {
  expect(predictCode(checkFacts(facts))).toEqual(expected)
})

test.each<[PreflightCheckName, PushFacts, string]>([
  ['p2p', factsOf({ chat: null }), 'Depends on a check above that was not possible.'],
  [
    'sent_by_this_bot',
    factsOf({ message: NO_ANSWER }),
    'Depends on a check above that was not possible.',
  ],
  [
    'sent_by_this_bot',
    factsOf({ message: ok(message({ sender: user })) }),
    'The message was sent by the user.',
  ],
  [
    'sent_by_this_bot',
    factsOf({ message: ok(message({ sender: { ...user, type: 'app' } })) }),
    'The message was sent by another app.',
  ],
  ['age', aged(1_500), 'About 598 s left.'],
  ['budget', factsOf(), 'Calls left for this console: 50 this second, 1000 this minute.'],
  ['scope', factsOf({ scopes: ok(['im:message', 'a']) }), 'Granted: im:message.'],
  ['message_exists', factsOf({ message: refused(230110) }), 'The message existed.'],
  [
    'not_followed',
    factsOf(),
    'No bubbles in the emulator. The real platform has no call for this.',
  ],
])('%s says what it found: %#', (name, facts, detail) => {
  expect(checkFacts(facts).find((one) => one.name === name)?.detail.en).toBe(detail)
})

test('an unanswered check explains the first call without an answer, and has no code', () => {
  const lost = failed({ why: 'failed', stage: 'call', kind: 'reset', detail: 'ECONNRESET' })
  const none = { message: NO_ANSWER, chat: null, latest: null, visible: null }
  const [, token] = checkFacts(factsOf({ scopes: lost, bot: NO_ANSWER, ...none }))
  expect(token).toMatchObject({ name: 'token', status: 'not_checked', code: null, assumed: false })
  expect(token?.detail.en).toMatch(/\(ECONNRESET\)$/)
  const scope = checkFacts(factsOf({ scopes: refused(777) })).find((one) => one.name === 'scope')
  expect(scope).toMatchObject({ status: 'not_checked', code: null, links: [] })
  const chat = checkFacts(factsOf({ chat: NO_ANSWER })).find((one) => one.name === 'p2p')
  expect(chat?.detail.en).toMatch(/\(ETIMEDOUT\)$/)
})

const TEXT = { zh: '', en: '' }
const passed = (assumed = false) => pass(TEXT, { assumed })
const failing = (code: number | null, assumed = false) => fail(code, TEXT, TEXT, { assumed })

test.each<[string, CheckResult[], number | null, boolean]>([
  ['nothing', [], 0, false],
  ['one that passes', [passed()], 0, false],
  ['an assumed first one', [passed(true), passed()], 0, true],
  ['an assumed last one', [passed(), passed(true)], 0, true],
  ['one that fails', [passed(), failing(1), passed()], 1, false],
  ['one that fails as assumed', [failing(1, true)], 1, true],
  ['one that fails after an assumed first one', [passed(true), passed(), failing(1)], 1, true],
  ['one that fails before an assumed one', [failing(1), passed(true)], 1, false],
  ['two with the same code', [failing(1), failing(1)], 1, false],
  ['two with different codes', [failing(1), failing(2)], 1, true],
  ['a different one at the end', [failing(1), passed(), failing(2)], 1, true],
  ['one that was not made before it', [notChecked(TEXT), failing(1)], null, false],
  ['one that was not made after it', [failing(1), notChecked(TEXT), passed()], 1, true],
  ['one that fails without a code', [passed(true), failing(null)], null, false],
])('predicts the code of %s', (_, checks, predicted_code, assumed) => {
  expect(predictCode(checks)).toEqual({ predicted_code, assumed })
})

test('a result has no advice, code or assumption unless it is given', () => {
  const none = { advice: TEXT, links: [], code: null, assumed: false }
  expect(pass(TEXT)).toEqual({ status: 'pass', detail: TEXT, ...none })
  expect(fail(null, TEXT, TEXT)).toEqual({ status: 'fail', detail: TEXT, ...none })
  expect(notChecked(TEXT)).toEqual({ status: 'not_checked', detail: TEXT, ...none })
})
