import { describe, expect, test } from 'vitest'
import type { ChatMessage } from '#contract/recipients'
import { knownFromPaste, knownFromPicked } from './known-message.ts'

const NOW = Date.parse('2026-11-22T10:00:00Z')
const pasted = { message_id: 'om_1', chat_id: 'oc_1', sender: null }

describe('when a message becomes too old', () => {
  test('600 s after a pasted time of creation', () => {
    const { expires_at_ms } = knownFromPaste({ ...pasted, create_time_ms: NOW - 60_000 }, NOW)
    expect(expires_at_ms).toBe(NOW + 540_000)
  })

  test('at most 600 s from now for a time in the future', () => {
    const { expires_at_ms } = knownFromPaste({ ...pasted, create_time_ms: NOW + 10_800_000 }, NOW)
    expect(expires_at_ms).toBe(NOW + 600_000)
  })

  test('unknown without a time', () => {
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

  test('corrected by the clock skew for a picked message', () => {
    expect(knownFromPicked(picked, 'oc_1', 10_800_000).expires_at_ms).toBe(
      NOW + 600_000 - 10_800_000,
    )
  })

  test('as calculated by the server, if it did', () => {
    const expires_at = new Date(NOW + 1000).toISOString()
    const standing = { can_take: 'yes', code: null, expires_at } as const
    expect(knownFromPicked({ ...picked, standing }, 'oc_1', 5).expires_at_ms).toBe(NOW + 1000)
  })
})
