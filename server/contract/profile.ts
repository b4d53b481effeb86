import * as z from 'zod/mini'
import { RECEIVE_ID_TYPES } from './receive-id-types.ts'

export const BRANDS = ['emulator', 'feishu', 'lark'] as const
export type Brand = (typeof BRANDS)[number]
export const ENVIRONMENTS = ['test', 'production'] as const
export const PROFILE_COLORS = ['gray', 'blue', 'green', 'amber', 'red', 'purple'] as const
export type ProfileColor = (typeof PROFILE_COLORS)[number]

/** How the app gets its tenant_access_token. */
export const APP_TYPES = [
  /** app_id and app_secret. */
  'custom',
  /** A store (ISV) app: app_ticket and tenant_key too. */
  'store',
  /** No secret at all: a token that was pasted, for one browser session. */
  'pasted_token',
] as const
export type AppType = (typeof APP_TYPES)[number]

export const testRecipientSchema = z.object({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(z.regex(/^[\x21-\x7e]{1,256}$/, { error: 'receive_id_shape' })),
})

/** Something write-only: all that is ever told of it. */
const keptSecretSchema = z.object({
  /** The first 8 hex digits of its SHA-256 with the profile's id as salt. */
  fingerprint: z.string(),
  /** `null` where it comes from the environment. */
  set_at: z.nullable(z.iso.datetime()),
})
export type KeptSecret = z.infer<typeof keptSecretSchema>

/** One app on one upstream, as the browser may know it: never with a secret. */
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
  /** Where it is kept: `environment` ones are read-only here. */
  source: z.enum(['environment', 'stored']),
  /** The app_secret; `null` where there is none. */
  secret: z.nullable(keptSecretSchema),
  /** The tenant of a store app. */
  tenant_key: z.nullable(z.string()),
  app_ticket: z.nullable(keptSecretSchema),
  /**
   * The pasted token of this browser session, used in the place of any secret. `expires_at` is
   * `null` where its life is not known, and in the past where it has ended.
   */
  pasted_token: z.nullable(
    z.object({ fingerprint: z.string(), expires_at: z.nullable(z.iso.datetime()) }),
  ),
  /** Whom “send to myself” goes to. */
  test_recipient: z.nullable(testRecipientSchema),
})

export const profilesSchema = z.object({
  profiles: z.array(profileSchema),
  /** Those that were removed: the history still names them. */
  removed: z.array(z.object({ id: z.string(), name: z.string() })),
})

export type Profile = z.infer<typeof profileSchema>
export type Profiles = z.infer<typeof profilesSchema>

/** What a profile is that says nothing of itself but who it is. */
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
