import { describe, expect, test } from 'vitest'
import { bilingualFlaws } from './catalogue/bilingual-flaws.ts'
import { FAILURE_KINDS } from './exchange.ts'
import { CONSEQUENCES, FAILURES } from './failures.ts'
import { OUTCOMES } from './outcome.ts'

const FAILED = { zh: /失败|未生效|没有生效/, en: /fail|did not take effect|unsuccessful/i }
const NOT_SENT = { zh: /没有发出|未发送/, en: /nothing was sent|not sent/i }

describe('what is said where no answer of Feishu came', () => {
  test('covers every kind of failure and every outcome but an answer, and no other', () => {
    expect(Object.keys(FAILURES).sort()).toEqual([...FAILURE_KINDS].sort())
    expect(['answered', ...Object.keys(CONSEQUENCES)].sort()).toEqual([...OUTCOMES].sort())
  })

  test.each(Object.entries({ ...FAILURES, ...CONSEQUENCES }))(
    'is written cleanly in both languages for %s',
    (_, { meaning, advice }) => {
      expect([...bilingualFlaws(meaning), ...bilingualFlaws(advice)]).toEqual([])
    },
  )

  test.each(Object.entries(FAILURES))(
    'leaves open for %s whether the call was made, which the stage decides too',
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
  ])('is never called failed (%s)', (_, { meaning, advice }) => {
    for (const { zh, en } of [meaning, advice]) {
      expect(zh).not.toMatch(FAILED.zh)
      expect(en).not.toMatch(FAILED.en)
    }
  })

  test('names 230008 as the evidence that a deliberate repeat can bring', () => {
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
