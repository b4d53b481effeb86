import { describe, expect, test } from 'vitest'
import { bilingualFlaws } from './catalogue/bilingual-flaws.ts'
import { ERROR_CODES } from './catalogue.ts'
import { EVIDENCE_MEANINGS, readEvidence } from './evidence.ts'
import { EVIDENCE } from './ledger.ts'

const answered = (code: number) => ({ outcome: 'answered', code }) as const
const shown = (end: Parameters<typeof readEvidence>[0], others = false) => {
  const evidence = readEvidence(end, others)
  return [evidence, EVIDENCE_MEANINGS[evidence].verdict]
}

describe('what the repeat of an unknown send shows', () => {
  test('0: the first had not taken effect, because a second success is refused', () => {
    expect(shown(answered(0))).toEqual(['repeat_took_effect', 'not_delivered'])
    expect(shown(answered(0), true)).toEqual(['repeat_took_effect', 'not_delivered'])
  })

  test('230008: it was delivered, unless another send may have been the one', () => {
    expect(shown(answered(230008))).toEqual(['already_there', 'delivered'])
    expect(shown(answered(230008), true)).toEqual(['already_there_perhaps_another', 'undecided'])
  })

  test.each([230002, 230006])('%i: nothing more can be learned', (code) => {
    expect(shown(answered(code))).toEqual(['too_late_to_tell', 'undecided'])
  })

  test.each([230003, 230004, 230005])('%i: the first cannot have worked either', (code) => {
    expect(shown(answered(code))).toEqual(['could_not_have_worked', 'not_delivered'])
  })

  test('unknown again: still nobody knows', () => {
    expect(shown({ outcome: 'unknown', code: null })).toEqual(['unknown_again', 'undecided'])
  })

  test('a repeat that never left shows nothing', () => {
    for (const outcome of ['not_sent', 'token_refused'] as const) {
      expect(shown({ outcome, code: 10003 })).toEqual(['nothing_learned', 'undecided'])
    }
  })

  test('any other code was given before the message was looked at, and shows nothing', () => {
    const telling = [0, 230002, 230003, 230004, 230005, 230006, 230008]
    for (const { code } of ERROR_CODES) {
      if (telling.includes(code)) continue
      expect(shown(answered(code), true)).toEqual(['nothing_learned', 'undecided'])
    }
  })

  test('is told in both languages', () => {
    expect(Object.keys(EVIDENCE_MEANINGS).sort()).toEqual([...EVIDENCE].sort())
    for (const { meaning } of Object.values(EVIDENCE_MEANINGS)) {
      expect(bilingualFlaws(meaning)).toEqual([])
    }
  })
})
