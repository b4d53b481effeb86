import { expect, test } from 'vitest'
import { sampleExchange } from './sample-exchange.ts'
import { verdictOf } from './verdict.ts'

test('code 0 alone is success, whatever the HTTP status', () => {
  const response = { http_status: 500, headers: {}, body: '', truncated: false }
  expect(verdictOf(sampleExchange({ code: 0, response }))).toBe('done')
  expect(verdictOf(sampleExchange({ code: 230006 }))).toBe('refused')
})

test.each(['token_refused', 'not_sent', 'unknown'] as const)(
  'an exchange that ended %s is called so',
  (outcome) => {
    expect(verdictOf(sampleExchange({ outcome, code: null }))).toBe(outcome)
  },
)

test.each(['intent', 'sending'] as const)('one in the state %s is still running', (state) => {
  expect(verdictOf(sampleExchange({ state, outcome: 'unknown', code: null }))).toBe('running')
})
