import { describe, expect, test } from 'vitest'
import type { ChatMessage } from '#contract/chat-messages'
import { knownFromPaste, knownFromPicked } from './known-message.ts'

const NOW = Date.parse('2026-11-22T10:00:00Z')
const pasted = { message_id: 'om_1', chat_id: 'oc_1', sender: null }

describe('when a message becomes too old', () => {
  test('a pasted time of creation counts from itself', () => {
    const { expires_at_ms } = knownFromPaste({ ...pasted, create_time_ms: NOW - 60_000 }, NOW)
    expect(expires_at_ms).toBe(NOW + 540_000)
  })

  test('a time that is still to come gives no more than 600 s', () => {
    const { expires_at_ms } = knownFromPaste({ ...pasted, create_time_ms: NOW + 10_800_000 }, NOW)
    expect(expires_at_ms).toBe(NOW + 600_000)
  })

  test('without a time it is not known', () => {
    expect(knownFromPaste({ ...pasted, create_time_ms: null }, NOW).expires_at_ms).toBeNull()
  })

  const picked: ChatMessage = {
    message_id: 'om_1',
    sender: { kind: 'this_bot', id: 'cli_1', name: null },
    create_time: new Date(NOW).toISOString(),
    msg_type: 'text',
    text: 'hi',
    deleted: false,
    standing: { can_take: 'not_checked', code: null, expires_at: null },
  }

  test('for a picked message the difference of the clocks is counted in', () => {
    expect(knownFromPicked(picked, 'oc_1', 10_800_000).expires_at_ms).toBe(
      NOW + 600_000 - 10_800_000,
    )
  })

  test('what the server has worked out stands before that', () => {
    const expires_at = new Date(NOW + 1000).toISOString()
    const standing = { can_take: 'yes', code: null, expires_at } as const
    expect(knownFromPicked({ ...picked, standing }, 'oc_1', 5).expires_at_ms).toBe(NOW + 1000)
  })
})
