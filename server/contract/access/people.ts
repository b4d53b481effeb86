import * as z from 'zod/mini'
import { grantSchema } from './roles.ts'
import { SIGN_IN_WAYS, signInNameSchema } from './session.ts'

export const PEOPLE_LIMITS = {
  people: { max: 1000 },
  grants: { max: 100 },
  name: { max: 80 },
} as const

const grants = z
  .array(grantSchema)
  .check(z.maxLength(PEOPLE_LIMITS.grants.max, { error: 'too_many_grants' }))

const displayName = z.string().check(
  z.refine((text) => text.trim().length > 0 && text.trim().length <= PEOPLE_LIMITS.name.max, {
    error: 'person_name_shape',
  }),
  z.refine(
    (text) => text.isWellFormed() && !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text),
    { error: 'person_name_shape' },
  ),
  z.trim(),
)

export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  way: z.enum(SIGN_IN_WAYS),
  /** What identifies the person there: a name, `tenant_key/open_id`, or the subject of the provider. */
  subject: z.string(),
  grants: z.array(grantSchema),
  /** Named in ADMINS: an admin of everything, whatever the grants say. */
  admin_by_setting: z.boolean(),
  disabled: z.boolean(),
  /** A local account whose password is not set yet. */
  invited: z.boolean(),
  created_at: z.iso.datetime(),
  last_active_at: z.nullable(z.iso.datetime()),
  /** Sessions that have not ended. */
  sessions: z.int(),
})
export type Person = z.infer<typeof personSchema>

/** The response of `GET /api/people`, by name. */
export const peopleSchema = z.object({ people: z.array(personSchema) })

/** The response of `GET /api/people/names`: every actor that history may name, also removed ones. */
export const peopleNamesSchema = z.object({
  people: z.array(
    z.object({ id: z.string(), name: z.string(), kind: z.enum(['person', 'token']) }),
  ),
})

/** The body of `POST /api/people`: a local account. */
export const newPersonSchema = z.strictObject({
  sign_in_name: signInNameSchema,
  name: z.optional(displayName),
  grants,
})

/** The body of `PATCH /api/people/:id`; what is left out stays. The sessions of a disabled person end. */
export const personChangeSchema = z.strictObject({
  name: z.optional(displayName),
  grants: z.optional(grants),
  disabled: z.optional(z.boolean()),
})

/** A person and a one-time link for the password, shown once. */
export const invitedPersonSchema = z.object({
  person: personSchema,
  /** The path with its fragment, to be put behind the address of the console. */
  link: z.string(),
  link_ends_at: z.iso.datetime(),
})

/** The response of `GET /api/people/:id/sessions`, newest first. */
export const sessionsSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      way: z.enum(SIGN_IN_WAYS),
      created_at: z.iso.datetime(),
      last_active_at: z.iso.datetime(),
      ends_at: z.iso.datetime(),
      /** The browser and the address that signed in, as they named themselves. */
      user_agent: z.nullable(z.string()),
      address: z.nullable(z.string()),
      /** The session of this request. */
      current: z.boolean(),
    }),
  ),
})

/** How an API token begins: `Authorization: Bearer fuc_…`. */
export const TOKEN_PREFIX = 'fuc_'

export const TOKEN_LIMITS = {
  tokens: { max: 100 },
  days: { min: 1, max: 3650, default: 90 },
} as const

const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Whose token it is: it may never do more than that person. */
  person: z.string(),
  grants: z.array(grantSchema),
  created_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  last_used_at: z.nullable(z.iso.datetime()),
})
export type Token = z.infer<typeof tokenSchema>

/** The response of `GET /api/tokens`: one's own, for an admin all. */
export const tokensSchema = z.object({ tokens: z.array(tokenSchema) })

const DAYS = { error: 'token_days' }

/** The body of `POST /api/tokens`. */
export const newTokenSchema = z.strictObject({
  name: displayName,
  grants,
  days: z.optional(
    z.int(DAYS).check(z.gte(TOKEN_LIMITS.days.min, DAYS), z.lte(TOKEN_LIMITS.days.max, DAYS)),
  ),
})

/** The new token; `secret` is shown once and cannot be read again. */
export const createdTokenSchema = z.object({ token: tokenSchema, secret: z.string() })
