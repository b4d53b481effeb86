import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ResultChange } from '#contract/results/result'
import { withResult } from './results.ts'

const result = { kind: 'clicked', certainty: 'likely', bubble: 1 } as const
const change: ResultChange = {
  exchange_id: 'x1',
  delivery: 'd1',
  list: null,
  profile: 'emulator',
  result,
}

test('a change is put into every copy of its push and into the row of its list', () => {
  const push = { id: 'x1', endpoint: 'push_follow_up', code: 0 }
  const pages = [{ rows: [{ delivery: null, exchanges: [push] }] }]
  expect(withResult({ pages }, change)).toEqual({
    pages: [{ rows: [{ delivery: null, exchanges: [{ ...push, result }] }] }],
  })
  expect(withResult({ delivery: { id: 'd1', push } }, change)).toEqual({
    delivery: { id: 'd1', push: { ...push, result } },
  })
  expect(withResult([{ n: 1, delivery_id: 'd1' }], change)).toEqual([
    { n: 1, delivery_id: 'd1', result },
  ])
  const undone = withResult({ ...push, result }, { ...change, result: null })
  expect(undone).toEqual({ ...push, result: undefined })
})

test('what does not contain the push stays the same object', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(withResult(value, change)).toBe(value)
    }),
  )
})
