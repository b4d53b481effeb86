import * as z from 'zod/mini'
import type { FollowUp } from '#contract/follow-ups'
import { isJsonObject } from '#contract/is-json-object'
import { LANGUAGES } from '#contract/languages'
import { type Violation, violationsOf } from './violations.ts'

/** The definitions of the fields without their limits; unknown fields are ignored. */
const fields = z.object({
  follow_ups: z.array(
    z.object({
      content: z.string(),
      // Clients write null for a field that was not set.
      i18n_contents: z.nullish(
        z.array(z.object({ content: z.string(), language: z.enum(LANGUAGES) })),
      ),
    }),
  ),
})

/** What a body of push_follow_up holds, before its counts and texts are judged. */
export type Draft = {
  /** Whether it is a JSON object at all. */
  readable: boolean
  /** Fields that are missing, of the wrong type or not among the languages. */
  violations: readonly Violation[]
  /** The bubbles; none where a field is wrong. */
  follow_ups: readonly FollowUp[]
}

/** Reads a parsed body of push_follow_up by the definitions of its fields. */
export function readFollowUps(body: unknown): Draft {
  const readable = isJsonObject(body)
  const result = z.safeParse(fields, readable ? body : {}, { reportInput: true })
  if (!result.success) {
    return { readable, violations: violationsOf(result.error.issues), follow_ups: [] }
  }
  const follow_ups = result.data.follow_ups.map(({ content, i18n_contents }) => ({
    content,
    i18n_contents: i18n_contents ?? [],
  }))
  return { readable, violations: [], follow_ups }
}
