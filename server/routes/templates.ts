import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod/mini'
import { TEMPLATE_LIMITS } from '#contract/limits'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'
import {
  newTemplateSchema,
  newVersionSchema,
  type Template,
  templateChangeSchema,
  templateFileSchema,
  templateImportSchema,
  templateSchema,
  templatesSchema,
  versionConflictSchema,
} from '#contract/template'
import { describeIssue } from '#contract/validation/api-hints'
import type { Clock } from '../feishu/clock.ts'
import { redactUnsent } from '../feishu/redact.ts'
import { download, fileTime } from '../http/download.ts'
import { REFUSAL_STATUS, refusalBody, refuse, refuseValue, requestLocale } from '../http/refusal.ts'
import { actorOf } from '../http/session.ts'
import { searchField, validated } from '../http/validated.ts'
import type { Log } from '../logging/log.ts'
import type { TemplateRejection, TemplateStore, VersionConflict } from '../templates/templates.ts'

const found = { 200: { description: 'The template with its versions', schema: templateSchema } }

type TemplateRouteDeps = {
  templates: TemplateStore
  clock: Clock
  log: Log
  /** Returns the secrets of all apps, none of which is saved in a template. */
  knownSecrets: () => Promise<string[]>
}

/**
 * Saved bubbles: to find, to save version by version, and to copy to another console as a file. Texts
 * that contain a secret are refused.
 */
export function templateRoutes({ templates, clock, log, knownSecrets }: TemplateRouteDeps) {
  const withoutSecrets = createMiddleware(async (c, next) => {
    const issues = secretIssues(
      c.req.valid('json' as never),
      await knownSecrets(),
      requestLocale(c),
    )
    return issues.length > 0 ? refuse(c, 'invalid', issues) : next()
  })
  const audited = {
    fields: ['name', 'note', 'version'],
    before: async (id: string) => (await templates.find(id)) ?? null,
  }
  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Lists templates, latest change first',
        access: { role: 'viewer', per: 'any' },
        query: z.strictObject(searchField),
        responses: { 200: { description: 'The templates', schema: templatesSchema } },
      }),
      async (c) => {
        const { query = '' } = c.req.valid('query')
        return c.json({ templates: await templates.list(query) }, 200)
      },
    )
    .post(
      '/',
      validated({
        summary: 'Creates a template',
        access: { role: 'editor', per: 'any' },
        audit: audited,
        body: newTemplateSchema,
        responses: { 201: { description: 'The new template', schema: templateSchema } },
      }),
      withoutSecrets,
      async (c) => {
        const created = await templates.create(c.req.valid('json'), actorOf(c))
        return 'rejected' in created ? refuseRejected(c, created) : c.json(created, 201)
      },
    )
    .get(
      '/export',
      validated({
        summary: 'Exports one template, or all, as a file',
        access: { role: 'viewer', per: 'any' },
        query: z.strictObject({ id: z.optional(z.string()) }),
        responses: { 200: { description: 'The file', schema: templateFileSchema } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const file = await templates.toFile(c.req.valid('query').id)
        if (!file) return refuse(c, 'not_found')
        return download([JSON.stringify(file, null, 2), '\n'], {
          name: `templates-${fileTime(clock.wall())}.json`,
          type: 'application/json; charset=utf-8',
        })
      },
    )
    .post(
      '/import',
      validated({
        summary: 'Imports a file of templates',
        access: { role: 'editor', per: 'any' },
        body: templateFileSchema,
        maxBytes: TEMPLATE_LIMITS.file.max,
        responses: { 200: { description: 'What was imported', schema: templateImportSchema } },
      }),
      withoutSecrets,
      async (c) => {
        const imported = await templates.fromFile(c.req.valid('json'), actorOf(c))
        return 'rejected' in imported ? refuseRejected(c, imported) : c.json(imported, 200)
      },
    )
    .get(
      '/:id',
      validated({
        summary: 'Reads a template',
        access: { role: 'viewer', per: 'any' },
        responses: found,
        refusals: ['not_found'],
      }),
      async (c) => respond(c, await templates.find(c.req.param('id'))),
    )
    .post(
      '/:id/versions',
      validated({
        summary: 'Saves a new version of a template',
        access: { role: 'editor', per: 'any' },
        audit: audited,
        body: newVersionSchema,
        responses: {
          ...found,
          [REFUSAL_STATUS.version_conflict]: {
            description: 'Not saved: another editor was faster',
            schema: versionConflictSchema,
          },
        },
        refusals: ['not_found'],
      }),
      withoutSecrets,
      async (c) => {
        const version = c.req.valid('json')
        const saved = await templates.addVersion(c.req.param('id'), version, actorOf(c))
        return saved && 'conflict' in saved ? refuseConflict(c, saved) : respond(c, saved)
      },
    )
    .patch(
      '/:id',
      validated({
        summary: 'Changes the name or the note of a template',
        access: { role: 'editor', per: 'any' },
        audit: audited,
        body: templateChangeSchema,
        responses: found,
        refusals: ['not_found'],
      }),
      withoutSecrets,
      async (c) => respond(c, await templates.change(c.req.param('id'), c.req.valid('json'))),
    )
    .delete(
      '/:id',
      validated({
        summary: 'Deletes a template; it can be restored',
        access: { role: 'editor', per: 'any' },
        audit: audited,
        responses: {
          200: { description: 'Deleted', schema: z.object({ deleted: z.literal(true) }) },
        },
        refusals: ['not_found'],
      }),
      async (c) => {
        const id = c.req.param('id')
        const deleted = await templates.remove(id, actorOf(c))
        if (deleted) {
          log({ level: 'info', event: 'template_deleted', actor: actorOf(c), template: id })
        }
        return deleted ? c.json({ deleted: true } as const, 200) : refuse(c, 'not_found')
      },
    )
    .post(
      '/:id/restore',
      validated({
        summary: 'Restores a deleted template',
        access: { role: 'editor', per: 'any' },
        audit: audited,
        responses: found,
        refusals: ['not_found', 'invalid'],
      }),
      async (c) => respond(c, await templates.restore(c.req.param('id'), actorOf(c))),
    )
}

/** Returns an issue for each text in a value that contains a secret. */
function secretIssues(value: unknown, secrets: readonly string[], locale: Locale): Issue[] {
  const visit = (part: unknown, path: string): Issue[] => {
    if (typeof part === 'string') {
      const isClean = redactUnsent(part, secrets) === part
      return isClean ? [] : [describeIssue(path, 'template_has_secret', locale)]
    }
    if (typeof part !== 'object' || part === null) return []
    return Object.entries(part).flatMap(([name, inner]) =>
      visit(inner, path === '' ? name : `${path}.${name}`),
    )
  }
  return visit(value, '')
}

function respond(c: Context, template: Template | TemplateRejection | null) {
  if (template === null) return refuse(c, 'not_found')
  return 'rejected' in template ? refuseRejected(c, template) : c.json(template, 200)
}

function refuseRejected(c: Context, { rejected }: TemplateRejection) {
  const [path, key] =
    rejected === 'full'
      ? (['', 'templates_full'] as const)
      : (['name', 'template_name_taken'] as const)
  return refuseValue(c, path, key)
}

function refuseConflict(c: Context, { conflict }: VersionConflict) {
  const body = { ...refusalBody('version_conflict', requestLocale(c)), template: conflict }
  return c.json(body, REFUSAL_STATUS.version_conflict)
}
