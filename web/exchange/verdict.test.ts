import { describe, expect, test } from 'vitest'
import { sampleExchange } from './sample-exchange.ts'
import { standingOf, verdictOf } from './verdict.ts'

describe('the verdict on an exchange', () => {
  test('is success for code 0 alone, whatever the HTTP status', () => {
    const response = { http_status: 500, headers: {}, body: '', truncated: false }
    expect(verdictOf(sampleExchange({ code: 0, response }))).toBe('done')
    expect(verdictOf(sampleExchange({ code: 230006 }))).toBe('refused')
  })

  test.each(['token_refused', 'not_sent', 'unknown'] as const)(
    'is %s as the outcome is',
    (outcome) => {
      expect(verdictOf(sampleExchange({ outcome, code: null }))).toBe(outcome)
    },
  )
})

describe('the standing of a call', () => {
  test.each([
    ['invalid', 'console_refused'],
    ['in_flight', 'in_flight'],
    ['internal', 'console_broke'],
  ] as const)('tells the console’s own %s apart', (error, standing) => {
    const refusal = { error, message: '', issues: [] }
    expect(standingOf({ status: 'refused', httpStatus: 400, refusal })).toBe(standing)
  })

  test('is that of the exchange once there is one', () => {
    expect(standingOf({ status: 'exchange', exchange: sampleExchange() })).toBe('done')
    expect(standingOf({ status: 'idle' })).toBe('idle')
  })
})
