import { describeIssue } from '#contract/judge-request'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Asked } from '../http/asked.ts'
import { sessionOf } from '../http/session.ts'
import type { Profiles } from '../profiles/profiles.ts'

/** The profile a request names, or the default one; an unknown name is added to the issues. */
export async function chooseProfile(
  asked: Asked,
  profiles: Profiles,
  id: string | undefined,
  locale: Locale,
  issues: Issue[],
): Promise<SecretProfile | undefined> {
  const found = await profiles.find(id, sessionOf(asked))
  if (!found) issues.push(describeIssue('profile', 'unknown_profile', locale))
  return found ?? undefined
}
