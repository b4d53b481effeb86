import * as z from 'zod/mini'
import { PROFILE_LIMITS } from './limits.ts'
import { APP_TYPES, BRANDS, ENVIRONMENTS, PROFILE_COLORS, testRecipientSchema } from './profile.ts'

const matching = (shape: RegExp, error: string) => z.string().check(z.regex(shape, { error }))

const name = z.string().check(
  z.refine((text) => text.trim().length > 0, { error: 'profile_name_empty', abort: true }),
  z.refine((text) => text.trim().length <= PROFILE_LIMITS.name.max, {
    error: 'profile_name_too_long',
  }),
  // Control and direction characters could disguise a name or break its line.
  z.refine(
    (text) => text.isWellFormed() && !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text),
    { error: 'profile_name_unsound' },
  ),
  z.trim(),
)

/** Without the slash at the end of a copied address. */
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
  /** Null removes it. */
  app_secret: z.optional(z.nullable(matching(APP_SECRET, 'app_secret_shape'))),
  app_ticket: z.optional(z.nullable(matching(/^[\x21-\x7e]{4,256}$/, 'app_ticket_shape'))),
  tenant_key: z.optional(z.nullable(matching(/^[A-Za-z0-9_-]{1,64}$/, 'tenant_key_shape'))),
  test_recipient: z.optional(z.nullable(testRecipientSchema)),
}

/** The body of `POST /api/profiles`. */
export const newProfileSchema = z.strictObject({
  name,
  /** The URL of the brand by default. */
  base_url: z.optional(base_url),
  app_id: matching(APP_ID, 'app_id_shape'),
  ...fields,
})
export type NewProfile = z.infer<typeof newProfileSchema>

/** The body of `PATCH /api/profiles/:id`; an omitted field stays as it is. */
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
  /** The remaining lifetime in seconds. */
  expires_in: z.optional(
    z.int().check(
      z.refine((seconds) => seconds >= 1 && seconds <= PROFILE_LIMITS.tokenLife.max, {
        error: 'expires_in_range',
      }),
    ),
  ),
})
export type PasteToken = z.infer<typeof pasteTokenSchema>

/** The response of `POST /api/profiles/:id/app_ticket_resend`. */
export const ticketResendSchema = z.object({
  /** Whether the platform accepted; it sends the ticket to the app's own server. */
  resent: z.boolean(),
  /** The platform's code, if it returned one. */
  code: z.nullable(z.int()),
  /** What happened and what to do, in the language of the request. */
  detail: z.string(),
  /** Seconds until the next request is allowed. */
  wait_s: z.int(),
})
