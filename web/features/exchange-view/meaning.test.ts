import { expect, test } from 'vitest'
import type { Outcome } from '#contract/exchange-filter'
import type { LedgerState } from '#contract/ledger'
import { checkHref, concernsProfile, explainNotes, mayRepeat } from './meaning.tsx'
import { sampleAttempt, sampleExchange } from './testing/sample-exchange.ts'

const answered = (code: number) => concernsProfile({ outcome: 'answered', failure: null, code })

test('a refused token, an unsent call and codes about the app concern the profile', () => {
  expect(concernsProfile({ outcome: 'token_refused', failure: null, code: 10014 })).toBe(true)
  expect(concernsProfile({ outcome: 'not_sent', failure: null, code: null })).toBe(true)
  expect(answered(99991672)).toBe(true)
  expect(answered(230027)).toBe(true)
})

test('success, rate limits and codes about the message do not', () => {
  for (const code of [0, 230006, 99991400, 99992402]) expect(answered(code)).toBe(false)
})

test('the link encodes the profile id', () => {
  expect(checkHref('a&b')).toBe('/?profile=a%26b&check=1')
})

test('no notes without a reason', () => {
  expect(explainNotes(sampleExchange(), 'en')).toEqual([])
})

test('a disagreeing HTTP status is shown with the code', () => {
  const exchange = sampleExchange({ code: 230006, notes: ['http_status_disagrees', 'redacted'] })
  const [disagreement, redacted] = explainNotes(exchange, 'zh')
  expect(disagreement).toMatch(/200.*230006/)
  expect(redacted).toContain('遮盖')
})

test('a second call without a new token is a failed renewal', () => {
  const attempts = [sampleAttempt({ code: 99991663 }), sampleAttempt({ code: 10014 })]
  expect(explainNotes(sampleExchange({ attempts }), 'en').join()).toContain(
    'no new one was available',
  )
  const renewed = sampleExchange({ attempts, notes: ['token_renewed'] })
  expect(explainNotes(renewed, 'en').join()).not.toContain('no new one was available')
})

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
])('the retry is “%s” for %s with code %s', (expected, outcome, code, meaning, state = outcome) => {
  expect(mayRepeat({ state, outcome, code, meaning })).toBe(expected)
})
