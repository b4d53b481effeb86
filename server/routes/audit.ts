import { Hono } from 'hono'
import * as z from 'zod/mini'
import {
  AUDIT_FORMATS,
  auditCheckSchema,
  auditFilterFields,
  auditSchema,
} from '#contract/audit/audit'
import { PAGE, pageFields } from '#contract/exchanges'
import { type AuditLog, auditCsv, auditNdjson } from '../audit/audit-log.ts'
import { download, fileTime } from '../http/download.ts'
import { noQuery, validated } from '../http/validated.ts'

const WRITERS = {
  ndjson: { write: auditNdjson, type: 'application/x-ndjson' },
  csv: { write: auditCsv, type: 'text/csv; charset=utf-8' },
} as const

/** Who changed what; nothing in it can be changed. */
export function auditRoutes(audit: AuditLog, now: () => number) {
  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Lists changes and refused sign-ins, newest first, page by page',
        access: { role: 'admin', per: 'console' },
        query: z.strictObject({ ...auditFilterFields, ...pageFields }),
        responses: { 200: { description: 'One page', schema: auditSchema } },
      }),
      async (c) => {
        const { limit = PAGE.default, cursor, ...filter } = c.req.valid('query')
        return c.json(await audit.list(filter, { limit, cursor }), 200)
      },
    )
    .get(
      '/check',
      validated({
        summary: 'Checks that no event of the audit was changed or removed',
        access: { role: 'admin', per: 'console' },
        query: noQuery,
        responses: { 200: { description: 'The result', schema: auditCheckSchema } },
      }),
      async (c) => c.json(await audit.check(), 200),
    )
    .get(
      '/export',
      validated({
        summary: 'Exports the audit as NDJSON or CSV',
        access: { role: 'admin', per: 'console' },
        query: z.strictObject({
          ...auditFilterFields,
          format: z.enum(AUDIT_FORMATS, { error: 'audit_format' }),
        }),
        audit: { request: ['format'] },
        responses: {
          200: {
            description: 'A file, newest first',
            content: { 'application/x-ndjson': z.string(), 'text/csv': z.string() },
          },
        },
      }),
      async (c) => {
        const { format, ...filter } = c.req.valid('query')
        // An unreadable audit is refused here; once the file has begun, it can only break off.
        await audit.list(filter, { limit: 1 })
        const { write, type } = WRITERS[format]
        return download(write(audit.every(filter)), {
          name: `audit-${fileTime(now())}.${format}`,
          type,
        })
      },
    )
}
