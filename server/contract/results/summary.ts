import * as z from 'zod/mini'
import { isMoment, isShort } from '../exchange-filter.ts'
import { RESULT_KINDS, RESULT_REASONS, type ResultKind } from './result-kinds.ts'

const short = z.string().check(z.refine(isShort, { error: 'query_too_long' }))
const moment = z.pipe(
  z.string().check(z.refine(isMoment, { error: 'time_shape', abort: true })),
  z.transform((text) => Date.parse(text)),
)

/** The query of `GET /api/results` and of `GET /api/results.csv`; both times are inclusive. */
export const resultsQuerySchema = z
  .strictObject({
    profile: z.optional(short),
    template: z.optional(short),
    list: z.optional(short),
    from: z.optional(moment),
    to: z.optional(moment),
  })
  .check(
    z.refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
      error: 'to_before_from',
      path: ['to'],
    }),
  )
export type ResultsFilter = z.output<typeof resultsQuerySchema> & {
  /** The only apps that may be counted; all if left out. */
  apps?: readonly string[] | undefined
}

const count = z.int()
/** Clicks on bubbles 1 to 3. */
const bubbles = z.tuple([count, count, count])

const countsSchema = z.object(
  Object.fromEntries(RESULT_KINDS.map((kind) => [kind, count])) as Record<ResultKind, typeof count>,
)

/** The results of one group; `bubbles`, `bubble_unknown` and `no_click` add up to `total`. */
const groupFields = {
  total: count,
  counts: countsSchema,
  bubbles,
  /** Clicks on a text that several bubbles have. */
  bubble_unknown: count,
  no_click: count,
}

/** The response of `GET /api/results`. */
export const resultsSummarySchema = z.object({
  /** Every push that landed; `counts` add up to it. */
  ...groupFields,
  /** The `unknown` ones by their reason; they add up to `counts.unknown`. */
  unknown_by: z.partialRecord(z.enum(RESULT_REASONS), count),
  /** From the message to the click, by the platform's clock; null without a click. */
  median_after_ms: z.nullable(z.int()),
  by_bubble: z.array(
    z.object({
      bubble: z.int(),
      /** Its default text, if all these pushes have the same; else null. */
      text: z.nullable(z.string()),
      count,
      by_language: z.array(z.object({ language: z.nullable(z.string()), count })),
    }),
  ),
  /** By the user's language; null if it cannot be told. The most frequent first, null last. */
  by_language: z.array(z.object({ language: z.nullable(z.string()), ...groupFields })),
  /** By the version of the user's client; null if it is unknown. */
  by_client: z.array(z.object({ client: z.nullable(z.string()), ...groupFields })),
  /** Clicks by the time after the message; `to_ms` is exclusive and null in the last one. */
  by_time: z.array(z.object({ from_ms: z.int(), to_ms: z.nullable(z.int()), bubbles, count })),
  by_template: z.array(z.object({ template: z.nullable(z.string()), ...groupFields })),
  by_list: z.array(z.object({ list: z.nullable(z.string()), ...groupFields })),
})
export type ResultsSummary = z.infer<typeof resultsSummarySchema>

/** Why watching the chats of an app is paused, and until when. */
const pauseSchema = z.object({ why: z.enum(['no_scope', 'no_access']), until: z.iso.datetime() })

/** The response of `GET /api/results/watching/:profile` and of its `PUT`. */
export const watchingSchema = z.object({
  /** Whether the chats of this app are read after a push; on by default. */
  polling: z.boolean(),
  paused: z.nullable(pauseSchema),
})
export type Watching = z.infer<typeof watchingSchema>

/** The body of `PUT /api/results/watching/:profile`. */
export const watchingChangeSchema = z.strictObject({ polling: z.boolean() })
