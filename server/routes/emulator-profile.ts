import type { Context } from 'hono'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { chooseProfile } from './choose-profile.ts'

type Chosen<Name extends string> =
  | { base_url: string; values: Partial<Record<Name, string>> }
  | { refusal: Response }

/** The emulator behind the profile that a request names, and its other query parameters; other upstreams have none. */
export async function chooseEmulator<Name extends string = never>(
  c: Context,
  profiles: Profiles,
  names: readonly Name[] = [],
): Promise<Chosen<Name>> {
  const locale = requestLocale(c)
  const { values, issues } = readQuery<Name | 'profile'>(c, ['profile', ...names], locale)
  const profile = await chooseProfile(c, profiles, values.profile, locale, issues)
  if (!profile || issues.length > 0) return { refusal: refuse(c, 'invalid', issues) }
  if (profile.brand !== 'emulator') return { refusal: refuse(c, 'not_found') }
  return { base_url: profile.base_url, values }
}
