import { expect, test } from 'vitest'
import { callStatus } from './headline-text.ts'

test.each([
  ['invalid', 'console_refused'],
  ['in_flight', 'in_flight'],
  ['internal', 'console_broke'],
] as const)('the error %s of the console has a status of its own', (error, status) => {
  const refusal = { error, message: '', issues: [] }
  expect(callStatus({ status: 'refused', httpStatus: 400, refusal })).toBe(status)
})

test('any other status is kept', () => {
  expect(callStatus({ status: 'lost', endpoint: 'push_follow_up', key: 'k' })).toBe('lost')
})
