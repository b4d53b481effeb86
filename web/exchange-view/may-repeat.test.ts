import { expect, test } from 'vitest'
import type { LedgerState } from '#contract/ledger'
import type { Outcome } from '#contract/outcome'
import { mayRepeat } from './may-repeat.ts'

const known = { retryable: false }
const passing = { retryable: true }

test.each<[string, Outcome, number | null, { retryable: boolean } | null, LedgerState?]>([
  ['needless', 'answered', 0, known],
  ['no', 'answered', 230006, known],
  ['later', 'answered', 99991400, passing],
  ['unsaid', 'answered', 230999, null],
  ['no', 'token_refused', 10014, known],
  ['unsaid', 'token_refused', 19999, null],
  ['safe', 'not_sent', null, null],
  ['look_first', 'unknown', null, null],
  ['wait', 'not_sent', null, null, 'intent'],
  ['wait', 'unknown', null, null, 'sending'],
])('is “%s” for %s with code %s', (expected, outcome, code, meaning, state = outcome) => {
  expect(mayRepeat({ state, outcome, code, meaning })).toBe(expected)
})
