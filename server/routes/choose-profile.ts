import type { Context } from 'hono'
import { describeIssue } from '#contract/judge-request'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { sessionOf } from '../http/session.ts'
import type { Profiles } from '../profiles/profiles.ts'

/** The profile a request names, or the default one; an unknown name is added to the issues. */
export async function chooseProfile(
  c: Context,
  profiles: Profiles,
  id: string | undefined,
  locale: Locale,
  issues: Issue[],
): Promise<SecretProfile | undefined> {
  const found = await profiles.find(id, sessionOf(c))
  if (!found) issues.push(describeIssue('profile', 'unknown_profile', locale))
  return found ?? undefined
}
