import { PROFILE_DEFAULTS } from '#contract/profile'
import type { RealProfile } from '../env.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { fingerprint } from './seal.ts'

/** Returns the built-in profiles: the console's own emulator and the app of the environment. */
export function environmentProfiles(
  real: RealProfile | null,
  emulatorUrl: string | null,
): SecretProfile[] {
  const profiles: SecretProfile[] = []
  if (emulatorUrl !== null) {
    const emulator = {
      id: 'emulator',
      name: 'Emulator',
      brand: 'emulator',
      base_url: emulatorUrl,
      app_id: 'cli_emulator',
      app_secret: 'emulator-secret',
      environment: 'test',
    } as const
    profiles.push(fromEnvironment(emulator, true))
  }
  if (real) profiles.push(fromEnvironment(real, emulatorUrl === null))
  return profiles
}

function fromEnvironment(
  { app_secret, ...profile }: RealProfile,
  isDefault: boolean,
): SecretProfile {
  return {
    ...PROFILE_DEFAULTS,
    ...profile,
    default: isDefault,
    secret: { fingerprint: fingerprint(profile.id, app_secret), set_at: null },
    credential: { kind: 'custom', app_secret },
  }
}
