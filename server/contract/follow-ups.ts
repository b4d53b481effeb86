import * as z from 'zod/mini'
import { contentFlaws } from './follow-up-flaws.ts'
import { LANGUAGES } from './languages.ts'
import { LIMITS } from './limits.ts'

/**
 * The messages of these checks are keys, not sentences: the same judgement is shown in Chinese and
 * in English (see issue-text.ts).
 */
const content = z.string().check(({ value, issues }) => {
  for (const message of contentFlaws(value)) issues.push({ code: 'custom', message, input: value })
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
 * The body of push_follow_up, judged as strictly as Feishu documents it.
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
