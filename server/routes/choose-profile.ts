import { describeIssue } from '#contract/judge-request'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'
import type { SecretProfile } from '../feishu/secret-profile.ts'

/** The profile a request names, or the default one; an unknown name is added to the issues. */
export function chooseProfile(
  profiles: readonly SecretProfile[],
  id: string | undefined,
  locale: Locale,
  issues: Issue[],
): SecretProfile | undefined {
  const found = profiles.find((profile) => (id === undefined ? profile.default : profile.id === id))
  if (!found) issues.push(describeIssue('profile', 'unknown_profile', locale))
  return found
}
