import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LIST_ROW_STATES, type ListRowState, type ListSummary } from '#contract/deliveries/list'
import { done, failedParts, failedShare, progressParts, sendable } from './figures.ts'

function listOf(some: Partial<ListSummary['counts']>): Pick<ListSummary, 'total' | 'counts'> {
  const none = Object.fromEntries(LIST_ROW_STATES.map((state) => [state, 0]))
  const counts = { ...none, ...some } as Record<ListRowState, number>
  return { counts, total: Object.values(counts).reduce((total, one) => total + one, 0) }
}

test('the parts of the progress add up to the rows that are not skipped', () => {
  const counts = fc.record(
    Object.fromEntries(LIST_ROW_STATES.map((state) => [state, fc.nat({ max: 10_000 })])),
  )
  fc.assert(
    fc.property(counts, (some) => {
      const list = listOf(some)
      const parts = progressParts(list).reduce((total, { count }) => total + count, 0)
      expect(parts).toBe(sendable(list))
      expect(done(list)).toBeLessThanOrEqual(sendable(list))
    }),
  )
})

test('unknown rows are not among those to retry', () => {
  const list = listOf({ sent: 5, unknown: 2, refused: 3, message_only: 1, stopped: 4 })
  expect(failedParts(list)).toEqual([
    { state: 'message_only', count: 1 },
    { state: 'refused', count: 3 },
    { state: 'stopped', count: 4 },
  ])
})

test('the share of failures is of the rows that were tried', () => {
  expect(failedShare(listOf({ sent: 15, refused: 2, unknown: 2, not_sent: 1, waiting: 80 }))).toBe(
    0.25,
  )
  expect(failedShare(listOf({ waiting: 3 }))).toBe(0)
})
