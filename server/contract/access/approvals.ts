import * as z from 'zod/mini'
import { messageContentSchema } from '../create-message.ts'
import { RECEIVE_ID_TYPES } from '../ids.ts'

export const APPROVAL_STATES = [
  /** Nothing was sent yet: another person decides. */
  'waiting',
  /** It was sent, or tried: see `result`. */
  'approved',
  'rejected',
  /** Taken back by its author. */
  'withdrawn',
  /** No decision was made in time. */
  'expired',
] as const
export type ApprovalState = (typeof APPROVAL_STATES)[number]

export const APPROVAL_LIMITS = {
  /** Waiting proposals of one app. */
  waiting: { max: 200 },
  note: { max: 500 },
} as const

const moment = z.iso.datetime()

/** A send or list to a production app that another person has to approve. */
export const approvalSchema = z.object({
  id: z.string(),
  state: z.enum(APPROVAL_STATES),
  kind: z.enum(['message', 'push', 'delivery', 'list']),
  profile: z.string(),
  /** The actor who submitted it: the id of a person or of their token. */
  actor: z.string(),
  created_at: moment,
  /** One hour later; with an existing message when its 600 s are over at the latest. */
  ends_at: moment,
  decided_at: z.nullable(moment),
  decided_by: z.nullable(z.string()),
  /** Why it was rejected. */
  note: z.nullable(z.string()),
  /** SHA-256 of app, recipients, texts and template version, in hex. */
  digest: z.string(),
  recipient: z.nullable(
    z.object({
      receive_id_type: z.enum(RECEIVE_ID_TYPES),
      receive_id: z.string(),
      label: z.nullable(z.string()),
    }),
  ),
  /** The message that gets the bubbles; null if a new one is sent. */
  message_id: z.nullable(z.string()),
  message: z.nullable(messageContentSchema),
  follow_ups: z.unknown(),
  template: z.nullable(z.object({ id: z.string(), version: z.int() })),
  list: z.nullable(
    z.object({
      id: z.string(),
      name: z.string(),
      rows: z.int(),
      /** The message in other languages, for people who are known to read them. */
      languages: z.array(z.string()),
      /** The local time at which it would start; null for at once. */
      starts: z.nullable(z.object({ at: z.string(), zone: z.string() })),
    }),
  ),
  /** What approving it has done; null if it was not approved, or if that is not known. */
  result: z.nullable(
    z.object({
      exchange: z.nullable(z.string()),
      delivery: z.nullable(z.string()),
      /** Why nothing was sent. */
      refused: z.nullable(z.string()),
    }),
  ),
  /** What the reader may do with it now. */
  may: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
})
export type Approval = z.infer<typeof approvalSchema>

/** The response of the calls on one proposal. */
export const approvalResponseSchema = z.object({ approval: approvalSchema })

/** The response of `GET /api/approvals`: waiting ones first, then the last decided ones, newest first. */
export const approvalsSchema = z.object({
  approvals: z.array(approvalSchema),
  /** The ids of the visible apps whose sends have to be approved. */
  apps: z.array(z.string()),
})

/** The body of `POST /api/approvals/:id/approve`: the digest of what the approver has seen. */
export const approveSchema = z.strictObject({
  digest: z.string().check(z.regex(/^[0-9a-f]{64}$/, { error: 'approval_digest' })),
})

/** The body of `POST /api/approvals/:id/reject`. */
export const rejectSchema = z.strictObject({
  note: z.optional(
    z.string().check(z.maxLength(APPROVAL_LIMITS.note.max, { error: 'approval_note' })),
  ),
})

/** The body and the response of `PUT /api/approvals/apps/:profile`. */
export const fourEyesSchema = z.strictObject({ required: z.boolean() })
