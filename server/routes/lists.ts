import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import * as z from 'zod/mini'
import type { MessageContent } from '#contract/create-message'
import {
  AGAIN_ROW_STATES,
  againListSchema,
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
import type { Issue } from '#contract/refusal'
import { describeIssue } from '#contract/validation/api-hints'
import { appsOf } from '../access/authorize.ts'
import type { HoldLists } from '../approvals/hold-lists.ts'
import type { Clock } from '../feishu/clock.ts'
import { download, fileTime } from '../http/download.ts'
import { refuse, requestLocale } from '../http/refusal.ts'
import { actorOf, sessionOf } from '../http/session.ts'
import { noQuery, validated } from '../http/validated.ts'
import { CursorError } from '../ledger/list-exchanges.ts'
import { everyRow, writeRowsCsv, writeRowsJson } from '../lists/export-list.ts'
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
        query: noQuery,
        body: newListSchema,
        maxBytes: LIST_LIMITS.bytes,
        idempotencyKey: true,
        responses: found,
      }),
      async (c) => {
        const { idempotencyKey: idempotency_key, locale } = c.var
        const body = c.req.valid('json')
        if (body.rows.length > LIST_LIMITS.rows) return refuse(c, 'too_large')
        const profile = await profiles.find(body.profile, sessionOf(c))
        if (!profile) {
          return refuse(c, 'invalid', [describeIssue('profile', 'unknown_profile', locale)])
        }
        const texts = await fillTemplate(body)
        if (texts === null) {
          return refuse(c, 'invalid', [describeIssue('template', 'unknown_template', locale)])
        }
        const { message, message_i18n, follow_ups } = texts
        if (message === null) {
          return refuse(c, 'invalid', [describeIssue('message', 'required', locale)])
        }
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
        try {
          const apps = await appsOf(c, 'viewer')
          return c.json(await lists.list({ ...filter, apps }, { limit, cursor }), 200)
        } catch (error) {
          if (!(error instanceof CursorError)) throw error
          return refuse(c, 'invalid', [describeIssue('cursor', 'cursor_shape', c.var.locale)])
        }
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
        return format === 'csv'
          ? download(writeRowsCsv(list.variables, rows), { name, type: 'text/csv; charset=utf-8' })
          : download(writeRowsJson(rows), { name, type: 'application/json; charset=utf-8' })
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
      validated({
        summary: 'Starts a list now, or at a time',
        ...STEP,
        body: startListSchema,
      }),
      async (c) => {
        const id = c.req.param('id')
        const { schedule = null } = c.req.valid('json')
        const held = await holding.step(c, id, 'start', schedule)
        return held ?? respondChanged(c, id, await lists.start(id, schedule, sessionOf(c)))
      },
    )
    .post(
      '/:id/pause',
      validated({
        summary: 'Lets no new row begin; a scheduled list becomes a draft again',
        ...STEP,
      }),
      async (c) => respondChanged(c, c.req.param('id'), await lists.pause(c.req.param('id'))),
    )
    .post(
      '/:id/resume',
      validated({
        summary: 'Continues a paused list',
        ...STEP,
      }),
      async (c) => {
        const id = c.req.param('id')
        const held = await holding.step(c, id, 'resume', null)
        return held ?? respondChanged(c, id, await lists.resume(id, sessionOf(c)))
      },
    )
    .post(
      '/:id/stop',
      validated({
        summary: 'Ends a list; its counts say what was sent',
        ...STEP,
      }),
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
  const issue = (path: string, key: Parameters<typeof describeIssue>[1]): Issue =>
    describeIssue(path, key, requestLocale(c))
  if (rejected === 'key_reused') {
    return refuse(c, 'invalid', [issue('Idempotency-Key', 'idempotency_key_reused')])
  }
  const key = rejected === 'profile_gone' ? 'delivery_profile_gone' : rejected
  return refuse(c, 'invalid', [issue(PATHS[rejected] ?? '', key)])
}
