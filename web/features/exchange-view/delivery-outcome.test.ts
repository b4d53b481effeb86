import { expect, test } from 'vitest'
import type { Exchange } from '#contract/exchange'
import { canRetryBubbles, type DeliveryOutcome, deliveryOutcome } from './delivery-outcome.ts'
import { sampleExchange } from './testing/sample-exchange.ts'

const answered = (code: number, more: Partial<Exchange> = {}) =>
  sampleExchange({ outcome: 'answered', state: 'answered', code, message_id: 'om_a', ...more })
const ended = (outcome: 'token_refused' | 'not_sent' | 'unknown') =>
  sampleExchange({ outcome, state: outcome, code: null })
const refusal = { error: 'in_flight' as const, message: '', issues: [] }
const created = answered(0)

test.each<[DeliveryOutcome, Parameters<typeof deliveryOutcome>[0]]>([
  ['done', { create: created, pushes: [answered(0)], refusal: null }],
  ['done', { create: null, pushes: [answered(0)], refusal: null }],
  ['done', { create: created, pushes: [ended('unknown'), answered(230008)], refusal: null }],
  ['create_refused', { create: answered(230013), pushes: [], refusal: null }],
  ['create_not_sent', { create: ended('not_sent'), pushes: [], refusal: null }],
  ['create_not_sent', { create: ended('token_refused'), pushes: [], refusal: null }],
  ['create_unknown', { create: ended('unknown'), pushes: [], refusal: null }],
  ['create_no_id', { create: answered(0, { message_id: null }), pushes: [], refusal: null }],
  ['push_refused', { create: created, pushes: [answered(230006)], refusal: null }],
  ['push_refused', { create: created, pushes: [answered(230008)], refusal: null }],
  [
    'push_refused',
    { create: created, pushes: [answered(230006), answered(230008)], refusal: null },
  ],
  ['push_not_sent', { create: created, pushes: [ended('not_sent')], refusal: null }],
  ['push_not_sent', { create: created, pushes: [ended('token_refused')], refusal: null }],
  ['push_unknown', { create: created, pushes: [ended('unknown')], refusal: null }],
  [
    'push_unknown',
    { create: created, pushes: [answered(230006), ended('unknown')], refusal: null },
  ],
  ['push_kept_back', { create: created, pushes: [], refusal }],
  ['push_kept_back', { create: created, pushes: [answered(230006)], refusal }],
])('a delivery is %s', (expected, delivered) => {
  expect(deliveryOutcome(delivered)).toBe(expected)
})

test('bubbles can be retried only if they have a message and may be missing', () => {
  const outcomes: DeliveryOutcome[] = ['done', 'create_refused', 'create_unknown', 'create_no_id']
  expect(outcomes.map(canRetryBubbles)).toEqual([false, false, false, false])
  expect(canRetryBubbles('push_unknown')).toBe(true)
})
