import { Hono } from 'hono'
import * as z from 'zod/mini'
import {
  automaticRetentionSchema,
  PAGE,
  pageFields,
  retentionBodySchema,
  retentionResponseSchema,
} from '#contract/exchanges'
import { eventsSchema } from '#contract/ledger'
import { actorOf } from '../http/session.ts'
import { validated } from '../http/validated.ts'
import { listEvents } from '../ledger/events.ts'
import type { Ledger, RetentionLimits } from '../ledger/ledger.ts'
import type { RetentionStatus } from '../ledger/retention.ts'
import type { Log } from '../logging/log.ts'
import type { Storage } from '../storage/storage.ts'

const DAY_MS = 24 * 60 * 60 * 1000

const isDryRun = (body: object) => 'dry_run' in body && body.dry_run === true

/**
 * Reads the limits that a setting of the server applies automatically, and removes what exceeds
 * other limits, or reports what that would be.
 */
export function retentionRoutes(
  ledger: Pick<Ledger, 'prune'>,
  automatic: RetentionLimits,
  { retentionStatus, log }: { retentionStatus: () => RetentionStatus; log: Log },
) {
  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Reads the limits of the automatic cleanup, and what it holds back',
        access: { role: 'viewer', per: 'any' },
        responses: { 200: { description: 'The limits', schema: automaticRetentionSchema } },
      }),
      (c) => {
        const { maxAgeMs, maxCount = null } = automatic
        const max_age_days = maxAgeMs === undefined ? null : Math.round(maxAgeMs / DAY_MS)
        const { clock, held } = retentionStatus()
        const since = held && new Date(held.since_ms).toISOString()
        return c.json(
          {
            ...{ max_age_days, max_count: maxCount, clock },
            held: held && { count: held.count, total: held.total, since: since ?? '' },
          },
          200,
        )
      },
    )
    .post(
      '/',
      validated({
        summary: 'Removes the requests that exceed the given limits, or counts them in a dry run',
        access: { role: 'admin', per: 'console' },
        audit: { request: ['max_age_days', 'max_count'], unless: isDryRun, fields: ['removed'] },
        body: retentionBodySchema,
        responses: { 200: { description: 'What was removed', schema: retentionResponseSchema } },
      }),
      async (c) => {
        const { max_age_days, max_count, dry_run } = c.req.valid('json')
        const removed = await ledger.prune(
          {
            maxAgeMs: max_age_days === null ? undefined : max_age_days * DAY_MS,
            maxCount: max_count ?? undefined,
          },
          { dryRun: dry_run, actor: actorOf(c) },
        )
        const { count } = removed
        if (!dry_run && count > 0) {
          log({ level: 'info', event: 'history_deleted', actor: actorOf(c), count })
        }
        return c.json({ dry_run, removed }, 200)
      },
    )
}

/** Deletions and changed secrets, with who made them. */
export function eventRoutes(storage: Pick<Storage, 'read'>) {
  return new Hono().get(
    '/',
    validated({
      summary: 'Lists deletions and changed secrets, newest first, page by page',
      access: { role: 'admin', per: 'console' },
      query: z.strictObject(pageFields),
      responses: { 200: { description: 'One page', schema: eventsSchema } },
    }),
    async (c) => {
      const { limit = PAGE.default, cursor } = c.req.valid('query')
      return c.json(await storage.read((db) => listEvents(db, { limit, cursor })), 200)
    },
  )
}
