import * as z from 'zod/mini'
import { displayNameSchema, grantsSchema } from './people.ts'
import { grantSchema } from './roles.ts'

/** How an API token begins: `Authorization: Bearer fuc_…`. */
export const TOKEN_PREFIX = 'fuc_'

export const TOKEN_LIMITS = {
  tokens: { max: 100 },
  days: { min: 1, max: 3650, default: 90 },
} as const

export const tokenSchema = z.object({
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
  name: displayNameSchema,
  grants: grantsSchema,
  days: z.optional(
    z.int(DAYS).check(z.gte(TOKEN_LIMITS.days.min, DAYS), z.lte(TOKEN_LIMITS.days.max, DAYS)),
  ),
})

/** The new token; `secret` is shown once and cannot be read again. */
export const createdTokenSchema = z.object({ token: tokenSchema, secret: z.string() })
