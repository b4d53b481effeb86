import type { EmulatorState } from '#contract/emulator/state'
import { RECEIVE_ID_TYPES } from '#contract/ids'
import type { Profile } from '#contract/profile'
import { storedValue } from '../../browser/stored-value.ts'

export type TestRecipient = NonNullable<Profile['test_recipient']>

/** For a profile that only the server's settings can change. */
export const storedTestRecipient = (profile: string) =>
  storedValue({
    key: `test-recipient.${profile}`,
    parse: (value) => (isRecipient(value) ? value : null),
  })

/**
 * The recipient of “Send to myself”: the profile's, else the one remembered by this browser (for a
 * profile of the environment), else the emulator's first user.
 */
export function testRecipientOf(
  profile: Profile,
  emulator: EmulatorState | undefined,
): TestRecipient | null {
  return (
    profile.test_recipient ??
    storedTestRecipient(profile.id).read() ??
    emulator?.default_receiver ??
    null
  )
}

function isRecipient(value: unknown): value is TestRecipient {
  const { receive_id_type, receive_id } = Object(value)
  return RECEIVE_ID_TYPES.includes(receive_id_type) && typeof receive_id === 'string'
}
