import * as z from 'zod/mini'
import {
  LANGUAGE_SOURCES,
  RESULT_CERTAINTIES,
  RESULT_KINDS,
  RESULT_REASONS,
  RESULT_SOURCES,
} from './result-kinds.ts'

/** The texts of other messages are never part of it. */
export const resultSchema = z.object({
  kind: z.enum(RESULT_KINDS),
  certainty: z.enum(RESULT_CERTAINTIES),
  /** The index of the clicked bubble; missing if several have the same text. */
  bubble: z.optional(z.int().check(z.gte(0), z.lte(2))),
  /** The clicked bubble's own text in the matched language. */
  text: z.optional(z.string()),
  /** `default` or the language whose text was clicked. */
  matched: z.optional(z.string()),
  /** The user's language, such as `de_de`; null if it cannot be told. */
  language: z.optional(z.nullable(z.string())),
  language_from: z.optional(z.enum(LANGUAGE_SOURCES)),
  /** The version of the user's client, such as `7.64.6`. */
  client: z.optional(z.string()),
  /** From the message with the bubbles to what happened, both by the platform's clock. */
  after_ms: z.optional(z.int()),
  /** When it happened, by the platform's clock, in milliseconds since 1970. */
  at_ms: z.optional(z.int()),
  source: z.optional(z.enum(RESULT_SOURCES)),
  why: z.optional(z.enum(RESULT_REASONS)),
})
export type Result = z.infer<typeof resultSchema>

/** One change on `GET /api/results/stream`, as the data of an event named `result`. */
export const resultChangeSchema = z.object({
  exchange_id: z.string(),
  /** The ID of its delivery. */
  delivery: z.nullable(z.string()),
  list: z.nullable(z.string()),
  profile: z.string(),
  /** Null if the push is no longer known to have landed. */
  result: z.nullable(resultSchema),
})
export type ResultChange = z.infer<typeof resultChangeSchema>
