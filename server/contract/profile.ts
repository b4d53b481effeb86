import * as z from 'zod/mini'
import { RECEIVE_ID, RECEIVE_ID_TYPES } from './ids.ts'

export const BRANDS = ['emulator', 'feishu', 'lark'] as const
export type Brand = (typeof BRANDS)[number]
export const ENVIRONMENTS = ['test', 'production'] as const
export const PROFILE_COLORS = ['gray', 'blue', 'green', 'amber', 'red', 'purple'] as const
export type ProfileColor = (typeof PROFILE_COLORS)[number]

/** How an app gets its tenant_access_token. */
export const APP_TYPES = [
  /** By app_id and app_secret. */
  'custom',
  /** A store (ISV) app, which also needs app_ticket and tenant_key. */
  'store',
  /** Without a secret: a token pasted for one browser session. */
  'pasted_token',
] as const
export type AppType = (typeof APP_TYPES)[number]

export const testRecipientSchema = z.object({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(z.regex(RECEIVE_ID, { error: 'receive_id_shape' })),
})

/** What the API returns of a write-only secret. */
export const keptSecretSchema = z.object({
  /** The first 8 hex digits of its SHA-256, salted with the profile's ID. */
  fingerprint: z.string(),
  /** Null if it comes from the environment. */
  set_at: z.nullable(z.iso.datetime()),
})
export type KeptSecret = z.infer<typeof keptSecretSchema>

/** One app on one upstream, without its secrets. */
export const profileSchema = z.object({
  id: z.string(),
  name: z.string(),
  brand: z.enum(BRANDS),
  base_url: z.string(),
  app_id: z.string(),
  default: z.boolean(),
  color: z.enum(PROFILE_COLORS),
  environment: z.enum(ENVIRONMENTS),
  app_type: z.enum(APP_TYPES),
  /** A profile of the `environment` is read-only. */
  source: z.enum(['environment', 'stored']),
  /** The app_secret; null if there is none. */
  secret: z.nullable(keptSecretSchema),
  /** The tenant of a store app. */
  tenant_key: z.nullable(z.string()),
  app_ticket: z.nullable(keptSecretSchema),
  /** The pasted token of this browser session; `expires_at` is null if unknown, past if expired. */
  pasted_token: z.nullable(
    z.object({ fingerprint: z.string(), expires_at: z.nullable(z.iso.datetime()) }),
  ),
  /** The recipient of “send to myself”. */
  test_recipient: z.nullable(testRecipientSchema),
})

export const profilesSchema = z.object({
  profiles: z.array(profileSchema),
  /** Removed profiles, which the history still names. */
  removed: z.array(z.object({ id: z.string(), name: z.string() })),
})

export type Profile = z.infer<typeof profileSchema>
export type ProfileList = z.infer<typeof profilesSchema>

/** The values of a profile that defines only its app and its upstream. */
export const PROFILE_DEFAULTS = {
  color: 'gray',
  environment: 'test',
  app_type: 'custom',
  source: 'environment',
  secret: null,
  tenant_key: null,
  app_ticket: null,
  pasted_token: null,
  test_recipient: null,
} as const satisfies Partial<Profile>

const windowSchema = z.object({ limit: z.int(), left: z.int() })

/**
 * The rest of the platform's rate limits for one profile and call, as used by this console.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN
 */
export const rateBudgetSchema = z.object({
  per_second: windowSchema,
  per_minute: windowSchema,
  /** The end of the current pause; null if calls are possible now. */
  paused_until: z.nullable(z.iso.datetime()),
  /** The source of the pause. */
  paused_by: z.nullable(z.enum(['platform', 'console'])),
})
export type RateBudget = z.infer<typeof rateBudgetSchema>

/** The response of `GET /api/profiles/:id/budget`, for `push_follow_up`. */
export const profileBudgetSchema = z.object({ budget: rateBudgetSchema })
