import { expect, test } from 'vitest'
import { checkHref, concernsProfile } from './concerns-profile.ts'

const answered = (code: number) => concernsProfile({ outcome: 'answered', failure: null, code })

test('a refused token, a call that never left and codes about the app lead to the profile', () => {
  expect(concernsProfile({ outcome: 'token_refused', failure: null, code: 10014 })).toBe(true)
  expect(concernsProfile({ outcome: 'not_sent', failure: null, code: null })).toBe(true)
  expect(answered(99991672)).toBe(true)
  expect(answered(230027)).toBe(true)
})

test('success, rate limits and codes about the message do not', () => {
  for (const code of [0, 230006, 99991400, 99992402]) expect(answered(code)).toBe(false)
})

test('the address names the profile, whatever it is called', () => {
  expect(checkHref('a&b')).toBe('/?profile=a%26b&check=1')
})
