import { Hono } from 'hono'
import * as z from 'zod/mini'
import { PAGE, pageFields } from '#contract/exchanges'
import { eventsSchema } from '#contract/ledger'
import { describeIssue } from '#contract/validation/api-hints'
import { refuse } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { listEvents } from '../ledger/events.ts'
import { CursorError } from '../ledger/list-exchanges.ts'
import type { Storage } from '../storage/storage.ts'

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
      try {
        return c.json(await storage.read((db) => listEvents(db, { limit, cursor })), 200)
      } catch (error) {
        if (!(error instanceof CursorError)) throw error
        return refuse(c, 'invalid', [describeIssue('cursor', 'cursor_shape', c.var.locale)])
      }
    },
  )
}
