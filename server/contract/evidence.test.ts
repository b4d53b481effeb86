import { describe, expect, test } from 'vitest'
import { ERROR_CODES } from './catalogue/catalogue.ts'
import { EVIDENCE_MEANINGS, readEvidence } from './evidence.ts'
import { EVIDENCE } from './ledger.ts'
import { findTypographyIssues } from './testing/typography-issues.ts'

const answered = (code: number) => ({ outcome: 'answered', code }) as const
type Args = Parameters<typeof readEvidence>
const shown = (end: Args[0], others: Args[1] = 'none') => {
  const evidence = readEvidence(end, others)
  return [evidence, EVIDENCE_MEANINGS[evidence].verdict]
}

describe('the repeat of an unknown exchange', () => {
  test('0 shows that the first one had no effect, because a second push is rejected', () => {
    expect(shown(answered(0))).toEqual(['repeat_took_effect', 'not_delivered'])
    expect(shown(answered(0), 'any')).toEqual(['repeat_took_effect', 'not_delivered'])
  })

  test('230008 shows that it was delivered, unless a third exchange may have added the bubbles', () => {
    expect(shown(answered(230008))).toEqual(['already_there', 'delivered'])
    expect(shown(answered(230008), 'any')).toEqual(['already_there_perhaps_another', 'undecided'])
    expect(shown(answered(230008), 'same_delivery')).toEqual([
      'already_there_by_delivery',
      'delivered',
    ])
  })

  test.each([230002, 230006])('%i shows that the result stays unknown', (code) => {
    expect(shown(answered(code))).toEqual(['too_late_to_tell', 'undecided'])
  })

  test.each([230003, 230004, 230005])('%i shows that the first one cannot have worked', (code) => {
    expect(shown(answered(code))).toEqual(['could_not_have_worked', 'not_delivered'])
  })

  test('with an unknown outcome shows nothing', () => {
    expect(shown({ outcome: 'unknown', code: null })).toEqual(['unknown_again', 'undecided'])
  })

  test('that was not sent shows nothing', () => {
    for (const outcome of ['not_sent', 'token_refused'] as const) {
      expect(shown({ outcome, code: 10003 })).toEqual(['nothing_learned', 'undecided'])
    }
  })

  test('that was not answered shows nothing, whatever its code', () => {
    expect(shown({ outcome: 'not_sent', code: 0 })).toEqual(['nothing_learned', 'undecided'])
    expect(shown({ outcome: 'answered', code: null })).toEqual(['nothing_learned', 'undecided'])
  })

  test('or the chat leads to a verdict', () => {
    const verdicts = EVIDENCE.map((one) => `${one}: ${EVIDENCE_MEANINGS[one].verdict}`)
    expect(verdicts).toEqual([
      'repeat_took_effect: not_delivered',
      'already_there: delivered',
      'already_there_by_delivery: delivered',
      'already_there_perhaps_another: undecided',
      'too_late_to_tell: undecided',
      'could_not_have_worked: not_delivered',
      'unknown_again: undecided',
      'nothing_learned: undecided',
      'found_in_chat: delivered',
      'not_in_chat: not_delivered',
    ])
  })

  test('with any other code shows nothing', () => {
    const telling = [0, 230002, 230003, 230004, 230005, 230006, 230008]
    for (const { code } of ERROR_CODES) {
      if (telling.includes(code)) continue
      expect(shown(answered(code), 'any')).toEqual(['nothing_learned', 'undecided'])
    }
  })

  test('is explained in both languages', () => {
    expect(Object.keys(EVIDENCE_MEANINGS).sort()).toEqual([...EVIDENCE].sort())
    for (const { meaning } of Object.values(EVIDENCE_MEANINGS)) {
      expect(findTypographyIssues(meaning)).toEqual([])
    }
  })
})
