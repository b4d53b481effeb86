import { Hono } from 'hono'
import type { RateBudgets } from '../feishu/rate-budget.ts'
import { refuse } from '../http/refusal.ts'
import { sessionOf } from '../http/session.ts'
import type { Profiles } from '../profiles/profiles.ts'

/** What this console may still send as a profile before the platform's limits are reached. */
export function budgetRoutes(profiles: Profiles, budgets: RateBudgets) {
  return new Hono().get('/:id/budget', async (c) => {
    const profile = await profiles.find(c.req.param('id'), sessionOf(c))
    if (!profile) return refuse(c, 'not_found')
    return c.json({ budget: budgets.read(profile, 'push_follow_up') }, 200)
  })
}
