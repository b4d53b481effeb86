import { EMULATOR_APP } from '#contract/emulator/app-ids'
import { PROFILE_DEFAULTS } from '#contract/profile'
import type { RealProfile } from '../env.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { RegisteredEmulator } from './emulator-registry.ts'
import { fingerprint } from './seal.ts'

/** Returns the built-in profiles: the emulators, the first as the default, and the app of the environment. */
export function environmentProfiles(
  real: RealProfile | null,
  emulators: readonly RegisteredEmulator[],
): SecretProfile[] {
  const profiles = emulators.map(({ id, name, url }, i) => {
    const emulator = {
      id,
      name,
      brand: 'emulator',
      base_url: url,
      ...EMULATOR_APP,
      environment: 'test',
    } as const
    return fromEnvironment(emulator, i === 0)
  })
  if (real) profiles.push(fromEnvironment(real, profiles.length === 0))
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
