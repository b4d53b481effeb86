import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import type * as z from 'zod/mini'
import type { Exchange } from '#contract/exchange'
import {
  exchangesQuerySchema,
  exportQuerySchema,
  FILTER_NAMES,
  toExchangeFilter,
} from '#contract/exchange-query'
import { PAGE } from '#contract/exchanges'
import { isJsonObject } from '#contract/is-json-object'
import { describeIssue, judgeRequest } from '#contract/judge-request'
import { resolveByPersonSchema, resolveByRepeatSchema } from '#contract/ledger'
import { everyExchange } from '../exports/every-exchange.ts'
import { receiptName, writeReceipt } from '../exports/receipt.ts'
import { writeCsv } from '../exports/write-csv.ts'
import { writeJson } from '../exports/write-json.ts'
import type { Clock } from '../feishu/clock.ts'
import { download, fileTime } from '../http/download.ts'
import { readIdempotencyKey } from '../http/idempotency-key.ts'
import { readJsonBody } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import { sessionOf } from '../http/session.ts'
import { CursorError } from '../ledger/cursor.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Sender } from '../ledger/sender.ts'
import { TransitionError } from '../ledger/transition.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { refuseUnsent } from './refuse-unsent.ts'

type Deps = {
  ledger: Ledger
  sender: Sender
  profiles: Profiles
  clock: Clock
}

const TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
} as const

/** The history of what was sent: to search, to open, to hand on, and to settle where it is unknown. */
export function exchangeRoutes({ ledger, sender, profiles, clock }: Deps) {
  function readParameters<S extends z.ZodMiniType>(c: Context, schema: S, more: readonly string[]) {
    const locale = requestLocale(c)
    const { values, issues } = readQuery(c, [...FILTER_NAMES, ...more], locale)
    const judgement = judgeRequest(schema, values, locale)
    if (!judgement.ok) issues.push(...judgement.issues)
    return judgement.ok && issues.length === 0
      ? { ok: true as const, value: judgement.value }
      : { ok: false as const, issues }
  }

  /** As it ended, where only this process knows that: its row would still say that it is being sent. */
  const asKnown = (exchange: Exchange) => sender.unwritten(exchange.id) ?? exchange

  async function find(c: Context): Promise<Exchange | null> {
    const exchange = await ledger.find(c.req.param('id') ?? '')
    return exchange && asKnown(exchange)
  }

  return new Hono()
    .get('/', compress(), async (c) => {
      const query = readParameters(c, exchangesQuerySchema, ['limit', 'cursor'])
      if (!query.ok) return refuse(c, 'invalid', query.issues)
      const { limit = PAGE.default, cursor, ...filter } = query.value
      try {
        const page = await ledger.list(toExchangeFilter(filter), { limit, cursor })
        return c.json({ ...page, exchanges: page.exchanges.map(asKnown) }, 200)
      } catch (error) {
        if (!(error instanceof CursorError)) throw error
        return refuse(c, 'invalid', [describeIssue('cursor', 'cursor_shape', requestLocale(c))])
      }
    })
    .get('/export', async (c) => {
      const query = readParameters(c, exportQuerySchema, ['format'])
      if (!query.ok) return refuse(c, 'invalid', query.issues)
      const { format, ...parameters } = query.value
      const filter = toExchangeFilter(parameters)
      // A ledger that cannot be read is refused here; once the file has begun, it can only break off.
      await ledger.list(filter, { limit: 1 })
      const write = format === 'csv' ? writeCsv : writeJson
      const name = `exchanges-${fileTime(clock.wall())}.${format}`
      return download(write(everyExchange(ledger, filter)), { name, type: TYPES[format] })
    })
    .get('/:id', async (c) => {
      const exchange = await find(c)
      return exchange ? c.json(exchange, 200) : refuse(c, 'not_found')
    })
    .get('/:id/repeats', async (c) => {
      const { id } = c.req.param()
      if (!(await ledger.find(id))) return refuse(c, 'not_found')
      return c.json({ exchanges: await ledger.repeatsOf(id) }, 200)
    })
    .get('/:id/receipt', async (c) => {
      const exchange = await find(c)
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
    })
    .post('/:id/resolve', async (c) => {
      const body = await readJsonBody(c.req.raw)
      if (!body.ok) return refuse(c, body.error)
      const byRepeat = isJsonObject(body.value) && 'repeat' in body.value
      return byRepeat ? repeat(c, body.value) : takeWord(c, body.value)
    })

  async function takeWord(c: Context, body: unknown) {
    const locale = requestLocale(c)
    const { issues } = readQuery(c, [], locale)
    const word = judgeRequest(resolveByPersonSchema, body, locale)
    if (!word.ok) issues.push(...word.issues)
    if (!word.ok || issues.length > 0) return refuse(c, 'invalid', issues)
    try {
      const { verdict, note = '' } = word.value
      const exchange = await ledger.resolve(c.req.param('id') ?? '', {
        verdict,
        note: note.trim() || null,
        actor: 'local',
      })
      return exchange ? c.json({ exchange, repeat: null }, 200) : refuse(c, 'not_found')
    } catch (error) {
      if (!(error instanceof TransitionError)) throw error
      return refuse(c, 'invalid', [describeIssue('verdict', 'not_unknown', locale)])
    }
  }

  async function repeat(c: Context, body: unknown) {
    const locale = requestLocale(c)
    const { issues } = readQuery(c, [], locale)
    const order = judgeRequest(resolveByRepeatSchema, body, locale)
    if (!order.ok) issues.push(...order.issues)
    const idempotency_key = readIdempotencyKey(c, locale, issues)
    if (issues.length > 0) return refuse(c, 'invalid', issues)

    const exchange = await ledger.find(c.req.param('id') ?? '')
    if (!exchange) return refuse(c, 'not_found')
    const profile = await profiles.find(exchange.profile, sessionOf(c))
    if (!profile || !exchange.request.url.startsWith(`${profile.base_url}/`)) {
      return refuse(c, 'invalid', [describeIssue('repeat', 'profile_gone', locale)])
    }

    const sent = await sender.repeat(profile, exchange, { actor: 'local', idempotency_key })
    if (sent.sent === 'not_repeatable') {
      return refuse(c, 'invalid', [describeIssue('repeat', 'not_repeatable', locale)])
    }
    if (sent.sent !== 'done') return refuseUnsent(c, sent)
    const now = (await ledger.find(exchange.id)) ?? exchange
    return c.json({ exchange: now, repeat: sent.exchange }, 200)
  }
}
