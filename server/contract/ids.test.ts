import { expect, test } from 'vitest'
import { MESSAGE_ID } from './ids.ts'

test('a message ID has the documented shape', () => {
  expect(MESSAGE_ID.test('om_3210a18894e206715a4359115f4cf2f5')).toBe(true)
  for (const text of ['om_', 'oc_1', 'om_1/../x', ' om_1', 'om_1\n', `om_${'x'.repeat(129)}`]) {
    expect(MESSAGE_ID.test(text), JSON.stringify(text)).toBe(false)
  }
})
