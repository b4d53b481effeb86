import * as z from 'zod/mini'

const windowSchema = z.object({ limit: z.int(), left: z.int() })

/**
 * What is left of the platform's limits for one profile and call, as far as this console has used them.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN
 */
export const rateBudgetSchema = z.object({
  per_second: windowSchema,
  per_minute: windowSchema,
  /** Until when the platform, or the minute, asks to wait; `null` where nothing has to be waited for. */
  paused_until: z.nullable(z.iso.datetime()),
  /** Who asks for it. */
  paused_by: z.nullable(z.enum(['platform', 'console'])),
})
export type RateBudget = z.infer<typeof rateBudgetSchema>

/** The answer of `GET /api/profiles/:id/budget`, for `push_follow_up`. */
export const profileBudgetSchema = z.object({ budget: rateBudgetSchema })
