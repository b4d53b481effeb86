import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OUTCOMES, type Outcome } from '#contract/exchange-filter'
import { LEDGER_STATES, type LedgerState } from '#contract/ledger'
import { systemClock } from '../feishu/clock.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { REQUEST, sampleEnd, sampleIntent } from '../testing/sample-send.ts'
import { createLedger } from './create-ledger.ts'
import type { Intent, Ledger } from './ledger.ts'
import { endAfterCrash, isAllowedNext, TransitionError, UnknownSendError } from './transition.ts'

describe('the states of a send', () => {
  test('never leave an end and never skip a step', () => {
    for (const end of OUTCOMES) {
      for (const next of LEDGER_STATES) expect(isAllowedNext(end, next)).toBe(false)
    }
    const into = (state: LedgerState) => LEDGER_STATES.filter((from) => isAllowedNext(from, state))
    expect(into('intent')).toEqual([])
    expect(into('sending')).toEqual(['intent'])
    expect(into('answered')).toEqual(['sending'])
    expect(into('unknown')).toEqual(['sending'])
    expect(into('token_refused')).toEqual(['intent'])
    expect(into('not_sent')).toEqual(['intent', 'sending'])
  })

  test('end after a crash as the state machine allows', () => {
    for (const state of ['intent', 'sending'] as const) {
      expect(isAllowedNext(state, endAfterCrash(state))).toBe(true)
    }
  })
})

/** Steps of users and faults on a few keys and messages, so that they conflict. */
type LedgerStep =
  | { do: 'begin'; key: number; message: number; body: string }
  | { do: 'depart'; key: number }
  | { do: 'settle'; key: number; outcome: Outcome }
  | { do: 'crash' }

const small = fc.nat({ max: 3 })
const step: fc.Arbitrary<LedgerStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('begin'),
      key: small,
      message: small,
      body: fc.constantFrom('"a"', '"b"'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('depart'), key: small }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('settle'),
      key: small,
      outcome: fc.constantFrom(...OUTCOMES),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash') }) },
) as fc.Arbitrary<LedgerStep>

type LedgerModel = Map<number, { intent: Intent; state: LedgerState; crashed?: boolean }>

const isRunning = (state: LedgerState) => state === 'intent' || state === 'sending'

/** The expected result, from a simple in-memory model. */
function expected(model: LedgerModel, step: LedgerStep, intent: Intent): string {
  if (step.do === 'crash') {
    for (const send of model.values()) {
      if (send.state !== 'intent' && send.state !== 'sending') continue
      send.state = endAfterCrash(send.state)
      send.crashed = true
    }
    return 'done'
  }
  const send = model.get(step.key)
  if (step.do === 'begin') {
    if (send) return send.intent.fingerprint === intent.fingerprint ? 'before' : 'key_reused'
    const busy = [...model.values()].some(
      (other) => other.intent.message_id === intent.message_id && isRunning(other.state),
    )
    if (busy) return 'in_flight'
    model.set(step.key, { intent, state: 'intent' })
    return 'now'
  }
  if (!send) return 'UnknownSendError'
  const next = step.do === 'depart' ? 'sending' : step.outcome
  // Repeating an end is allowed, but after a crash the recorded end is a different one.
  if (step.do === 'settle' && send.state === next && !send.crashed) return 'done'
  if (!isAllowedNext(send.state, next)) return 'TransitionError'
  send.state = next
  return 'done'
}

async function perform(
  ledger: Ledger,
  model: LedgerModel,
  step: LedgerStep,
  intent: Intent,
): Promise<string> {
  try {
    if (step.do === 'begin') return (await ledger.begin(intent)).begun
    if (step.do === 'crash') return 'done'
    const target = model.get(step.key)?.intent ?? intent
    if (step.do === 'depart') await ledger.depart(target.id, REQUEST)
    else await ledger.settle(sampleEnd(target, { outcome: step.outcome }))
    return 'done'
  } catch (error) {
    if (error instanceof TransitionError || error instanceof UnknownSendError) return error.name
    throw error
  }
}

test('a ledger follows the state machine for any sequence of steps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      let storage = memoryStorage()
      const model: LedgerModel = new Map()
      try {
        let ledger = createLedger(storage, systemClock)
        for (const [i, one] of steps.entries()) {
          const intent = sampleIntent({
            id: `${i}`,
            idempotency_key: 'key' in one ? `key ${one.key}` : 'none',
            message_id: 'message' in one ? `om_${one.message}` : 'om_none',
            ...('body' in one && { body: one.body }),
          })
          const done = await perform(ledger, model, one, intent)
          expect([i, one, done]).toEqual([i, one, expected(model, one, intent)])
          if (one.do === 'crash') {
            // The next console has a different instance id.
            storage = { ...storage, instance: `console ${i}` }
            ledger = createLedger(storage, systemClock)
            await ledger.recover()
          }
        }
        const { exchanges } = await ledger.list({}, { limit: 100 })
        const rows = exchanges.map(({ id, state }) => [id, state])
        const sends = [...model.values()].map(({ intent, state }) => [intent.id, state])
        expect(rows.sort()).toEqual(sends.sort())
      } finally {
        await storage.close()
      }
    }),
    { numRuns: 150 },
  )
})

test('a crash before the call means not sent, one during it unknown', () => {
  expect([endAfterCrash('intent'), endAfterCrash('sending')]).toEqual(['not_sent', 'unknown'])
  expect([new TransitionError('a').name, new UnknownSendError('a').name]).toEqual([
    ...['TransitionError', 'UnknownSendError'],
  ])
})
