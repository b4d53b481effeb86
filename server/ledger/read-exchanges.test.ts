import { describe, expect, test } from 'vitest'
import type { Evidence, ResolutionVerdict } from '#contract/ledger'
import { resolveFrom } from './read-exchanges.ts'

const byPerson = (verdict: ResolutionVerdict, at_ms = 0) => ({
  verdict,
  note: 'seen',
  actor: 'a',
  at_ms,
  source: 'person' as const,
  message_id: null,
})
const repeat = (evidence: Evidence, exchange_id = 'x') => ({
  evidence,
  exchange_id,
  actor: 'b',
  at_ms: 1000,
})

describe('the resolution of an unknown send', () => {
  test('is null without resolutions and repeats', () => {
    expect(resolveFrom([], [])).toBeNull()
  })

  test('is the last one by a person if there is one', () => {
    const resolutions = [byPerson('delivered'), byPerson('undecided', 2000)]
    expect(resolveFrom(resolutions, [repeat('already_there')])).toEqual({
      verdict: 'undecided',
      by: 'person',
      actor: 'a',
      evidence: null,
      exchange_id: null,
      note: 'seen',
      at: '1970-01-01T00:00:02.000Z',
    })
  })

  test('is otherwise the last conclusive evidence, else the last inconclusive one', () => {
    const undecided = [repeat('unknown_again', '1'), repeat('too_late_to_tell', '2')]
    expect(resolveFrom([], undecided)).toMatchObject({
      verdict: 'undecided',
      exchange_id: '2',
    })
    expect(resolveFrom([], [repeat('already_there', '0'), ...undecided])).toEqual({
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
