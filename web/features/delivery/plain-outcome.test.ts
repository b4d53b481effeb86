import { describe, expect, test } from 'vitest'
import type { Delivery } from '#contract/deliveries/delivery'
import { type Exchange, FAILURE_KINDS } from '#contract/exchange'
import { REFUSALS } from '#contract/refusal'
import { sampleExchange } from '../exchange-view/testing/sample-exchange.ts'
import { canRecall, describeEnd } from './describe-end.ts'
import { CREATE_CAUSES, causeOf, OTHER_CAUSE, PUSH_CAUSES } from './plain-causes.ts'
import { plainNoResponse, plainOutcome, plainRefusal } from './plain-outcome.ts'

const EIGHT = [230001, 230002, 230003, 230004, 230005, 230006, 230007, 230008]
const NAME = '林晓雨'
const NOW = Date.parse('2026-11-30T10:00:00.000Z')
/** Technical terms that the texts must not contain. */
const JARGON = /\d{5,}|[a-z]+_[a-z]+|token|code|API|JSON|HTTP|uuid|profile|返回码|接口|请求/i
/** Sentences that would be a lie after a message arrived. */
const NOTHING = /nothing was|not sent: |nothing (has|is)|没有发送任何|未发送：|(^|\s)未送达。/i

const answered = (code: number) =>
  sampleExchange({ outcome: 'answered', state: 'answered', code, message_id: 'om_a' })
const ended = (outcome: 'token_refused' | 'not_sent' | 'unknown', more: Partial<Exchange> = {}) =>
  sampleExchange({ outcome, state: outcome, code: null, ...more })
const failed = (kind: (typeof FAILURE_KINDS)[number]) =>
  ended('not_sent', { failure: { stage: 'call', kind, detail: '' } })
const created = answered(0)

const delivery = (state: Delivery['state'], more: Partial<Delivery> = {}): Delivery => ({
  id: 'd1',
  actor: 'local',
  profile: 'p',
  recipient: { receive_id_type: 'open_id', receive_id: 'ou_1', label: null },
  template: null,
  message: { text: 'Hello' },
  follow_ups: [],
  list_id: null,
  state,
  message_id: null,
  create: null,
  push: null,
  recall: null,
  next_step: null,
  created_at: '2026-11-30T09:59:00.000Z',
  ...more,
})
/** The message arrived, the bubbles did not. */
const messageOnly = (push: Exchange | null) =>
  delivery('message_only', { create: created, message_id: 'om_a', push })
const fresh = ended('unknown', { started_at: '2026-11-30T09:59:00.000Z' })
const old = ended('unknown', { started_at: '2026-11-30T08:59:00.000Z' })

const arrived = [
  messageOnly(null),
  ...[...EIGHT, 99991400, 99991672, 7].map((code) => messageOnly(answered(code))),
  ...FAILURE_KINDS.map((kind) => messageOnly(failed(kind))),
  messageOnly(ended('token_refused')),
  messageOnly(ended('unknown')),
  delivery('message_only', { create: created }),
  delivery('unknown', {
    create: created,
    message_id: 'om_a',
    push: fresh,
    next_step: 'settle_push',
  }),
]
const everything = [
  ...arrived,
  delivery('running'),
  delivery('sent', { create: created, push: answered(0), message_id: 'om_a' }),
  delivery('recalled', { create: created, push: answered(0), recall: answered(0) }),
  delivery('sent', { create: created, push: answered(0), recall: answered(230026) }),
  delivery('unknown', { create: created, push: answered(0), recall: ended('unknown') }),
  delivery('not_sent'),
  delivery('unknown', { create: fresh, next_step: 'settle_create' }),
  delivery('unknown', { create: old, next_step: 'settle_create' }),
  ...Object.keys(CREATE_CAUSES).map((code) =>
    delivery('refused', { create: answered(Number(code)) }),
  ),
  ...EIGHT.map((code) => delivery('refused', { message: null, push: answered(code) })),
  ...FAILURE_KINDS.map((kind) => delivery('not_sent', { create: failed(kind) })),
]

describe.each(['zh', 'en'] as const)('in %s', (locale) => {
  test('every outcome has full sentences without jargon', () => {
    const outcomes = [
      ...everything.map((one) => plainOutcome(one, NAME, locale, NOW)),
      ...REFUSALS.flatMap((error) => [
        plainRefusal({ error }, true, locale),
        plainRefusal({ error }, false, locale),
      ]),
      ...[true, false].flatMap((open) => [
        plainNoResponse('lost', open, locale),
        plainNoResponse('sign_in', open, locale),
      ]),
    ]
    for (const { title, todo } of outcomes) {
      for (const words of [title, todo]) {
        expect(words).toMatch(locale === 'zh' ? /[。…]$/ : /[.!…]$/)
        expect(words.replaceAll(NAME, '')).not.toMatch(JARGON)
      }
    }
  })

  test('after a message that arrived, no sentence says that nothing was sent', () => {
    for (const one of arrived) {
      const { title, todo } = plainOutcome(one, NAME, locale, NOW)
      expect(`${title} ${todo}`).not.toMatch(NOTHING)
      expect(title).toContain(NAME)
    }
  })

  test('each of the eight codes has its own text', () => {
    const titles = EIGHT.map(
      (code) => plainOutcome(messageOnly(answered(code)), NAME, locale, NOW).title,
    )
    expect(new Set(titles).size).toBe(EIGHT.length)
  })
})

test('the eight codes of push_follow_up are the documented ones', () => {
  expect(Object.keys(PUSH_CAUSES).map(Number)).toEqual(EIGHT)
})

test('an unknown code has a general cause', () => {
  expect(causeOf('create_message', 1)).toBe(OTHER_CAUSE)
  expect(causeOf('push_follow_up', null)).toBe(OTHER_CAUSE)
  // The same code has another meaning on another call.
  expect(causeOf('create_message', 230006)).not.toEqual(causeOf('push_follow_up', 230006))
})

test.each<[string, Delivery, string]>([
  ['too late', delivery('refused', { message: null, push: answered(230002) }), 'new_message'],
  ['overtaken', messageOnly(answered(230006)), 'new_message'],
  ['wrong texts', messageOnly(answered(230007)), 'fix_texts'],
  ['no such person', delivery('refused', { create: answered(230034) }), 'other_person'],
  ['too much at once', delivery('refused', { create: answered(99991400) }), 'finish'],
  ['too many bubbles at once', messageOnly(answered(99991400)), 'finish'],
  ['message lost', delivery('unknown', { create: fresh, next_step: 'settle_create' }), 'finish'],
  [
    'message lost over an hour ago',
    delivery('unknown', { create: old, next_step: 'settle_create' }),
    'finish',
  ],
  [
    'bubbles that are there, perhaps by another push',
    delivery('unknown', {
      create: created,
      message_id: 'om_a',
      next_step: 'settle_push',
      push: ended('unknown', {
        resolution: {
          verdict: 'undecided',
          by: 'repeat',
          evidence: 'already_there_perhaps_another',
          exchange_id: 'e',
          actor: 'local',
          note: null,
          at: '2026-11-30T10:00:00.000Z',
        },
      }),
    }),
    'check_chat',
  ],
  ['bubbles not sent yet', messageOnly(null), 'finish'],
  ['no network', delivery('not_sent', { create: failed('dns') }), 'finish'],
  ['all well', delivery('sent'), 'none'],
])('offers the right action for: %s', (_, one, next) => {
  expect(plainOutcome(one, NAME, 'en', NOW).next).toBe(next)
})

test('a message that was lost over an hour ago is looked for in the chat', () => {
  const todo = (create: Exchange) =>
    plainOutcome(delivery('unknown', { create, next_step: 'settle_create' }), NAME, 'en', NOW).todo
  expect(todo(old)).toMatch(/reads the chat/)
  expect(todo(fresh)).not.toMatch(/reads the chat/)
})

test('only a message of this delivery that arrived can be taken back', () => {
  expect(canRecall(messageOnly(answered(230006)))).toBe(true)
  expect(canRecall(delivery('sent', { message_id: 'om_a' }))).toBe(true)
  expect(canRecall(delivery('sent', { message_id: 'om_a', message: null }))).toBe(false)
  expect(canRecall(delivery('unknown', { message_id: 'om_a' }))).toBe(false)
  expect(canRecall(delivery('recalled', { message_id: 'om_a' }))).toBe(false)
})

test('a sign-in page is "not sent" only if no earlier request may have been sent', () => {
  const end = { end: 'sign_in' as const }
  expect(describeEnd({ end, first: true }, NAME, 'en', NOW).outcome.title).toBe(
    'Not sent: sign in again.',
  )
  const open = describeEnd({ end, first: false }, NAME, 'en', NOW)
  expect(open.outcome.title).not.toMatch(/not sent/i)
  expect(open.unsent).toBe(false)
})
