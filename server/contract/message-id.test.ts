import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findMessageId, MESSAGE_ID } from './message-id.ts'

const id = 'om_3210a18894e206715a4359115f4cf2f5'

describe('finding a message id in pasted text', () => {
  test('takes the one id of a URL, a log line or a JSON', () => {
    expect(findMessageId(`https://h/open-apis/im/v1/messages/${id}/push_follow_up`)).toBe(id)
    expect(findMessageId(`10:02 INFO sent message_id=${id}, chat oc_1`)).toBe(id)
    expect(findMessageId(`{"data":{"message_id":"${id}"}}`)).toBe(id)
  })

  test('takes an id that stands there twice', () => {
    expect(findMessageId(`${id} … ${id}`)).toBe(id)
  })

  test('takes none where several different ids stand', () => {
    expect(findMessageId(`${id} om_other`)).toBeNull()
  })

  test('takes no piece of a longer word, nor a bare prefix', () => {
    expect(findMessageId('from_om_x boom_x om_')).toBeNull()
  })

  test('finds only what has the shape of an id', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const found = findMessageId(`${before} ${id} ${after}`)
        if (found !== null) expect(found).toMatch(MESSAGE_ID)
      }),
    )
  })
})
