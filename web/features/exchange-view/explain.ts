import { firstSentence } from '#contract/catalogue/first-sentence'
import type { Exchange } from '#contract/exchange'
import { CONSEQUENCES, FAILURES } from '#contract/failures'
import type { Bilingual, Locale } from '#contract/locale'
import { exchangeStatus } from './exchange-status.ts'
import { meaningTexts } from './meaning-texts.ts'

/** What happened and what to do, as paragraphs. */
type ExchangeExplanation = { happened: readonly string[]; advice: readonly string[] }

type MeaningText = { meaning: Bilingual; advice: Bilingual }

/**
 * Explains an exchange with the texts of the catalogue, or the console's own. For a call without a
 * response: first the consequence for the message, then the failure.
 */
export function explain(exchange: Exchange, locale: Locale): ExchangeExplanation {
  const t = meaningTexts[locale]
  const { code, meaning, failure, endpoint } = exchange
  const status = exchangeStatus(exchange)
  if (status === 'running') return t.running
  if (status === 'done') return t.done[endpoint]
  const known: (MeaningText | null)[] = [
    status === 'refused' ? null : CONSEQUENCES[status],
    failure ? FAILURES[failure.kind] : null,
    meaning,
  ]
  const parts = known.filter((part) => part !== null)
  const happened = parts.map((part) => part.meaning[locale])
  // The advice of the code replaces the general one.
  const advice = meaning ? [meaning.advice[locale]] : parts.map((part) => part.advice[locale])
  if (!meaning && code !== null) {
    happened.push(t.unknownCode(code))
    advice.push(t.unknownCodeAdvice)
  }
  return { happened, advice }
}

/** Codes that are seen often, in a few words. */
const PUSH_TITLES: Readonly<Record<number, Bilingual>> = {
  230001: { en: 'Invalid parameter', zh: '参数无效' },
  230002: { en: 'Message expired', zh: '消息已过期' },
  230003: { en: 'Not a one-to-one chat', zh: '不是单聊' },
  230004: { en: 'Message not visible to the bot', zh: '机器人看不到此消息' },
  230005: { en: 'Bot not visible to the user', zh: '机器人对用户不可见' },
  230006: { en: 'Not the latest message', zh: '不是最新一条消息' },
  230007: { en: 'Invalid bubble content', zh: '气泡内容无效' },
  230008: { en: 'Already has bubbles', zh: '已有气泡' },
}

const CREATE_TITLES: Readonly<Record<number, Bilingual>> = {
  230001: { en: 'Invalid parameter', zh: '参数无效' },
  230006: { en: 'Bot not enabled', zh: '机器人未启用' },
  230013: { en: 'Bot not available to the user', zh: '用户不在可用范围内' },
  230028: { en: 'Blocked by the data leak check', zh: '未通过数据防泄漏检查' },
  230034: { en: 'Invalid recipient ID', zh: '接收人 ID 无效' },
  230035: { en: 'Sending not permitted', zh: '没有发送权限' },
  230036: { en: 'Encryption key deleted', zh: '加密密钥已删除' },
}

const ANY_TITLES: Readonly<Record<number, Bilingual>> = {
  10003: { en: 'Invalid token request', zh: '获取 token 的参数无效' },
  10014: { en: 'App secret invalid', zh: 'App Secret 无效' },
  230020: { en: 'Rate limit reached', zh: '触发频率限制' },
  230027: { en: 'Permission missing', zh: '缺少权限' },
  99991400: { en: 'Rate limit reached', zh: '触发频率限制' },
  99991663: { en: 'Token invalid', zh: 'token 无效' },
  99991668: { en: 'User token invalid', zh: 'user_access_token 无效' },
  99991672: { en: 'Permission missing', zh: '缺少权限' },
  99992354: { en: 'ID not found', zh: 'ID 不存在' },
  99992402: { en: 'Invalid field', zh: '字段校验失败' },
}

type Coded = Pick<Exchange, 'endpoint' | 'code' | 'outcome'> & {
  meaning: Pick<NonNullable<Exchange['meaning']>, 'meaning'> | null
}

/** Returns what the code of an exchange means in a few words, or null if it has none that is known. */
export function shortMeaning({ endpoint, code, outcome, meaning }: Coded, locale: Locale) {
  if (code === null) return null
  // The code of a refused token belongs to the token endpoint.
  const own =
    outcome === 'token_refused'
      ? undefined
      : (endpoint === 'push_follow_up' ? PUSH_TITLES : CREATE_TITLES)[code]
  const title = own ?? ANY_TITLES[code]
  if (title) return title[locale]
  return meaning ? firstSentence(meaning.meaning[locale]) : null
}
