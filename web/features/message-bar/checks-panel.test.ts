import { expect, test } from 'vitest'
import { failedFirst } from './checks-panel.tsx'

test('failed checks come first, then unknown ones, each in the order of the platform', () => {
  const checks = [
    { name: 'token', status: 'pass' },
    { name: 'p2p', status: 'not_checked' },
    { name: 'latest', status: 'fail' },
    { name: 'bot', status: 'pass' },
    { name: 'age', status: 'fail' },
  ] as const
  expect(failedFirst(checks).map(({ name }) => name)).toEqual([
    'latest',
    'age',
    'p2p',
    'token',
    'bot',
  ])
})
