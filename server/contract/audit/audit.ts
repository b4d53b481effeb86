import * as z from 'zod/mini'

/** The action of the automatic cleanup; every other one is a route, such as `PATCH /api/profiles/:id`. */
export const CLEANUP_ACTION = 'retention'

/** The status of a change whose outcome is unknown: the console ended before it was recorded. */
export const UNKNOWN_STATUS = 0

/** A value before and after a change, by field; never a secret. */
const changesSchema = z.record(z.string(), z.tuple([z.json(), z.json()]))

export const auditEventSchema = z.object({
  /** Without gaps; each event has the next number. */
  seq: z.int(),
  at: z.iso.datetime(),
  /** The id of the person or token; `local` without sign-in; null if the sign-in was refused. */
  actor: z.nullable(z.string()),
  action: z.string(),
  /** The HTTP status: below 400 it is done, 401, 403 and 429 are refused, others failed; 0 is unknown. */
  status: z.int(),
  /** The app that it was done with or to. */
  app: z.nullable(z.string()),
  /** What the path names, such as the id of a template. */
  subject: z.nullable(z.string()),
  details: z.object({
    /** The name of the subject at that time. */
    name: z.optional(z.string()),
    changes: z.optional(changesSchema),
    /** What was requested, as far as it is recorded. */
    request: z.optional(z.record(z.string(), z.json())),
    /** With a refused sign-in: how, as whom and why. */
    sign_in: z.optional(
      z.object({ way: z.string(), name: z.nullable(z.string()), why: z.string() }),
    ),
  }),
  /** Joins this event to the log of the proxy. */
  request_id: z.nullable(z.string()),
  address: z.nullable(z.string()),
  /** SHA-256 of this event and the hash before it, in hex. */
  hash: z.string(),
})
export type AuditEvent = z.infer<typeof auditEventSchema>

const filterText = z.optional(z.string().check(z.maxLength(200, { error: 'query_too_long' })))

/** The filter of `GET /api/audit` and of its export. */
export const auditFilterFields = {
  actor: filterText,
  action: filterText,
  app: filterText,
  /** From this time on. */
  from: z.optional(z.iso.datetime({ error: 'time_shape' })),
  /** `refused` are refused requests and sign-ins; of `unknown` ones the console ended meanwhile. */
  outcome: z.optional(z.enum(['done', 'refused', 'unknown'], { error: 'audit_outcome' })),
}

/** The response of `GET /api/audit`, newest first. */
export const auditSchema = z.object({
  events: z.array(auditEventSchema),
  next_cursor: z.nullable(z.string()),
})

/** The response of `GET /api/audit/check`. */
export const auditCheckSchema = z.object({
  ok: z.boolean(),
  at: z.iso.datetime(),
  count: z.int(),
  /** When the first event was recorded. */
  since: z.nullable(z.iso.datetime()),
  /** The hash of the last event: written down elsewhere, it proves later that no event was removed. */
  hash: z.string(),
  /** The first event that is not as it was written; null if none. */
  broken: z.nullable(z.object({ seq: z.int(), why: z.enum(['changed', 'missing', 'end']) })),
})
export type AuditCheck = z.infer<typeof auditCheckSchema>

export const AUDIT_FORMATS = ['ndjson', 'csv'] as const
