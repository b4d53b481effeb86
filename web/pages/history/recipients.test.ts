import { expect, test } from 'vitest'
import { sampleExchange } from '../../features/exchange-view/testing/sample-exchange.ts'
import { recipientsOf, shortId } from './use-recipient-name.tsx'

const response = {
  http_status: 200,
  headers: {},
  body: '{"code":0,"data":{"message_id":"om_1","chat_id":"oc_1"}}',
  truncated: false,
}
const created = sampleExchange({
  id: 'create',
  endpoint: 'create_message',
  message_id: 'om_1',
  body: '{"receive_id":"ou_1","msg_type":"text","content":"{}"}',
  response,
})
const push = sampleExchange({ id: 'push', message_id: 'om_1' })
const other = sampleExchange({ id: 'other', message_id: 'om_2' })

test('a push has the recipient of the message that it goes to', () => {
  const recipients = recipientsOf([push, other, created])
  expect(recipients.get('create')).toEqual({ receiveId: 'ou_1', chatId: 'oc_1' })
  expect(recipients.get('push')).toEqual({ receiveId: 'ou_1', chatId: 'oc_1' })
  expect(recipients.has('other')).toBe(false)
})

test('a rejected message keeps its recipient, and a body of another shape has none', () => {
  const rejected = { ...created, message_id: null, response: null }
  expect(recipientsOf([rejected, push]).get('create')).toEqual({ receiveId: 'ou_1', chatId: null })
  expect(recipientsOf([rejected, push]).has('push')).toBe(false)
  expect(recipientsOf([{ ...created, body: '[' }]).size).toBe(0)
})

test('shortens a long ID and keeps a short one', () => {
  expect(shortId('om_3210a18894e206715a4359115f4cf2f5')).toBe('om_3210…2f5')
  expect(shortId('ou_1')).toBe('ou_1')
})
