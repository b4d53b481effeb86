import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import * as z from 'zod/mini'
import { historySchema } from '#contract/deliveries/delivery'
import { type Exchange, exchangeSchema } from '#contract/exchange'
import {
  exchangesQuerySchema,
  exchangesSchema,
  exportQuerySchema,
  exportSchema,
  PAGE,
  repeatsSchema,
  resolvedSchema,
  toExchangeFilter,
} from '#contract/exchanges'
import { isJsonObject } from '#contract/json'
import { resolveByPersonSchema, resolveByRepeatSchema } from '#contract/ledger'
import { receiptSchema } from '#contract/receipt'
import { appsOf } from '../access/authorize.ts'
import type { HoldSends } from '../approvals/hold-send.ts'
import { listHistory } from '../deliveries/list-history.ts'
import {
  EXCHANGE_COLUMNS,
  everyExchange,
  writeCsv,
  writeJson,
} from '../exports/export-exchanges.ts'
import { receiptName, writeReceipt } from '../exports/receipt.ts'
import type { Clock } from '../feishu/clock.ts'
import { download, fileTime } from '../http/download.ts'
import { refuse, refuseValue } from '../http/refusal.ts'
import { actorOf, sessionOf } from '../http/session.ts'
import { validated } from '../http/validated.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { LedgerSender } from '../ledger/sender.ts'
import { TransitionError } from '../ledger/transition.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { Storage } from '../storage/storage.ts'
import { refuseUnsent, SEND_REFUSALS } from './send-results.ts'

type ExchangeRouteDeps = {
  ledger: Ledger
  sender: LedgerSender
  profiles: ProfileStore
  clock: Clock
  holding: Pick<HoldSends, 'refuseUncovered'>
}

const TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
} as const

/** The history: to search, to read, to export, and to resolve sends of unknown outcome. */
export function exchangeRoutes({ ledger, sender, profiles, clock, holding }: ExchangeRouteDeps) {
  /** Prefers how a send ended if only this process knows it: its row would still say `sending`. */
  const latestOf = (exchange: Exchange) => sender.unwritten(exchange.id) ?? exchange

  async function find(id: string): Promise<Exchange | null> {
    const exchange = await ledger.find(id)
    return exchange && latestOf(exchange)
  }

  return new Hono()
    .get(
      '/',
      compress(),
      validated({
        summary: 'Lists exchanges, newest first, page by page',
        access: { role: 'viewer', per: 'any' },
        query: exchangesQuerySchema,
        responses: { 200: { description: 'One page', schema: exchangesSchema } },
      }),
      async (c) => {
        const { limit = PAGE.default, cursor, ...filter } = c.req.valid('query')
        const apps = await appsOf(c, 'viewer')
        const found = await ledger.list({ ...toExchangeFilter(filter), apps }, { limit, cursor })
        const { exchanges, next_cursor } = found
        return c.json({ exchanges: exchanges.map(latestOf), next_cursor }, 200)
      },
    )
    .get(
      '/export',
      validated({
        summary: 'Exports exchanges as JSON or CSV',
        access: { role: 'admin', per: 'any' },
        audit: { request: ['format'] },
        query: exportQuerySchema,
        responses: {
          200: {
            description: 'A file, newest first',
            content: { 'application/json': exportSchema, 'text/csv': z.string() },
          },
        },
      }),
      async (c) => {
        const { format, ...parameters } = c.req.valid('query')
        const filter = { ...toExchangeFilter(parameters), apps: await appsOf(c, 'admin') }
        // An unreadable ledger is refused here; once the file has begun, it can only break off.
        await ledger.list(filter, { limit: 1 })
        const found = everyExchange(ledger, filter)
        const pieces =
          format === 'csv' ? writeCsv(EXCHANGE_COLUMNS, found) : writeJson('exchanges', found)
        const name = `exchanges-${fileTime(clock.wall())}.${format}`
        return download(pieces, { name, type: TYPES[format] })
      },
    )
    .get(
      '/:id',
      validated({
        summary: 'Reads an exchange',
        access: { role: 'viewer', per: 'profile', of: 'exchange' },
        responses: { 200: { description: 'The exchange', schema: exchangeSchema } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const exchange = await find(c.req.param('id'))
        return exchange ? c.json(exchange, 200) : refuse(c, 'not_found')
      },
    )
    .get(
      '/:id/repeats',
      validated({
        summary: 'Lists the deliberate repeats of an exchange',
        access: { role: 'viewer', per: 'profile', of: 'exchange' },
        responses: { 200: { description: 'The repeats, oldest first', schema: repeatsSchema } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const id = c.req.param('id')
        if (!(await ledger.find(id))) return refuse(c, 'not_found')
        return c.json({ exchanges: await ledger.repeatsOf(id) }, 200)
      },
    )
    .get(
      '/:id/receipt',
      validated({
        summary: 'Exports an exchange for the support of Feishu, without secrets',
        access: { role: 'viewer', per: 'profile', of: 'exchange' },
        responses: { 200: { description: 'The receipt', schema: receiptSchema } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const exchange = await find(c.req.param('id'))
        if (!exchange) return refuse(c, 'not_found')
        const profile = await profiles.find(exchange.profile, sessionOf(c))
        const receipt = writeReceipt(exchange, {
          app_id: profile?.app_id ?? null,
          now_ms: clock.wall(),
        })
        return download([JSON.stringify(receipt, null, 2), '\n'], {
          name: receiptName(exchange),
          type: TYPES.json,
        })
      },
    )
    .post(
      '/:id/resolve',
      validated({
        summary: 'Resolves an unknown outcome, by what a person saw or by a deliberate repeat',
        access: { role: 'sender', per: 'profile', of: 'exchange' },
        audit: false,
        body: z.union([resolveByPersonSchema, resolveByRepeatSchema]),
        bodySchema: (body) =>
          isJsonObject(body) && 'repeat' in body ? resolveByRepeatSchema : resolveByPersonSchema,
        idempotencyKey: true,
        responses: {
          200: {
            description: 'The exchange, and the repeat if one was made',
            schema: resolvedSchema,
          },
        },
        refusals: ['not_found', ...SEND_REFUSALS],
      }),
      (c) => {
        const body = c.req.valid('json')
        const id = c.req.param('id')
        return 'repeat' in body
          ? resolveByRepeat(c, id, c.var.idempotencyKey)
          : resolveByPerson(c, id, body)
      },
    )

  async function resolveByPerson(
    c: Context,
    id: string,
    { verdict, note = '' }: z.infer<typeof resolveByPersonSchema>,
  ) {
    try {
      const resolution = { verdict, note: note.trim() || null, actor: actorOf(c) }
      const exchange = await ledger.resolve(id, resolution)
      return exchange ? c.json({ exchange, repeat: null }, 200) : refuse(c, 'not_found')
    } catch (error) {
      if (!(error instanceof TransitionError)) throw error
      return refuseValue(c, 'verdict', 'not_unknown')
    }
  }

  async function resolveByRepeat(c: Context, id: string, idempotency_key: string | undefined) {
    const refuseRepeat = (key: 'profile_gone' | 'not_repeatable') => refuseValue(c, 'repeat', key)

    const exchange = await ledger.find(id)
    if (!exchange) return refuse(c, 'not_found')
    const profile = await profiles.find(exchange.profile, sessionOf(c))
    if (!profile || !exchange.request.url.startsWith(`${profile.base_url}/`)) {
      return refuseRepeat('profile_gone')
    }

    const uncovered = await holding.refuseUncovered(c, profile, 'exchange', id)
    if (uncovered) return uncovered
    const delivery = exchange.delivery ?? undefined
    const options = { actor: actorOf(c), idempotency_key, delivery }
    const sent = await sender.repeat(profile, exchange, options)
    if (sent.sent === 'not_repeatable') return refuseRepeat('not_repeatable')
    if (sent.sent !== 'done') return refuseUnsent(c, sent)
    const now = (await ledger.find(exchange.id)) ?? exchange
    return c.json({ exchange: now, repeat: sent.exchange }, 200)
  }
}

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
      const history = await storage.scan((db) =>
        listHistory(db, storage.search, filter, { limit, cursor }, latestOf),
      )
      return c.json(history, 200)
    },
  )
}
