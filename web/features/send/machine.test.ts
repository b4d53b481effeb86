import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Exchange } from '#contract/exchange'
import { sampleExchange } from '../exchange-view/testing/sample-exchange.ts'
import {
  NOTHING_SENT,
  type Press,
  type SenderEvent,
  type SenderState,
  type SendRequest,
  sendingEntry,
  shownRun,
  step,
} from './machine.ts'

const BUBBLES = '{"follow_ups":[{"content":"a"}]}'
const PUSH: SendRequest = {
  call: 'push',
  messageId: 'om_1',
  body: BUBBLES,
  skipValidation: false,
}
const BOTH: SendRequest = {
  call: 'create_and_push',
  body: '{"receive_id":"ou_1","text":"hi","uuid":"u1","follow_ups":[{"content":"a"}]}',
  skipValidation: true,
}
const REFUSAL = { error: 'in_flight' as const, message: 'busy', issues: [] }

const pressed = (key: string, request: SendRequest = PUSH): SenderEvent => ({
  type: 'pressed',
  kind: request.call === 'push' ? 'message' : 'new_message',
  press: { key, profile: 'p', request },
  text: null,
  now: 0,
})
const answered = (key: string, create: Exchange | null, ...pushes: Exchange[]): SenderEvent => ({
  type: 'answered',
  key,
  calls: { create, pushes, refusal: null },
  at: 1,
})
const push = (code: number) =>
  sampleExchange({ code, message_id: 'om_new', outcome: 'answered', state: 'answered' })
const unknown = (parts: Partial<Exchange> = {}) =>
  sampleExchange({ code: null, outcome: 'unknown', state: 'unknown', ...parts })
const created = sampleExchange({ endpoint: 'create_message', message_id: 'om_new', code: 0 })

/** The state after these events, and the presses that were sent. */
function play(...events: SenderEvent[]) {
  let state: SenderState = NOTHING_SENT
  const sent: Press[] = []
  for (const event of events) {
    const next = step(state, event)
    state = next.state
    if (next.send) sent.push(next.send)
  }
  return { state, run: shownRun(state), sent }
}

describe('a press', () => {
  test('sends its request, and its response ends the run', () => {
    const { run, sent } = play(pressed('k1'), answered('k1', null, push(0)))
    expect(sent).toEqual([{ key: 'k1', profile: 'p', request: PUSH }])
    expect(run).toMatchObject({ status: 'done', kind: 'message', calls: { create: null }, at: 1 })
  })

  test('is ignored while a run is sending', () => {
    const { sent, state } = play(pressed('k1'), pressed('k2'))
    expect(sent).toHaveLength(1)
    expect(state.entries).toHaveLength(1)
  })

  test('that the console rejects shows why, and is no unknown outcome', () => {
    const event = { type: 'refused', key: 'k1', httpStatus: 409, refusal: REFUSAL, at: 1 } as const
    expect(play(pressed('k1'), event).run).toEqual({
      status: 'refused',
      kind: 'message',
      httpStatus: 409,
      refusal: REFUSAL,
    })
  })

  test('that was cancelled ignores the response that comes later', () => {
    const { run } = play(
      pressed('k1'),
      { type: 'cancelled', now: 250 },
      answered('k1', null, push(0)),
    )
    expect(run).toMatchObject({ status: 'cancelled', key: 'k1', afterMs: 250 })
  })
})

describe('a lost response', () => {
  const lost = [pressed('k1', BOTH), { type: 'lost', key: 'k1' }] as const

  test('is asked for again with the same key and the same request', () => {
    const { sent, run } = play(...lost, { type: 'asked_again', now: 5 })
    expect(sent[1]).toBe(sent[0])
    expect(run).toMatchObject({ status: 'sending', startedAt: 5 })
  })

  test('can be replaced by what the history has', () => {
    const calls = { create: created, pushes: [push(0)], refusal: null }
    expect(play(...lost, { type: 'found', key: 'k1', calls, at: 7 }).run).toMatchObject({
      status: 'done',
      calls,
      at: 7,
    })
  })
})

describe('a retry of the bubbles', () => {
  const retry: SenderEvent = { type: 'bubbles_retried', key: 'k2', now: 0 }

  test('pushes the bubbles of the run to the message that it created', () => {
    const { sent, run } = play(pressed('k1', BOTH), answered('k1', created, push(230006)), retry)
    expect(sent[1]).toEqual({
      key: 'k2',
      profile: 'p',
      request: { call: 'push', messageId: 'om_new', body: BUBBLES, skipValidation: true },
    })
    expect(run).toMatchObject({ status: 'sending', before: { create: created } })
  })

  test('repeats a push of unknown outcome, and keeps both', () => {
    const first = unknown({ id: 'x7' })
    const { sent, run } = play(
      pressed('k1'),
      answered('k1', null, first),
      retry,
      answered('k2', null, push(0)),
    )
    expect(sent[1]?.request).toEqual({ call: 'repeat_push', exchangeId: 'x7' })
    expect(run).toMatchObject({ status: 'done', calls: { pushes: [first, { code: 0 }] } })
  })

  test('is not possible without a message', () => {
    const failed = sampleExchange({ endpoint: 'create_message', message_id: null, code: 230013 })
    expect(play(pressed('k1', BOTH), answered('k1', failed), retry).sent).toHaveLength(1)
  })

  test('that the console rejects keeps what was known', () => {
    const refused = {
      type: 'refused',
      key: 'k2',
      httpStatus: 409,
      refusal: REFUSAL,
      at: 2,
    } as const
    const { run } = play(pressed('k1', BOTH), answered('k1', created, push(230006)), retry, refused)
    expect(run).toMatchObject({
      status: 'done',
      calls: { create: created, pushes: [{ code: 230006 }], refusal: REFUSAL },
    })
  })
})

describe('a repeat of the message', () => {
  const repeat: SenderEvent = { type: 'message_repeated', key: 'k2', now: 0 }
  const create = unknown({ endpoint: 'create_message', message_id: null })

  test('sends the same request, and so the same uuid, with a new key', () => {
    const { sent } = play(pressed('k1', BOTH), answered('k1', create), repeat)
    expect(sent[1]).toEqual({ key: 'k2', profile: 'p', request: BOTH })
  })

  test('that the console rejects leaves the outcome unknown', () => {
    const refused = {
      type: 'refused',
      key: 'k2',
      httpStatus: 429,
      refusal: REFUSAL,
      at: 2,
    } as const
    const { run } = play(pressed('k1', BOTH), answered('k1', create), repeat, refused)
    expect(run).toMatchObject({ status: 'done', calls: { create, refusal: REFUSAL } })
  })

  test('is not possible after the message was sent', () => {
    expect(
      play(pressed('k1', BOTH), answered('k1', created, push(230006)), repeat).sent,
    ).toHaveLength(1)
  })
})

test('an earlier run is shown on request, and a press shows its own again', () => {
  const { state } = play(
    pressed('k1'),
    answered('k1', null, push(0)),
    pressed('k2'),
    answered('k2', null, push(230008)),
  )
  const [, first] = state.entries
  const shown = step(state, { type: 'shown', run: first?.run ?? { status: 'idle' } }).state
  expect(shownRun(shown)).toBe(first?.run)
  expect(shownRun(step(shown, pressed('k3')).state)).toMatchObject({ status: 'sending' })
})

test('keeps the last eight runs', () => {
  const events = Array.from({ length: 12 }, (_, n) => [
    pressed(`k${n}`),
    answered(`k${n}`, null, push(0)),
  ]).flat()
  expect(play(...events).state.entries).toHaveLength(8)
})

/** What happens to a page: a person who presses, and responses that come, are late or are lost. */
type Chance = { what: SenderEvent['type']; late: boolean; result: Exchange }

const chance: fc.Arbitrary<Chance> = fc.record({
  what: fc.constantFrom<SenderEvent['type'][]>(
    'pressed',
    'asked_again',
    'bubbles_retried',
    'message_repeated',
    'cancelled',
    'answered',
    'refused',
    'lost',
    'found',
    'shown',
  ),
  late: fc.boolean(),
  result: fc.constantFrom(created, push(0), push(230006), unknown()),
})

test('whatever happens, a run in progress ignores presses, and each deliberate press has one key', () => {
  fc.assert(
    fc.property(fc.array(chance, { maxLength: 40 }), fc.boolean(), (chances, both) => {
      let state: SenderState = NOTHING_SENT
      const keys: string[] = []
      for (const [index, { what, late, result }] of chances.entries()) {
        const before = sendingEntry(state)
        const key = `k${index}`
        // A late response belongs to the request before.
        const responded = (late ? keys.at(-2) : keys.at(-1)) ?? 'none'
        const event = eventOf(what, { key, responded, result, state, request: both ? BOTH : PUSH })
        const next = step(state, event)
        if (next.send) {
          expect(before, 'sent while a run was sending').toBeUndefined()
          const { key } = next.send
          if (what === 'asked_again') expect(keys, 'asks with a key of its own').toContain(key)
          else expect(key, 'uses an old key').toBe(`k${index}`)
          expect(['pressed', 'asked_again', 'bubbles_retried', 'message_repeated']).toContain(what)
          if (!keys.includes(key)) keys.push(key)
        }
        const sending = next.state.entries.filter(({ run }) => run.status === 'sending')
        expect(sending.length).toBeLessThanOrEqual(1)
        // Only its own end, or a person, ends a run.
        if (before && sending.length === 0) {
          expect(what === 'cancelled' || responded === before.latest.key).toBe(true)
        }
        state = next.state
      }
    }),
    { numRuns: 500 },
  )
})

type Moment = {
  key: string
  responded: string
  result: Exchange
  state: SenderState
  request: SendRequest
}

function eventOf(
  type: SenderEvent['type'],
  { key, responded, result, state, request }: Moment,
): SenderEvent {
  const isCreate = result.endpoint === 'create_message'
  const calls = {
    create: isCreate ? result : null,
    pushes: isCreate ? [] : [result],
    refusal: null,
  }
  switch (type) {
    case 'pressed':
      return pressed(key, request)
    case 'bubbles_retried':
    case 'message_repeated':
      return { type, key, now: 0 }
    case 'asked_again':
    case 'cancelled':
      return { type, now: 0 }
    case 'answered':
      return { type, key: responded, calls, at: 0 }
    case 'refused':
      return { type, key: responded, httpStatus: 409, refusal: REFUSAL, at: 0 }
    case 'lost':
      return { type, key: responded }
    case 'found':
      return { type, key: responded, calls, at: 0 }
    case 'shown':
      return { type, run: state.entries.at(-1)?.run ?? { status: 'idle' } }
  }
}
