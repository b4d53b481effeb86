import { type Context, Hono } from 'hono'
import type * as z from 'zod/mini'
import { describeIssue, judgeRequest } from '#contract/judge-request'
import {
  newTemplateSchema,
  newVersionSchema,
  type Template,
  templateChangeSchema,
  templateFileSchema,
} from '#contract/template'
import { TEMPLATE_LIMITS } from '#contract/template-limits'
import type { Clock } from '../feishu/clock.ts'
import { download, fileTime } from '../http/download.ts'
import { readJsonBody } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import type { Templates, Unkept } from '../templates/templates.ts'

/** Who saves, as long as there is no login. */
const ACTOR = 'local'
const QUERY_MAX = 200

/** Saved prompts: to find, to keep version after version, and to take to another console. */
export function templateRoutes(templates: Templates, clock: Clock) {
  return new Hono()
    .get('/', async (c) => {
      const locale = requestLocale(c)
      const { values, issues } = readQuery(c, ['query'], locale)
      const { query = '' } = values
      if (query.length > QUERY_MAX) issues.push(describeIssue('query', 'query_too_long', locale))
      if (issues.length > 0) return refuse(c, 'invalid', issues)
      return c.json({ templates: await templates.list(query) }, 200)
    })
    .post('/', async (c) => {
      const asked = await readAsked(c, newTemplateSchema)
      if (!asked.ok) return asked.refusal
      const made = await templates.create(asked.value, ACTOR)
      return 'unkept' in made ? refuseUnkept(c, made) : c.json(made, 201)
    })
    .get('/export', async (c) => {
      const { values, issues } = readQuery(c, ['id'], requestLocale(c))
      if (issues.length > 0) return refuse(c, 'invalid', issues)
      const file = await templates.toFile(values.id)
      if (!file) return refuse(c, 'not_found')
      return download([JSON.stringify(file, null, 2), '\n'], {
        name: `templates-${fileTime(clock.wall())}.json`,
        type: 'application/json; charset=utf-8',
      })
    })
    .post('/import', async (c) => {
      const asked = await readAsked(c, templateFileSchema, TEMPLATE_LIMITS.file.max)
      if (!asked.ok) return asked.refusal
      const done = await templates.fromFile(asked.value, ACTOR)
      return 'unkept' in done ? refuseUnkept(c, done) : c.json(done, 200)
    })
    .get('/:id', async (c) => answer(c, await templates.find(c.req.param('id'))))
    .post('/:id/versions', async (c) => {
      const asked = await readAsked(c, newVersionSchema)
      if (!asked.ok) return asked.refusal
      const { follow_ups } = asked.value
      return answer(c, await templates.addVersion(c.req.param('id'), follow_ups, ACTOR))
    })
    .patch('/:id', async (c) => {
      const asked = await readAsked(c, templateChangeSchema)
      if (!asked.ok) return asked.refusal
      return answer(c, await templates.change(c.req.param('id'), asked.value))
    })
    .delete('/:id', async (c) => {
      const deleted = await templates.remove(c.req.param('id'))
      return deleted ? c.json({ deleted }, 200) : refuse(c, 'not_found')
    })
    .post('/:id/restore', async (c) => answer(c, await templates.restore(c.req.param('id'))))
}

async function readAsked<S extends z.ZodMiniType>(c: Context, schema: S, limit?: number) {
  const body = await readJsonBody(c.req.raw, limit)
  if (!body.ok) return { ok: false as const, refusal: refuse(c, body.error) }
  const locale = requestLocale(c)
  const { issues } = readQuery(c, [], locale)
  const judgement = judgeRequest(schema, body.value, locale)
  if (!judgement.ok) issues.push(...judgement.issues)
  if (!judgement.ok || issues.length > 0) {
    return { ok: false as const, refusal: refuse(c, 'invalid', issues) }
  }
  return { ok: true as const, value: judgement.value }
}

function answer(c: Context, template: Template | Unkept | null) {
  if (template === null) return refuse(c, 'not_found')
  return 'unkept' in template ? refuseUnkept(c, template) : c.json(template, 200)
}

function refuseUnkept(c: Context, { unkept }: Unkept) {
  const [path, key] =
    unkept === 'full'
      ? (['', 'templates_full'] as const)
      : (['name', 'template_name_taken'] as const)
  return refuse(c, 'invalid', [describeIssue(path, key, requestLocale(c))])
}
