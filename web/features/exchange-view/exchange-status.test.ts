import { expect, test } from 'vitest'
import { exchangeStatus } from './exchange-status.ts'
import { sampleExchange } from './testing/sample-exchange.ts'

test('code 0 alone is success, whatever the HTTP status', () => {
  const response = { http_status: 500, headers: {}, body: '', truncated: false }
  expect(exchangeStatus(sampleExchange({ code: 0, response }))).toBe('done')
  expect(exchangeStatus(sampleExchange({ code: 230006 }))).toBe('refused')
})

test.each(['token_refused', 'not_sent', 'unknown'] as const)(
  'an exchange with the outcome %s has that status',
  (outcome) => {
    expect(exchangeStatus(sampleExchange({ outcome, code: null }))).toBe(outcome)
  },
)

test.each(['intent', 'sending'] as const)('an exchange in the state %s is running', (state) => {
  expect(exchangeStatus(sampleExchange({ state, outcome: 'unknown', code: null }))).toBe('running')
})
