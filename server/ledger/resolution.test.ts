import { describe, expect, test } from 'vitest'
import type { Evidence, Verdict } from '#contract/ledger'
import { resolutionFrom } from './resolution.ts'

const word = (verdict: Verdict, at_ms = 0) => ({ verdict, note: 'seen', actor: 'a', at_ms })
const repeat = (evidence: Evidence, exchange_id = 'x') => ({
  evidence,
  exchange_id,
  actor: 'b',
  at_ms: 1000,
})

describe('the resolution of an unknown send', () => {
  test('is none as long as nothing is known', () => {
    expect(resolutionFrom([], [])).toBeNull()
  })

  test('is the last word of a person, whatever else there is', () => {
    const words = [word('delivered'), word('undecided', 2000)]
    expect(resolutionFrom(words, [repeat('already_there')])).toEqual({
      verdict: 'undecided',
      by: 'person',
      actor: 'a',
      evidence: null,
      exchange_id: null,
      note: 'seen',
      at: '1970-01-01T00:00:02.000Z',
    })
  })

  test('is the last evidence that decides, else the last there is', () => {
    const undecided = [repeat('unknown_again', '1'), repeat('too_late_to_tell', '2')]
    expect(resolutionFrom([], undecided)).toMatchObject({
      verdict: 'undecided',
      exchange_id: '2',
    })
    expect(resolutionFrom([], [repeat('already_there', '0'), ...undecided])).toEqual({
      verdict: 'delivered',
      by: 'repeat',
      actor: 'b',
      evidence: 'already_there',
      exchange_id: '0',
      note: null,
      at: '1970-01-01T00:00:01.000Z',
    })
  })
})
