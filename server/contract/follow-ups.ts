import * as z from 'zod/mini'
import type { DraftBody } from './draft.ts'
import { LANGUAGES } from './languages.ts'
import { LIMITS } from './limits.ts'
import { findContentIssues } from './validation/follow-up-issues.ts'

// The messages of these checks are keys of hints, because one result is shown in two languages.

const content = z.string().check(({ value, issues }) => {
  for (const message of findContentIssues(value))
    issues.push({ code: 'custom', message, input: value })
})

export const i18nContentSchema = z.strictObject({
  content,
  language: z.enum(LANGUAGES, { error: 'language_not_accepted' }),
})

export const followUpSchema = z.strictObject({
  content,
  i18n_contents: z.optional(
    z
      .array(i18nContentSchema)
      .check(z.maxLength(LIMITS.i18nContents.max, { error: 'i18n_contents_too_many' })),
  ),
})

/**
 * The body of push_follow_up as Feishu documents it.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export const pushFollowUpBodySchema = z.strictObject({
  follow_ups: z
    .array(followUpSchema)
    .check(
      z.minLength(LIMITS.followUps.min, { error: 'follow_ups_empty' }),
      z.maxLength(LIMITS.followUps.max, { error: 'follow_ups_too_many' }),
    ),
})

export type FollowUp = z.infer<typeof followUpSchema>

const rowSchema = z.strictObject({ content: z.string(), language: z.string() })

/** `isDraftBody` as a schema, which also reports the issues. */
export const draftBodySchema = z.strictObject({
  follow_ups: z.array(
    z.strictObject({ content: z.string(), i18n_contents: z.optional(z.array(rowSchema)) }),
  ),
}) satisfies z.ZodMiniType<DraftBody>
