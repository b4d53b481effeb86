import { describe, expect, test } from 'vitest'
import type { Exchange } from '#contract/exchange'
import { FAILURE_KINDS } from '#contract/exchange'
import { REFUSALS } from '#contract/refusal'
import type { Delivered } from '../api-client/use-delivery.ts'
import { sampleExchange } from '../exchange-view/testing/sample-exchange.ts'
import { CREATE_CAUSES, causeOf, OTHER_CAUSE, PUSH_CAUSES } from './plain-causes.ts'
import { plainOutcome } from './plain-outcome.ts'

const EIGHT = [230001, 230002, 230003, 230004, 230005, 230006, 230007, 230008]
const NAME = '林晓雨'
/** Technical terms that the texts must not contain. */
const JARGON = /\d{5,}|[a-z]+_[a-z]+|token|code|API|JSON|HTTP|uuid|profile|code|返回码|接口|请求/i

const answered = (code: number) =>
  sampleExchange({ outcome: 'answered', state: 'answered', code, message_id: 'om_a' })
const ended = (outcome: 'token_refused' | 'not_sent' | 'unknown', more: Partial<Exchange> = {}) =>
  sampleExchange({ outcome, state: outcome, code: null, ...more })
const failed = (kind: (typeof FAILURE_KINDS)[number]) =>
  ended('not_sent', { failure: { stage: 'call', kind, detail: '' } })
const delivered = (create: Exchange | null, ...pushes: Exchange[]) => ({
  status: 'delivered' as const,
  delivered: { create, pushes, refusal: null } satisfies Delivered,
})
const created = answered(0)

const everything = [
  delivered(created, answered(0)),
  delivered(null, answered(0)),
  ...[...EIGHT, 99991400, 99991672, 7].flatMap((code) => [
    delivered(null, answered(code)),
    delivered(created, answered(code)),
    delivered(answered(code)),
  ]),
  ...Object.keys(CREATE_CAUSES).map((code) => delivered(answered(Number(code)))),
  ...(['token_refused', 'not_sent', 'unknown'] as const).flatMap((outcome) => [
    delivered(ended(outcome)),
    delivered(created, ended(outcome)),
    delivered(null, ended(outcome)),
  ]),
  ...FAILURE_KINDS.map((kind) => delivered(failed(kind))),
  ...REFUSALS.flatMap((error) => {
    const refusal = { error, message: '', issues: [] }
    return [
      { status: 'refused' as const, refusal },
      { status: 'delivered' as const, delivered: { create: created, pushes: [], refusal } },
    ]
  }),
  { status: 'lost' as const, before: null },
]

describe.each(['zh', 'en'] as const)('in %s', (locale) => {
  test('every outcome has full sentences without jargon', () => {
    for (const end of everything) {
      const { title, todo } = plainOutcome(end, NAME, locale)
      for (const words of [title, todo]) {
        expect(words).toMatch(locale === 'zh' ? /。$/ : /[.!]$/)
        expect(words.replaceAll(NAME, '')).not.toMatch(JARGON)
      }
    }
  })

  test('each of the eight codes has its own text', () => {
    const words = EIGHT.map(
      (code) => plainOutcome(delivered(null, answered(code)), NAME, locale).title,
    )
    expect(new Set(words).size).toBe(EIGHT.length)
    expect(words).not.toContain(OTHER_CAUSE.why[locale])
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

test.each([
  ['too late', delivered(null, answered(230002)), 'new_message'],
  ['overtaken', delivered(created, answered(230006)), 'new_message'],
  ['wrong texts', delivered(created, answered(230007)), 'fix_texts'],
  ['nobody there', delivered(answered(230034)), 'other_person'],
  ['too much at once', delivered(answered(99991400)), 'send_again'],
  ['too many bubbles at once', delivered(created, answered(99991400)), 'push_again'],
  ['message lost', delivered(ended('unknown')), 'repeat_message'],
  ['bubbles lost', delivered(created, ended('unknown')), 'push_again'],
  ['no network', delivered(ended('not_sent')), 'send_again'],
  ['no network for the bubbles', delivered(created, ended('not_sent')), 'push_again'],
  ['console lost', { status: 'lost' as const, before: null }, 'ask_again'],
  ['all well', delivered(created, answered(0)), 'none'],
])('offers the right action for: %s', (_, end, next) => {
  expect(plainOutcome(end, NAME, 'en').next).toBe(next)
})

test('never calls a delivered message undelivered', () => {
  for (const code of EIGHT) {
    const { title } = plainOutcome(delivered(created, answered(code)), NAME, 'en')
    expect(title).toContain(`The message reached ${NAME}`)
  }
})
