import * as z from 'zod/mini'

/** How long and how much of the history is kept; `null` is no limit. */
export const retentionSchema = z.strictObject({
  max_age_days: z.nullable(
    z
      .int({ error: 'retention_age' })
      .check(z.gte(1, { error: 'retention_age' }), z.lte(36_500, { error: 'retention_age' })),
  ),
  max_count: z.nullable(
    z
      .int({ error: 'retention_count' })
      .check(
        z.gte(1, { error: 'retention_count' }),
        z.lte(10_000_000, { error: 'retention_count' }),
      ),
  ),
})

/** The body of `POST /api/retention`: a dry run only tells what would be removed. */
export const retentionBodySchema = z.extend(retentionSchema, { dry_run: z.boolean() })

/** Its answer; `removed` is what would be removed in a dry run. */
export const retentionAnswerSchema = z.object({
  dry_run: z.boolean(),
  removed: z.object({
    count: z.int(),
    oldest_at: z.nullable(z.iso.datetime()),
    newest_at: z.nullable(z.iso.datetime()),
  }),
})

export type Retention = z.infer<typeof retentionSchema>
