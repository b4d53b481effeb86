import { expect, test } from 'vitest'
import { formatBriefly } from './message-picker.tsx'

const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5, 9)

test('formats a time of today without its date', () => {
  const now = at(22, 23).getTime()
  expect(formatBriefly(at(22, 9).toISOString(), now, 'en-GB')).toBe('09:05:09')
  expect(formatBriefly(at(21, 9).toISOString(), now, 'en-GB')).toBe('21/11/2026, 09:05')
})
