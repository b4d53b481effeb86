import type * as z from 'zod/mini'
import type { EmulatorState } from '#contract/emulator-state'
import { type Profile, testRecipientSchema } from '#contract/profile'
import { readStored, writeStored } from '../ui/storage.ts'

export type TestRecipient = z.infer<typeof testRecipientSchema>

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
    const recipient = testRecipientSchema.safeParse(JSON.parse(readStored(key(profile)) ?? 'null'))
    return recipient.success ? recipient.data : null
  } catch {
    return null
  }
}
