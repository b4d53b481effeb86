import type { Context } from 'hono'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import { chooseProfile } from './choose-profile.ts'

type Chosen<Name extends string> =
  | { base_url: string; values: Partial<Record<Name, string>> }
  | { refusal: Response }

/** The emulator behind the profile that a request names, and its other query parameters; other upstreams have none. */
export function chooseEmulator<Name extends string = never>(
  c: Context,
  profiles: readonly SecretProfile[],
  names: readonly Name[] = [],
): Chosen<Name> {
  const locale = requestLocale(c)
  const { values, issues } = readQuery<Name | 'profile'>(c, ['profile', ...names], locale)
  const profile = chooseProfile(profiles, values.profile, locale, issues)
  if (!profile || issues.length > 0) return { refusal: refuse(c, 'invalid', issues) }
  if (profile.brand !== 'emulator') return { refusal: refuse(c, 'not_found') }
  return { base_url: profile.base_url, values }
}
