import { describe, expect, test } from 'vitest'
import type { Exchange } from '#contract/exchange'
import type { ResolutionVerdict } from '#contract/ledger'
import { type DecisiveExchange, deliveryProgress } from './delivery-state.ts'

type End = number | 'unknown' | 'not_sent' | 'token_refused' | 'sending' | ResolutionVerdict

function exchange(endpoint: Exchange['endpoint'], end: End): DecisiveExchange {
  const base = { endpoint, message_id: null, code: null, resolution: null } as const
  if (typeof end === 'number') {
    const message_id = endpoint === 'create_message' && end === 0 ? 'om_a' : null
    return { ...base, state: 'answered', outcome: 'answered', code: end, message_id }
  }
  if (end === 'sending') return { ...base, state: end, outcome: 'unknown' }
  if (end === 'unknown' || end === 'not_sent' || end === 'token_refused') {
    return { ...base, state: end, outcome: end }
  }
  const shown = { by: 'person', actor: 'local', evidence: null, exchange_id: null } as const
  const resolution = { ...shown, verdict: end, note: null, at: '2026-11-22T08:00:00.000Z' }
  return { ...base, state: 'unknown', outcome: 'unknown', resolution }
}

function progressOf({
  creates = [],
  pushes = [],
  recalls = [],
}: {
  creates?: readonly End[]
  pushes?: readonly End[]
  recalls?: readonly End[]
}) {
  const { state, next_step } = deliveryProgress({ makesMessage: true, message_id: null }, [
    ...creates.map((end) => exchange('create_message', end)),
    ...pushes.map((end) => exchange('push_follow_up', end)),
    ...recalls.map((end) => exchange('recall_message', end)),
  ])
  return [state, next_step]
}

describe('the message of a delivery', () => {
  test.each<[string, End[], unknown[]]>([
    ['was never requested', [], ['not_sent', 'create']],
    ['is being sent', ['sending'], ['running', null]],
    ['was refused, and then not sent', [230013, 'not_sent'], ['not_sent', 'create']],
    ['was not sent, and then refused', ['token_refused', 230013], ['refused', 'create']],
    ['is unknown', ['unknown'], ['unknown', 'settle_create']],
    ['stays unknown if a repeat is refused', ['unknown', 230013], ['unknown', 'settle_create']],
    [
      'stays unknown if a repeat is not sent',
      ['unknown', 'not_sent'],
      ['unknown', 'settle_create'],
    ],
    ['stays unknown if a person cannot tell', ['undecided'], ['unknown', 'settle_create']],
    ['was seen by a person', ['delivered', 230013], ['message_only', null]],
    ['was not found by a person', ['unknown', 'not_delivered'], ['not_sent', 'create']],
    ['is unknown again', ['not_delivered', 'unknown'], ['unknown', 'settle_create']],
    ['is known from a repeat', ['unknown', 0], ['message_only', 'push']],
  ])('%s', (_, creates, expected) => {
    expect(progressOf({ creates })).toEqual(expected)
  })
})

describe('the bubbles of a delivery', () => {
  test.each<[string, End[], unknown[]]>([
    ['are under the message', [0], ['sent', null]],
    ['were refused', [230006], ['message_only', 'push']],
    ['are unknown', ['unknown'], ['unknown', 'settle_push']],
    ['stay unknown if a repeat is not sent', ['unknown', 'not_sent'], ['unknown', 'settle_push']],
    ['were not there', ['not_delivered'], ['message_only', 'push']],
    ['were seen', ['delivered'], ['sent', null]],
    ['are there after a repeat', ['unknown', 0], ['sent', null]],
  ])('%s', (_, pushes, expected) => {
    expect(progressOf({ creates: [0], pushes })).toEqual(expected)
  })
})

describe('a recall', () => {
  test.each<[string, End[], unknown[]]>([
    ['took the message back', [0], ['recalled', null]],
    ['found it deleted', [230110], ['recalled', null]],
    ['was too late', [230009], ['sent', null]],
    ['was not sent', ['not_sent'], ['sent', null]],
    ['is unknown', ['unknown'], ['unknown', 'settle_recall']],
    ['is settled by a repeat', ['unknown', 230110], ['recalled', null]],
    ['had no effect, as a repeat shows', ['unknown', 230009], ['sent', null]],
    ['stays unknown after a rate limit', ['unknown', 99991400], ['unknown', 'settle_recall']],
    ['was seen by a person', ['delivered'], ['recalled', null]],
    ['had no effect, as a person says', ['not_delivered'], ['sent', null]],
  ])('%s', (_, recalls, expected) => {
    expect(progressOf({ creates: [0], pushes: [0], recalls })).toEqual(expected)
  })
})
