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
      const detail = { zh: `平台返回 ${code}：${zh}`, en: `The platform answered ${code}: ${en}` }
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
          zh: '平台回答了，但内容和文档所写的不同，无法读取。',
          en: 'The platform answered, but not with what it documents, so nothing can be read from it.',
        },
      }
    case 'wait': {
      const until = new Date(failure.until).toISOString()
      return {
        ...nothing,
        detail: {
          zh: `为了不超出频率限制，${until} 之前没有查询。`,
          en: `To stay within the rate limit nothing is asked before ${until}.`,
        },
        advice: { zh: '稍后再查一次。', en: 'Check again a little later.' },
      }
    }
  }
}

function missingScopes(scopes: readonly string[]) {
  return {
    detail: {
      zh: `应用没有读取它所需的权限：${scopes.join('、')}（有其中一项即可）。`,
      en: `The app lacks the scope to read this; any one of these would do: ${scopes.join(', ')}.`,
    },
    advice: {
      zh: '在开发者后台“开发配置 › 权限管理”页开通其中一项；需要审核的，发布版本并审核通过后生效。',
      en: 'Add one of them on the page “Permissions & Scopes” of the developer console; one that needs review takes effect once a version with it is approved.',
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
