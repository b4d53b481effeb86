import { Hono } from 'hono'
import { judgeRequest } from '#contract/judge-request'
import { retentionBodySchema } from '#contract/retention'
import { readJsonBody } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import type { Ledger, Retention } from '../ledger/ledger.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Tells which limits hold by themselves (a setting of the server), and removes what goes beyond
 * others, or only tells what that would be.
 */
export function retentionRoutes(ledger: Pick<Ledger, 'prune'>, standing: Retention) {
  return new Hono()
    .get('/', (c) => {
      const { maxAgeMs, maxCount = null } = standing
      const max_age_days = maxAgeMs === undefined ? null : Math.round(maxAgeMs / DAY_MS)
      return c.json({ max_age_days, max_count: maxCount }, 200)
    })
    .post('/', async (c) => {
      const body = await readJsonBody(c.req.raw)
      if (!body.ok) return refuse(c, body.error)
      const locale = requestLocale(c)
      const { issues } = readQuery(c, [], locale)
      const wanted = judgeRequest(retentionBodySchema, body.value, locale)
      if (!wanted.ok) issues.push(...wanted.issues)
      if (!wanted.ok || issues.length > 0) return refuse(c, 'invalid', issues)

      const { max_age_days, max_count, dry_run } = wanted.value
      const removed = await ledger.prune(
        {
          maxAgeMs: max_age_days === null ? undefined : max_age_days * DAY_MS,
          maxCount: max_count ?? undefined,
        },
        { dryRun: dry_run },
      )
      return c.json({ dry_run, removed }, 200)
    })
}
