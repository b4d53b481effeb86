import type { EmulatorState } from '#contract/emulator-state'
import type { Profile } from '#contract/profile'
import { RECEIVE_ID_TYPES } from '#contract/receive-id-types'
import { readStored, writeStored } from '../ui/storage.ts'

export type TestRecipient = NonNullable<Profile['test_recipient']>

const key = (profile: string) => `follow-up-console.test-recipient.${profile}`

/**
 * Whom “send to myself” goes to: as the profile has it; for one that only the server's settings can
 * change, as this browser remembers it; for the emulator otherwise its first user.
 */
export function testRecipientOf(
  profile: Profile,
  emulator: EmulatorState | undefined,
): TestRecipient | null {
  return profile.test_recipient ?? remembered(profile.id) ?? emulator?.default_receiver ?? null
}

export function rememberTestRecipient(profile: string, recipient: TestRecipient): void {
  writeStored(key(profile), JSON.stringify(recipient))
}

function remembered(profile: string): TestRecipient | null {
  try {
    const recipient: unknown = JSON.parse(readStored(key(profile)) ?? 'null')
    return isRecipient(recipient) ? recipient : null
  } catch {
    return null
  }
}

function isRecipient(value: unknown): value is TestRecipient {
  const { receive_id_type, receive_id } = Object(value)
  return RECEIVE_ID_TYPES.includes(receive_id_type) && typeof receive_id === 'string'
}
