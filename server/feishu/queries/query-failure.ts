import { lookUpErrorCode } from '#contract/catalogue/catalogue'
import { FAILURES } from '#contract/failures'
import type { Bilingual, Locale } from '#contract/locale'
import type { QueryFailure, QueryResult } from './run-query.ts'

/** A failed query in words, for the page. */
export type QueryExplanation<Text = string> = {
  /** The platform's code, if it returned one. */
  code: number | null
  detail: Text
  advice: Text
  links: string[]
}

export const NO_SCOPE = 99991672
export const NO_TEXT: Bilingual = { zh: '', en: '' }

/** Like {@link describeQueryFailure}, in one language. */
export function explainQueryFailure(
  failure: QueryFailure,
  locale: Locale,
  scopes?: readonly string[],
): QueryExplanation {
  const { detail, advice, ...rest } = describeQueryFailure(failure, scopes)
  return { ...rest, detail: detail[locale], advice: advice[locale] }
}

/**
 * Explains why a query failed and what to do about it.
 * @param scopes any one of them is enough for the query
 */
export function describeQueryFailure(
  failure: QueryFailure,
  scopes: readonly string[] = [],
): QueryExplanation<Bilingual> {
  const nothing = { code: null, advice: NO_TEXT, links: [] }
  switch (failure.why) {
    case 'refused': {
      const { code, links, msg } = failure
      if (code === NO_SCOPE && scopes.length > 0) return { code, links, ...missingScopes(scopes) }
      const known = lookUpErrorCode(failure.endpoint, code)
      const { zh, en } = known?.meaning ?? { zh: msg, en: msg }
      const detail = { zh: `平台返回 ${code}：${zh}`, en: `The platform returned ${code}: ${en}` }
      return { code, detail, advice: known?.advice ?? NO_TEXT, links }
    }
    case 'failed': {
      const { meaning, advice } = FAILURES[failure.kind]
      const { zh, en } = meaning
      const detail = { zh: `${zh}（${failure.detail}）`, en: `${en} (${failure.detail})` }
      return { ...nothing, detail, advice }
    }
    case 'unexpected':
      return {
        ...nothing,
        detail: {
          zh: '平台的响应与文档不符，无法读取。',
          en: 'The response of the platform differs from its documentation and cannot be read.',
        },
      }
    case 'wait': {
      const until = new Date(failure.until).toISOString()
      return {
        ...nothing,
        detail: {
          zh: `为避免触发限流，${until} 前不查询。`,
          en: `Not checked before ${until}, to stay within the rate limit.`,
        },
        advice: { zh: '请稍后重新检查。', en: 'Check again later.' },
      }
    }
  }
}

function missingScopes(scopes: readonly string[]) {
  return {
    detail: {
      zh: `应用缺少读取权限（任一项）：${scopes.join('、')}。`,
      en: `The app lacks a scope to read this (any of): ${scopes.join(', ')}.`,
    },
    advice: {
      zh: '请在开发者后台“开发配置 › 权限管理”开通其中一项。需要审核的权限在版本审核通过后生效。',
      en: 'Add one under “Permissions & Scopes” in the developer console. If it needs review, it takes effect once a version is approved.',
    },
  }
}

/**
 * Codes about the token, the app or the caller's address, which any other call would meet too.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN
 */
const CREDENTIAL_CODES = [
  20013, 99991401, 99991403, 99991543, 99991661, 99991662, 99991663, 99991664, 99991665, 99991668,
  99991671, 99991673, 99991676,
]

/** The codes of the message, chat and bot calls for an app without a bot. */
const NO_BOT = [11205, 11240, 230006, 232025]

export type QueryRefusal = Extract<QueryFailure, { why: 'refused' }>

/** Returns the platform's error response, or null if there was none. */
export function refusalOf(read: QueryResult<unknown> | null): QueryRefusal | null {
  return read && !read.ok && read.failure.why === 'refused' ? read.failure : null
}

/** Returns the first error about the token or the app, which any other call would meet too. */
export function credentialRefusal(
  reads: readonly (QueryResult<unknown> | null)[],
): QueryRefusal | null {
  const refusals = reads.map(refusalOf).filter((refusal) => refusal !== null)
  return (
    refusals.find(({ stage, code }) => stage === 'token' || CREDENTIAL_CODES.includes(code)) ?? null
  )
}

/** Whether a query of messages, chats or the bot failed because the app has no bot. */
export function refusedWithoutBot(read: QueryResult<unknown> | null): boolean {
  return NO_BOT.includes(refusalOf(read)?.code ?? 0)
}
