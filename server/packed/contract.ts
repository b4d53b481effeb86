import { ERROR_CODES } from '#contract/catalogue/catalogue'
import { isDocumented } from '#contract/catalogue/error-code'
import { explainCode as findCode } from '#contract/catalogue/explain-code'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { LANGUAGES } from '#contract/languages'
import { LIMITS } from '#contract/limits'
import { validate } from '#contract/validation/validate'

/*
 * What the package exports as `./contract`. The build writes the declarations of this file alone, so
 * its types use only each other.
 */

/** One bubble: a default text, and texts for languages. */
export type FollowUp = {
  content: string
  i18n_contents?: { content: string; language: string }[] | undefined
}

/** The body of push_follow_up. */
export type PushFollowUpBody = { follow_ups: FollowUp[] }

/** What is wrong at a path such as `follow_ups.0.i18n_contents.0.content`. */
export type BodyIssue = { path: string; message: string }

/** What a code means on one call. */
export type CodeMeaning = {
  code: number
  /** Feishu's own text. */
  msg: string
  /** The calls that return the code with this meaning; `any` is the gateway. */
  endpoints: string[]
  meaning: { en: string; zh: string }
  advice: { en: string; zh: string }
  /** Whether the same call, unchanged, can succeed later. */
  retryable: boolean
  /** The page that documents or reports it. */
  source: string
  /** Whether `source` is Feishu's documentation. */
  documented: boolean
}

/**
 * Checks a body against the documented limits of push_follow_up.
 * @returns no issue if the body is valid
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export function validateFollowUps(body: unknown, locale: 'en' | 'zh' = 'en'): BodyIssue[] {
  const result = validate(pushFollowUpBodySchema, body, locale)
  return result.ok ? [] : result.issues
}

/**
 * Looks up an error code.
 * @param endpoint such as `push_follow_up` (default) or `create_message`; the same code means
 *   different things on different calls
 * @returns null if the code is known neither from the documentation nor from a public report
 */
export function explainCode(code: number, endpoint = 'push_follow_up'): CodeMeaning | null {
  const known = ERROR_CODES.flatMap(({ endpoints }) => endpoints).find((call) => call === endpoint)
  if (known === undefined) return null
  const { entry } = findCode(ERROR_CODES, { code, msg: null, endpoint: known })
  if (entry === null) return null
  const { msg, endpoints, meaning, advice, retryable, source } = entry
  return {
    code,
    msg,
    endpoints,
    meaning,
    advice,
    retryable,
    source,
    documented: isDocumented(entry),
  }
}

/** The 16 languages of `i18n_contents[].language`, in Feishu's order and spelling. */
export const languages: readonly string[] = LANGUAGES

/** The documented limits; `content` counts Unicode code points, which is assumed. */
export const limits: {
  follow_ups: { min: number; max: number }
  i18n_contents: { min: number; max: number }
  content: { min: number; max: number }
  message_age_seconds: number
} = {
  follow_ups: LIMITS.followUps,
  i18n_contents: LIMITS.i18nContents,
  content: LIMITS.content,
  message_age_seconds: LIMITS.messageAgeSeconds,
}
