import * as z from 'zod/mini'
import { APP_TYPES, BRANDS, ENVIRONMENTS, PROFILE_COLORS, testRecipientSchema } from './profile.ts'
import { PROFILE_LIMITS } from './profile-limits.ts'

const matching = (shape: RegExp, error: string) => z.string().check(z.regex(shape, { error }))

const name = z.string().check(
  z.refine((text) => text.trim().length > 0, { error: 'profile_name_empty', abort: true }),
  z.refine((text) => text.trim().length <= PROFILE_LIMITS.name.max, {
    error: 'profile_name_too_long',
  }),
  // Also nothing that could pass a name off as another, or break out of its line.
  z.refine(
    (text) => text.isWellFormed() && !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text),
    {
      error: 'profile_name_unsound',
    },
  ),
  z.trim(),
)

/** As it is given, without the slash that a copied address ends in. */
const base_url = z.pipe(
  z.string().check(z.maxLength(256, { error: 'profile_base_url' })),
  z.transform((url) => url.trim().replace(/\/$/, '')),
)

export const APP_SECRET = /^[\x21-\x7e]{8,256}$/
export const PASTED_TOKEN = /^t-[\x21-\x7e]{6,4094}$/
export const APP_ID = /^cli_[A-Za-z0-9_]{1,64}$/

const fields = {
  brand: z.optional(z.enum(BRANDS)),
  app_type: z.optional(z.enum(APP_TYPES)),
  color: z.optional(z.enum(PROFILE_COLORS)),
  environment: z.optional(z.enum(ENVIRONMENTS)),
  /** `null` takes it away. */
  app_secret: z.optional(z.nullable(matching(APP_SECRET, 'app_secret_shape'))),
  app_ticket: z.optional(z.nullable(matching(/^[\x21-\x7e]{4,256}$/, 'app_ticket_shape'))),
  tenant_key: z.optional(z.nullable(matching(/^[A-Za-z0-9_-]{1,64}$/, 'tenant_key_shape'))),
  test_recipient: z.optional(z.nullable(testRecipientSchema)),
}

/** The body of `POST /api/profiles`. */
export const newProfileSchema = z.strictObject({
  name,
  /** May be left to the brand. */
  base_url: z.optional(base_url),
  app_id: matching(APP_ID, 'app_id_shape'),
  ...fields,
})
export type NewProfile = z.infer<typeof newProfileSchema>

/** The body of `PATCH /api/profiles/:id`: what is left out stays as it is. */
export const profileChangeSchema = z.strictObject({
  name: z.optional(name),
  base_url: z.optional(base_url),
  app_id: z.optional(matching(APP_ID, 'app_id_shape')),
  ...fields,
})
export type ProfileChange = z.infer<typeof profileChangeSchema>

/** The body of `PUT /api/profiles/:id/pasted_token`. */
export const pasteTokenSchema = z.strictObject({
  tenant_access_token: matching(PASTED_TOKEN, 'pasted_token_shape'),
  /** Seconds that it has left. */
  expires_in: z.optional(
    z.int().check(
      z.refine((seconds) => seconds >= 1 && seconds <= PROFILE_LIMITS.tokenLife.max, {
        error: 'expires_in_range',
      }),
    ),
  ),
})
export type PasteToken = z.infer<typeof pasteTokenSchema>

/** The answer of `POST /api/profiles/:id/app_ticket_resend`. */
export const ticketResendSchema = z.object({
  /** Whether the platform was asked and agreed; the ticket itself goes to the app's own server. */
  resent: z.boolean(),
  /** The platform's code where it answered with one. */
  code: z.nullable(z.int()),
  /** What happened and what to do, in the language of the request. */
  detail: z.string(),
  /** Seconds until it may be asked again. */
  wait_s: z.int(),
})
