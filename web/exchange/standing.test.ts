import { expect, test } from 'vitest'
import { standingOf } from './standing.ts'

test.each([
  ['invalid', 'console_refused'],
  ['in_flight', 'in_flight'],
  ['internal', 'console_broke'],
] as const)('the console’s own %s is told apart', (error, standing) => {
  const refusal = { error, message: '', issues: [] }
  expect(standingOf({ status: 'refused', httpStatus: 400, refusal })).toBe(standing)
})

test('anything else stands as it is', () => {
  expect(standingOf({ status: 'lost', endpoint: 'push_follow_up', key: 'k' })).toBe('lost')
})
