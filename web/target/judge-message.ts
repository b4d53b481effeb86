import { createMessageSchema } from '#contract/create-message'
import { judge } from '#contract/judge'
import type { Locale } from '#contract/locale'

/** Judges a new message by the contract; it brings the validator along, which sending alone needs. */
export function judgeMessage(message: unknown, locale: Locale) {
  return judge(createMessageSchema, message, locale)
}
