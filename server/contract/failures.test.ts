import { describe, expect, test } from 'vitest'
import { FAILURE_KINDS } from './exchange.ts'
import { OUTCOMES } from './exchange-filter.ts'
import { CONSEQUENCES, FAILURES } from './failures.ts'
import { findTypographyIssues } from './testing/typography-issues.ts'

const FAILED = { zh: /失败|未生效|没有生效/, en: /fail|did not take effect|unsuccessful/i }
const NOT_SENT = { zh: /没有发出|未发送/, en: /nothing was sent|not sent/i }

describe('the explanation of a missing response', () => {
  test('exists for every kind of failure and every outcome but answered', () => {
    expect(Object.keys(FAILURES).sort()).toEqual([...FAILURE_KINDS].sort())
    expect(['answered', ...Object.keys(CONSEQUENCES)].sort()).toEqual([...OUTCOMES].sort())
  })

  test.each(Object.entries({ ...FAILURES, ...CONSEQUENCES }))(
    'has clean typography in both languages for %s',
    (_, { meaning, advice }) => {
      expect([...findTypographyIssues(meaning), ...findTypographyIssues(advice)]).toEqual([])
    },
  )

  test.each(Object.entries(FAILURES))(
    'does not say for %s whether the call was sent',
    (_, failure) => {
      for (const { zh, en } of [failure.meaning, failure.advice]) {
        expect(zh).not.toMatch(NOT_SENT.zh)
        expect(en).not.toMatch(NOT_SENT.en)
      }
    },
  )
})

describe('an unknown outcome', () => {
  const afterSending = [
    'timeout',
    'reset',
    'too_large',
    'redirect',
    'truncated',
    'not_json',
    'no_code',
    'protocol',
  ] as const

  test.each([
    ['unknown', CONSEQUENCES.unknown] as const,
    ...afterSending.map((kind) => [kind, FAILURES[kind]] as const),
  ])('is never called a failure (%s)', (_, { meaning, advice }) => {
    for (const { zh, en } of [meaning, advice]) {
      expect(zh).not.toMatch(FAILED.zh)
      expect(en).not.toMatch(FAILED.en)
    }
  })

  test('names 230008 as the evidence of a deliberate repeat', () => {
    expect(CONSEQUENCES.unknown.advice.zh).toContain('230008')
    expect(CONSEQUENCES.unknown.advice.en).toContain('230008')
  })

  test('is the only one that does not say that nothing was sent', () => {
    for (const outcome of ['not_sent', 'token_refused'] as const) {
      expect(CONSEQUENCES[outcome].meaning.zh).toMatch(NOT_SENT.zh)
      expect(CONSEQUENCES[outcome].meaning.en).toMatch(NOT_SENT.en)
    }
    expect(CONSEQUENCES.unknown.meaning.zh).not.toMatch(NOT_SENT.zh)
    expect(CONSEQUENCES.unknown.meaning.en).not.toMatch(NOT_SENT.en)
  })
})
