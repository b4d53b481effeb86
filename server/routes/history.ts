import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { historySchema } from '#contract/deliveries/history'
import type { Exchange } from '#contract/exchange'
import { exchangesQuerySchema, PAGE, toExchangeFilter } from '#contract/exchanges'
import { describeIssue } from '#contract/validation/api-hints'
import { appsOf } from '../access/authorize.ts'
import { listHistory } from '../deliveries/list-history.ts'
import { refuse } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { CursorError } from '../ledger/list-exchanges.ts'
import type { LedgerSender } from '../ledger/sender.ts'
import type { Storage } from '../storage/storage.ts'

/** The history as people read it: a row for each delivery and for each exchange of its own. */
export function historyRoutes(storage: Storage, sender: Pick<LedgerSender, 'unwritten'>) {
  const latestOf = (exchange: Exchange) => sender.unwritten(exchange.id) ?? exchange
  return new Hono().get(
    '/',
    compress(),
    validated({
      summary: 'Lists deliveries and single exchanges, newest first, page by page',
      access: { role: 'viewer', per: 'any' },
      query: exchangesQuerySchema,
      responses: { 200: { description: 'One page', schema: historySchema } },
    }),
    async (c) => {
      const { limit = PAGE.default, cursor, ...parameters } = c.req.valid('query')
      const filter = { ...toExchangeFilter(parameters), apps: await appsOf(c, 'viewer') }
      try {
        const history = await storage.scan((db) =>
          listHistory(db, storage.search, filter, { limit, cursor }, latestOf),
        )
        return c.json(history, 200)
      } catch (error) {
        if (!(error instanceof CursorError)) throw error
        return refuse(c, 'invalid', [describeIssue('cursor', 'cursor_shape', c.var.locale)])
      }
    },
  )
}
