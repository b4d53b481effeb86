import * as z from 'zod/mini'
import { messageContentSchema } from '../create-message.ts'
import { draftBodySchema } from '../follow-ups.ts'
import { RECEIVE_ID_TYPES } from '../ids.ts'
import { resultSchema } from '../results/result.ts'
import { deliveryRecipientSchema } from './delivery.ts'
import { LIST_LIMITS } from './list-limits.ts'

export const LIST_STATES = [
  'draft',
  'scheduled',
  'running',
  'paused',
  'stopped',
  'finished',
] as const
export type ListState = (typeof LIST_STATES)[number]
/** A list in one of these begins no new row. */
export const RESTING_LIST_STATES: readonly ListState[] = ['paused', 'stopped', 'finished']

export const LIST_ROW_STATES = [
  /** Will be sent when the list starts. */
  'ready',
  /** Has an issue and is skipped. */
  'invalid',
  'waiting',
  'running',
  /** The bubbles are under the message; it may have been taken back since. */
  'sent',
  'message_only',
  'refused',
  'not_sent',
  'unknown',
  /** The list was stopped before this row. */
  'stopped',
] as const
export type ListRowState = (typeof LIST_ROW_STATES)[number]

/**
 * What is wrong with a row. Blocking issues make it `invalid`, unless the row is included on purpose
 * and the issue is one of {@link INCLUDABLE_ISSUES}. `not_checked` blocks only a mobile number, which
 * has no id without a check.
 */
export const LIST_ISSUE_KINDS = [
  /** Neither an id, nor an e-mail address, nor a mobile number. */
  'malformed',
  'not_found',
  /** Several users have this e-mail address or mobile number. */
  'ambiguous',
  'value_missing',
  /** A text is too long or empty once its variables are filled in. */
  'text_invalid',
  'duplicate',
  'out_of_range',
  'recent',
  'predicted_refusal',
  'not_checked',
] as const
export type ListIssueKind = (typeof LIST_ISSUE_KINDS)[number]

/** `include: true` sends a row in spite of these, if it has an id to send to. */
export const INCLUDABLE_ISSUES: readonly ListIssueKind[] = [
  'not_found',
  'duplicate',
  'out_of_range',
  'recent',
  'predicted_refusal',
]

export const listIssueSchema = z.object({
  kind: z.enum(LIST_ISSUE_KINDS),
  /** Whether the row is skipped because of it. */
  blocking: z.boolean(),
  /** With `value_missing`. */
  variables: z.optional(z.array(z.string())),
  /** With `text_invalid`: the path in `message` or `follow_ups`. */
  path: z.optional(z.string()),
  /** With `text_invalid`: what to fix. With `not_checked`: why it was not checked. */
  message: z.optional(z.object({ zh: z.string(), en: z.string() })),
  /** With `duplicate`: the first row with this recipient. */
  row: z.optional(z.int()),
  /** With `out_of_range` and `predicted_refusal`: the platform's code. */
  code: z.optional(z.int()),
  /** With `recent`: the delivery within the last 10 minutes. */
  recent: z.optional(
    z.object({ delivery_id: z.string(), actor: z.string(), at: z.iso.datetime() }),
  ),
})
export type ListIssue = z.infer<typeof listIssueSchema>

export const listRowSchema = z.object({
  /** Counts from 1, in the order of the input. */
  n: z.int(),
  /** The recipient as it was given: an id, an e-mail address or a mobile number. */
  typed: z.string(),
  /** Null until a mobile number has been found, or if the text is malformed. */
  recipient: z.nullable(
    z.object({
      receive_id_type: z.enum(RECEIVE_ID_TYPES),
      receive_id: z.string(),
      label: z.nullable(z.string()),
    }),
  ),
  values: z.record(z.string(), z.string()),
  /** The language of its first message, that its person reads; null for the default text. */
  language: z.nullable(z.string()),
  state: z.enum(LIST_ROW_STATES),
  issues: z.array(listIssueSchema),
  /** Whether it is sent in spite of includable issues. */
  include: z.boolean(),
  /** Puts the bubbles under this message of an earlier list instead of sending a new one. */
  message_id: z.nullable(z.string()),
  delivery_id: z.nullable(z.string()),
  /** The platform's last code, null if it returned none; `log_id` and `msg` belong to it. */
  code: z.nullable(z.int()),
  msg: z.nullable(z.string()),
  log_id: z.nullable(z.string()),
  /** When its last request started. */
  sent_at: z.nullable(z.iso.datetime()),
  /** What became of its bubbles, if they landed. */
  result: z.optional(resultSchema),
})
export type ListRow = z.infer<typeof listRowSchema>

/** Validated for each row, once its variables are filled in. */
const { follow_ups } = draftBodySchema.shape

const clockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'clock_time' }))

export const listScheduleSchema = z.strictObject({
  /** The local time in `zone`, without an offset: `2026-12-01T09:00`. */
  at: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, { error: 'schedule_time' })),
  /** An IANA name: `Asia/Shanghai`. */
  zone: z.string().check(z.maxLength(64, { error: 'schedule_zone' })),
  /** Nothing is sent between these times in `zone`; `from` after `to` spans midnight. */
  quiet_hours: z.optional(z.nullable(z.strictObject({ from: clockTime, to: clockTime }))),
})
export type ListSchedule = z.infer<typeof listScheduleSchema>

export const PAUSE_REASONS = [
  'person',
  /** Too many rows were refused or not sent: see `pause_at`. */
  'refusals',
  /** The same share of rows has an unknown outcome; they may have arrived. */
  'unknown',
  /** The app is gone, has no credential or points elsewhere. */
  'profile',
] as const
export type PauseReason = (typeof PAUSE_REASONS)[number]

const values = z.record(
  z.string(),
  z.string().check(z.maxLength(LIST_LIMITS.value, { error: 'list_value_too_long' })),
)
const recipient = z.union([
  z.string().check(z.maxLength(256, { error: 'find_too_long' })),
  deliveryRecipientSchema,
])

export const newListRowSchema = z.strictObject({ recipient, values: z.optional(values) })
export type NewListRow = z.infer<typeof newListRowSchema>

/**
 * The body of `POST /api/lists`; `{{name}}` in message and bubbles is replaced by the row's value.
 * With a template, `follow_ups` and `message` may be left to the server.
 */
export const newListSchema = z
  .strictObject({
    profile: z.optional(z.string()),
    name: z.optional(
      z.string().check(z.maxLength(LIST_LIMITS.name, { error: 'list_name_too_long' })),
    ),
    message: z.optional(z.nullable(messageContentSchema)),
    template: z.optional(z.strictObject({ id: z.string(), version: z.int() })),
    follow_ups: z.optional(follow_ups),
    rows: z.array(newListRowSchema).check(z.minLength(1, { error: 'list_empty' })),
    /**
     * Pauses when this share of at least 20 rows was refused or not sent, or has an unknown outcome (0.2
     * by default); null never pauses.
     */
    pause_at: z.optional(
      z.nullable(
        z
          .number()
          .check(z.gte(0.01, { error: 'list_pause_at' }), z.lte(1, { error: 'list_pause_at' })),
      ),
    ),
    schedule: z.optional(listScheduleSchema),
  })
  .check(({ value, issues }) => {
    const report = (path: string) =>
      issues.push({ code: 'custom', message: 'required', path: [path], input: value })
    if (value.follow_ups === undefined && value.template === undefined) report('follow_ups')
    if (value.message == null && value.template === undefined) report('message')
  })
export type NewList = z.infer<typeof newListSchema>

/** The body of `PATCH /api/lists/:id/rows/:n`; the row is checked again. */
export const listRowChangeSchema = z.strictObject({
  recipient: z.optional(recipient),
  /** Merged with the row's values. */
  values: z.optional(values),
  include: z.optional(z.boolean()),
})
export type ListRowChange = z.infer<typeof listRowChangeSchema>

/** The body of `POST /api/lists/:id/start`: now, or at a time. */
export const startListSchema = z.strictObject({ schedule: z.optional(listScheduleSchema) })

const AGAIN_STATES = ['refused', 'not_sent', 'message_only', 'stopped'] as const

/**
 * The body of `POST /api/lists/:id/again`: which rows the new list gets, all four by default. A
 * `message_only` row gets its bubbles under the message that arrived. `unknown` rows are never sent
 * again: they may have arrived.
 */
export const againListSchema = z.strictObject({
  states: z.optional(z.array(z.enum(AGAIN_STATES)).check(z.minLength(1))),
})
export const AGAIN_ROW_STATES: readonly ListRowState[] = AGAIN_STATES

/** What rows wait for instead of failing, what holds up the most rows first. */
export const LIST_WAITS = [
  /** The platform’s limit of calls, or the pause that it asked for. */
  'rate',
  /** LIMIT_PER_SENDER. */
  'sender',
  /** LIMIT_PER_RECIPIENT: other rows go on. */
  'recipient',
] as const
export type ListWait = (typeof LIST_WAITS)[number]

const moment = z.nullable(z.iso.datetime())
const count = z.int()

export const listSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  actor: z.string(),
  profile: z.string(),
  state: z.enum(LIST_STATES),
  /** Why it is paused; null in any other state. */
  paused_by: z.nullable(z.enum(PAUSE_REASONS)),
  /** All rows of the input. */
  total: count,
  /** Rows by state: they add up to `total`. */
  counts: z.object(
    Object.fromEntries(LIST_ROW_STATES.map((state) => [state, count])) as Record<
      ListRowState,
      typeof count
    >,
  ),
  schedule: z.nullable(listScheduleSchema),
  /** When it starts. */
  starts_at: moment,
  /** Set during quiet hours. */
  quiet_until: moment,
  /** The list whose failed rows it sends again. */
  again_of: z.nullable(z.string()),
  created_at: z.iso.datetime(),
  /** When all rows were checked last. */
  checked_at: moment,
  started_at: moment,
  finished_at: moment,
})
export type ListSummary = z.infer<typeof listSummarySchema>

export const listSchema = z.extend(listSummarySchema, {
  template: z.nullable(z.object({ id: z.string(), version: z.int() })),
  message: z.nullable(messageContentSchema),
  /** The template's message in other languages, for people who are known to read them. */
  message_i18n: z.array(z.object({ language: z.string(), content: z.string() })),
  follow_ups,
  /** The names of its `{{variables}}`. */
  variables: z.array(z.string()),
  pause_at: z.nullable(z.number()),
  /** `invalid` rows by their first blocking issue: they add up to `counts.invalid`. */
  invalid_by: z.record(z.string(), count),
  /** Rows checked so far while a check runs, else null. */
  checking: z.nullable(z.object({ done: count, total: count })),
  /** About how long the rows that are left take; null if none are. */
  seconds_left: z.nullable(z.int()),
  /** The limit that rows wait for, and until when; null if none do. */
  waits: z.nullable(z.object({ limit: z.enum(LIST_WAITS), until: z.iso.datetime() })),
  /** One page of the rows that match the query, in the order of the input. */
  rows: z.array(listRowSchema),
  /** The `after` of the next page; null on the last one. */
  next_after: z.nullable(z.int()),
})
export type DeliveryList = z.infer<typeof listSchema>

/** The response of every call on one list. */
export const listResponseSchema = z.object({ list: listSchema })

/** The response of `GET /api/lists`, newest first; `next_cursor` is null on the last page. */
export const listsSchema = z.object({
  lists: z.array(listSummarySchema),
  next_cursor: z.nullable(z.string()),
})
