import * as z from 'zod/mini'
import { exchangeSchema, failureSchema } from './exchange.ts'

const kept = z.object({
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  /** The same bytes, only if they are not UTF-8. */
  body_base64: z.optional(z.string()),
  /** The size of the body in this file; its secrets are masked if `notes` has `redacted`. */
  body_bytes: z.int(),
  body_sha256: z.string(),
})

/**
 * One exchange as a file for Feishu's support: every call with its times and its log_id, without
 * secrets.
 */
export const receiptSchema = z.object({
  receipt: z.literal('follow-up-console/1'),
  written_at: z.iso.datetime(),
  /** The calling app; null if the profile no longer exists. */
  app_id: z.nullable(z.string()),
  exchange: z.pick(exchangeSchema, {
    id: true,
    profile: true,
    endpoint: true,
    message_id: true,
    state: true,
    outcome: true,
    actor: true,
    attempt_of: true,
    resolution: true,
    code: true,
    msg: true,
    log_id: true,
    troubleshooter: true,
    failure: true,
    notes: true,
    started_at: true,
    duration_ms: true,
  }),
  attempts: z.array(
    z.object({
      started_at: z.iso.datetime(),
      duration_ms: z.number(),
      code: z.nullable(z.int()),
      failure: z.nullable(failureSchema),
      request: z.extend(kept, { method: z.string(), url: z.string() }),
      response: z.nullable(z.extend(kept, { http_status: z.int(), truncated: z.boolean() })),
    }),
  ),
})

export type Receipt = z.infer<typeof receiptSchema>
