import { pushFollowUpBodySchema } from '#contract/follow-ups'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'
import { validate } from '#contract/validation/validate'

/** The issues of any JSON value as the body of a push. */
export function validateBody(value: unknown, locale: Locale): Issue[] {
  const validation = validate(pushFollowUpBodySchema, value, locale)
  return validation.ok ? [] : validation.issues
}
