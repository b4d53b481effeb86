import { describe, expect, test } from 'vitest'
import { testDeliveryRecords } from '../testing/delivery-record-suite.ts'
import {
  FOLLOW_UPS,
  MESSAGE,
  PATH,
  startBetween,
  TO,
  testSendingDeliveries,
} from '../testing/delivery-suite.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { refusalOf } from '../testing/send.ts'

describe('deliveries on SQLite', () => {
  const open = async () => memoryStorage()
  testSendingDeliveries(open)
  testDeliveryRecords(open)
})

test.each([
  ['no recipient', { ...MESSAGE, recipient: null }, 'recipient'],
  ['no message', { recipient: TO, follow_ups: FOLLOW_UPS }, 'message'],
  ['a message and a message_id', { ...MESSAGE, message_id: 'om_a' }, 'message'],
  ['no bubbles', { ...MESSAGE, follow_ups: [] }, 'follow_ups'],
  ['neither bubbles nor a template', { recipient: TO, message: { text: 'a' } }, 'follow_ups'],
  ['an unknown app', { ...MESSAGE, profile: 'none' }, 'profile'],
])('refuses %s, and sends nothing', async (_, body, path) => {
  const console = await startBetween(memoryStorage())
  const response = await console.post(PATH, body)
  expect(response.status).toBe(422)
  expect((await refusalOf(response)).issues.map((issue) => issue.path)).toEqual([path])
  expect(console.calls()).toEqual([])
})
