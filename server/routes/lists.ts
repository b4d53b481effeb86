import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import * as z from 'zod/mini'
import type { MessageContent } from '#contract/create-message'
import {
  AGAIN_ROW_STATES,
  againListSchema,
  type ListSchedule,
  listResponseSchema,
  listRowChangeSchema,
  listsSchema,
  type NewList,
  newListSchema,
  startListSchema,
} from '#contract/deliveries/list'
import { LIST_LIMITS } from '#contract/deliveries/list-limits'
import {
  listExportQuerySchema,
  listQuerySchema,
  listsQuerySchema,
} from '#contract/deliveries/list-query'
import { PAGE } from '#contract/exchanges'
import { appsOf } from '../access/authorize.ts'
import type { HoldLists } from '../approvals/hold-lists.ts'
import { writeCsv, writeJson } from '../exports/export-exchanges.ts'
import type { Clock } from '../feishu/clock.ts'
import { download, fileTime } from '../http/download.ts'
import { refuse, refuseValue } from '../http/refusal.ts'
import { actorOf, sessionOf } from '../http/session.ts'
import { noQuery, validated } from '../http/validated.ts'
import { everyRow, listColumns } from '../lists/export-list.ts'
import type { ListPlan, ListRejection, ListStore, RowQuery } from '../lists/lists.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { TemplateStore } from '../templates/templates.ts'

type ListRouteDeps = {
  lists: ListStore
  profiles: ProfileStore
  templates: TemplateStore
  clock: Clock
  holding: HoldLists
}

const found = {
  200: { description: 'The list, with a page of its rows', schema: listResponseSchema },
}
/** What the routes have in common that take one step of a list. */
const STEP = {
  access: { role: 'sender', per: 'profile', of: 'list' },
  audit: { within: 'list', fields: ['state'] },
  query: noQuery,
  responses: found,
  refusals: ['not_found', 'invalid'],
} as const
const FIRST_PAGE: RowQuery = { after: 0, limit: LIST_LIMITS.page.default }
const DEFAULT_PAUSE_AT = 0.2

/** One message to many people: each row of a list is a delivery. */
export function listRoutes({ lists, profiles, templates, clock, holding }: ListRouteDeps) {
  const app = new Hono()
    .post(
      '/',
      validated({
        summary: 'Creates a list as a draft or, with a schedule, to start at its time',
        audit: { within: 'list', fields: ['state', 'total'] },
        access: { role: 'sender', per: 'profile', of: 'body' },
        body: newListSchema,
        maxBytes: LIST_LIMITS.bytes,
        idempotencyKey: true,
        responses: found,
      }),
      async (c) => {
        const { idempotencyKey: idempotency_key } = c.var
        const body = c.req.valid('json')
        if (body.rows.length > LIST_LIMITS.rows) return refuse(c, 'too_large')
        const profile = await profiles.find(body.profile, sessionOf(c))
        if (!profile) return refuseValue(c, 'profile', 'unknown_profile')
        const texts = await fillTemplate(body)
        if (texts === null) return refuseValue(c, 'template', 'unknown_template')
        const { message, message_i18n, follow_ups } = texts
        if (message === null) return refuseValue(c, 'message', 'required')
        const plan = {
          name: body.name ?? '',
          template: body.template ?? null,
          message,
          message_i18n,
          follow_ups,
          rows: body.rows,
          pause_at: body.pause_at === undefined ? DEFAULT_PAUSE_AT : body.pause_at,
          schedule: body.schedule ?? null,
        }
        const options = { actor: actorOf(c), idempotency_key }
        const made = await holding.create(c, profile, plan, options)
        return made instanceof Response ? made : respondNew(c, made)
      },
    )
    .get(
      '/',
      compress(),
      validated({
        summary: 'Lists the lists, newest first, page by page',
        access: { role: 'viewer', per: 'any' },
        query: listsQuerySchema,
        responses: { 200: { description: 'One page', schema: listsSchema } },
      }),
      async (c) => {
        const { limit = PAGE.default, cursor, ...filter } = c.req.valid('query')
        const apps = await appsOf(c, 'viewer')
        return c.json(await lists.list({ ...filter, apps }, { limit, cursor }), 200)
      },
    )
    .get(
      '/:id',
      compress(),
      validated({
        summary: 'Reads a list: its counts, and a page of the rows that match',
        access: { role: 'viewer', per: 'profile', of: 'list' },
        query: listQuerySchema,
        responses: found,
        refusals: ['not_found'],
      }),
      async (c) => {
        const { state, issue, after = 0, limit = LIST_LIMITS.page.default } = c.req.valid('query')
        return respond(c, c.req.param('id'), { states: state, issue, after, limit })
      },
    )
    .get(
      '/:id/export',
      validated({
        summary: 'Exports the rows of a list with codes and log ids',
        audit: { request: ['format'] },
        access: { role: 'admin', per: 'profile', of: 'list' },
        query: listExportQuerySchema,
        responses: { 200: { description: 'The file', schema: z.unknown() } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const { format } = c.req.valid('query')
        const list = await lists.read(c.req.param('id'), { ...FIRST_PAGE, limit: 1 })
        if (!list) return refuse(c, 'not_found')
        const rows = everyRow(lists, list.id)
        const name = `list-${fileTime(clock.wall())}.${format}`
        const [pieces, type] =
          format === 'csv'
            ? [writeCsv(listColumns(list.variables), rows), 'text/csv']
            : [writeJson('rows', rows), 'application/json']
        return download(pieces, { name, type: `${type}; charset=utf-8` })
      },
    )
    .post(
      '/:id/check',
      validated({
        summary: 'Checks the rows that have not begun; a long check goes on after the response',
        ...STEP,
      }),
      async (c) =>
        respondChanged(c, c.req.param('id'), await lists.check(c.req.param('id'), sessionOf(c))),
    )
    .post(
      '/:id/start',
      validated({ summary: 'Starts a list now, or at a time', ...STEP, body: startListSchema }),
      (c) => go(c, c.req.param('id'), 'start', c.req.valid('json').schedule),
    )
    .post(
      '/:id/pause',
      validated({
        summary: 'Lets no new row begin; a scheduled list becomes a draft again',
        ...STEP,
      }),
      async (c) => respondChanged(c, c.req.param('id'), await lists.pause(c.req.param('id'))),
    )
    .post('/:id/resume', validated({ summary: 'Continues a paused list', ...STEP }), (c) =>
      go(c, c.req.param('id'), 'resume'),
    )
    .post(
      '/:id/stop',
      validated({ summary: 'Ends a list; its counts say what was sent', ...STEP }),
      async (c) => respondChanged(c, c.req.param('id'), await lists.stop(c.req.param('id'))),
    )
    .post(
      '/:id/again',
      validated({
        summary: 'Makes a new list of the rows that failed',
        ...STEP,
        body: againListSchema,
        idempotencyKey: true,
      }),
      async (c) => {
        const { states = AGAIN_ROW_STATES } = c.req.valid('json')
        const { idempotencyKey: idempotency_key } = c.var
        const options = { actor: actorOf(c), idempotency_key }
        return respondNew(c, await lists.again(c.req.param('id'), states, options))
      },
    )
  return app.patch(
    '/:id/rows/:n',
    validated({
      summary: 'Changes a row that has not begun, and checks it again',
      ...STEP,
      body: listRowChangeSchema,
    }),
    async (c) => {
      const { id, n } = c.req.param()
      if (!/^[1-9]\d{0,5}$/.test(n)) return refuse(c, 'not_found')
      const change = c.req.valid('json')
      const options = { actor: actorOf(c), session: sessionOf(c) }
      const result = await lists.changeRow({ id, n: Number(n), change, ...options })
      return respondChanged(c, id, result, { after: Number(n) - 1, limit: 1 })
    },
  )

  async function respond(c: Context, id: string, query: RowQuery = FIRST_PAGE) {
    const list = await lists.read(id, query)
    return list ? c.json({ list }, 200) : refuse(c, 'not_found')
  }

  async function respondChanged(
    c: Context,
    id: string,
    result: 'changed' | ListRejection,
    query?: RowQuery,
  ) {
    return result === 'changed' ? respond(c, id, query) : refuseRejected(c, result)
  }

  /** Lets a list begin or go on, or submits that for approval. */
  async function go(
    c: Context,
    id: string,
    step: 'start' | 'resume',
    schedule: ListSchedule | null = null,
  ) {
    const held = await holding.step(c, id, step, schedule)
    if (held) return held
    const session = sessionOf(c)
    const start = step === 'start'
    const result = await (start ? lists.start(id, schedule, session) : lists.resume(id, session))
    return respondChanged(c, id, result)
  }

  async function respondNew(c: Context, result: { id: string } | ListRejection) {
    return 'rejected' in result ? refuseRejected(c, result) : respond(c, result.id)
  }

  /** Returns what a list says; null if there is no such version of its template. */
  async function fillTemplate({
    template,
    ...body
  }: NewList): Promise<
    (Pick<ListPlan, 'message_i18n' | 'follow_ups'> & { message: MessageContent | null }) | null
  > {
    const { message = null, follow_ups } = body
    if (!template) return follow_ups ? { message, message_i18n: [], follow_ups } : null
    const versions = (await templates.find(template.id))?.versions
    const version = versions?.find((one) => one.version === template.version)
    if (!version) return null
    const own = message === null ? version.message : null
    return {
      message: own ? { text: own.content } : message,
      message_i18n: own?.i18n_contents?.filter(({ content }) => content !== '') ?? [],
      follow_ups: follow_ups ?? version.follow_ups,
    }
  }
}

const PATHS: Partial<Record<ListRejection['rejected'], string>> = {
  schedule_zone: 'schedule.zone',
  schedule_time: 'schedule.at',
  schedule_past: 'schedule.at',
  list_nothing_left: 'rows',
  profile_gone: 'profile',
}

function refuseRejected(c: Context, { rejected }: ListRejection): Response {
  if (rejected === 'not_found') return refuse(c, 'not_found')
  if (rejected === 'key_reused') {
    return refuseValue(c, 'Idempotency-Key', 'idempotency_key_reused')
  }
  const key = rejected === 'profile_gone' ? 'delivery_profile_gone' : rejected
  return refuseValue(c, PATHS[rejected] ?? '', key)
}
