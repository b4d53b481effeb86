import { expect, test } from 'vitest'
import { createLogId } from './log-id.ts'

test('a log id holds the time in Beijing, also where it is already the next year there', () => {
  const newYear = Date.UTC(2026, 11, 31, 16, 0, 1, 999)
  const id = createLogId(newYear, (bytes) => 'ab'.repeat(bytes))
  expect(id).toBe('20270101000001ABABABABABABABABABAB')
  expect(id).toHaveLength(34)
})
