import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { judge } from '#contract/judge'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'

/** What is wrong with any JSON as the body of a push. */
export function judgeBody(value: unknown, locale: Locale): Issue[] {
  const judgement = judge(pushFollowUpBodySchema, value, locale)
  return judgement.ok ? [] : judgement.issues
}
