import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ApprovalStep,
  approvalState,
  type Decider,
  type StoredApproval,
  takeStep,
} from './approval-state.ts'

const DIGEST = 'd1'
const END = 100

const people = fc.constantFrom('author', 'creator', 'ben', 'cleo', null)
const steps: fc.Arbitrary<ApprovalStep> = fc.oneof(
  fc.record({
    step: fc.constant('approve' as const),
    digest: fc.constantFrom(DIGEST, 'd2', ''),
  }),
  fc.constant({ step: 'reject' } as const),
  fc.constant({ step: 'withdraw' } as const),
)
const attempts = fc.array(
  fc.record({
    step: steps,
    by: fc.record<Decider>({ person: people, isApprover: fc.boolean() }),
    at: fc.integer({ min: 0, max: 2 * END }),
  }),
  { maxLength: 12 },
)

test('whatever is tried in whatever order, only another approver who saw the content approves it, once and in time', () => {
  fc.assert(
    fc.property(attempts, fc.constantFrom(['creator', 'cleo'], []), (tries, makers) => {
      let row: StoredApproval = {
        ...{ state: 'waiting', author: 'author', makers, digest: DIGEST, ends_at_ms: END },
      }
      let decisions = 0
      for (const { step, by, at } of tries.toSorted((a, b) => a.at - b.at)) {
        const before = approvalState(row, at)
        const taken = takeStep(row, step, by, at)
        if ('refused' in taken) {
          if (taken.refused === 'expired') expect(at).toBeGreaterThanOrEqual(END)
          continue
        }
        decisions += 1
        expect(before).toBe('waiting')
        expect(at).toBeLessThan(END)
        if (taken.to === 'withdrawn') expect(by.person).toBe('author')
        else expect(by).toMatchObject({ person: expect.any(String), isApprover: true })
        if (taken.to === 'approved') {
          expect(['author', ...makers]).not.toContain(by.person)
          expect(step).toEqual({ step: 'approve', digest: DIGEST })
        }
        row = { ...row, state: taken.to }
      }
      expect(decisions).toBeLessThanOrEqual(1)
      expect(approvalState(row, 2 * END)).not.toBe('waiting')
    }),
  )
})

test('another approver can always decide what waits, and its author can withdraw it', () => {
  const row: StoredApproval = {
    ...{ state: 'waiting', author: 'author', makers: [], digest: DIGEST, ends_at_ms: END },
  }
  const ben = { person: 'ben', isApprover: true }
  const step = { step: 'approve', digest: DIGEST } as const
  expect(takeStep(row, step, ben, END - 1)).toEqual({ to: 'approved' })
  expect(takeStep(row, step, ben, END)).toEqual({ refused: 'expired' })
  expect(takeStep(row, { ...step, digest: 'd2' }, ben, 0)).toEqual({ refused: 'changed' })
  expect(takeStep(row, { step: 'reject' }, ben, 0)).toEqual({ to: 'rejected' })
  const author = { person: 'author', isApprover: true }
  expect(takeStep(row, step, author, 0)).toEqual({ refused: 'own' })
  expect(takeStep(row, { step: 'withdraw' }, author, 0)).toEqual({ to: 'withdrawn' })
})
