import { createMessageSchema } from '#contract/create-message'
import type { Locale } from '#contract/locale'
import { validate } from '#contract/validation/validate'

/** Validates a new message by the contract; loaded on demand, because it includes the validator. */
export function validateMessage(message: unknown, locale: Locale) {
  return validate(createMessageSchema, message, locale)
}
