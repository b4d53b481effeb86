import type { Bilingual } from '../locale.ts'
import type { Endpoint, ErrorCode } from './error-code.ts'

/** What a response says: its code, and perhaps its msg and the call that returned it. */
type Returned = { code: number; msg: string | null; endpoint: Endpoint | null }

type CodeExplanation = {
  /** The meaning for the call; null if the code is not documented for it. */
  entry: ErrorCode | null
  /** What the same code means on other calls. */
  others: ErrorCode[]
}

/**
 * Finds what a code means: for the call if it is known, else for the call whose msg it is, else for
 * push_follow_up. The msg is the platform's own word, so it outweighs the call.
 */
export function explainCode(
  entries: readonly ErrorCode[],
  { code, msg, endpoint }: Returned,
): CodeExplanation {
  const named = entries.filter((entry) => entry.code === code)
  const of = (call: Endpoint) =>
    named.find(({ endpoints }) => endpoints.includes(call)) ??
    named.find(({ endpoints }) => endpoints.includes('any'))
  const own = endpoint === null ? undefined : of(endpoint)
  const entry =
    (own && hasMsg(own, msg) ? own : named.find((one) => hasMsg(one, msg))) ??
    own ??
    (endpoint === null ? (of('push_follow_up') ?? named[0]) : undefined) ??
    null
  return { entry, others: named.filter((other) => other !== entry) }
}

/** Whether a msg, perhaps with `, ext=…`, is the documented or an observed one of an entry. */
function hasMsg(entry: ErrorCode, msg: string | null): boolean {
  const given = comparable(msg ?? '')
  if (given === '') return false
  return [entry, ...(entry.observed ?? [])].some((one) => given.startsWith(comparable(one.msg)))
}

/** The part of a msg that is the same in each response. */
function comparable(msg: string): string {
  const [fixed = ''] = msg.toLowerCase().split(/, ext=|%[sv]|…|\[/)
  return fixed.replace(/[\s.:!。]+$/, '').trim()
}

const CALLS: readonly [RegExp, Endpoint][] = [
  [/push_?follow_?up/i, 'push_follow_up'],
  [/\/auth\/v3\/(?:tenant|app)_access_token/, 'tenant_access_token'],
  [/\/auth\/v3\/app_ticket\/resend/, 'app_ticket'],
  [/\/im\/v1\/messages\/[^/\s"'?]{1,200}\/reply\b|\bmessage[.#]reply\b/i, 'reply_message'],
  [/\/im\/v1\/messages\?\S{0,400}container_id|\bmessage[.#]list\b/i, 'list_messages'],
  [/\/im\/v1\/messages(?=["'\s?,)]|$)|\bmessage[.#]create\b/i, 'create_message'],
  [/\bGET\b[^\n]{0,200}\/im\/v1\/messages\/|\bmessage[.#]get\b/i, 'get_message'],
  [/\bDELETE\b[^\n]{0,200}\/im\/v1\/messages\/|\bmessage[.#]delete\b/i, 'recall_message'],
  [/\/im\/v1\/chats\/[^/\s"'?]{1,200}(?=["'\s?,)]|$)/, 'get_chat'],
  [/\/im\/v1\/chats(?=["'\s?,)]|$)/, 'list_chats'],
]

/** Returns the call whose URL or SDK method a text names; null if it names none. */
export function findEndpoint(text: string): Endpoint | null {
  return CALLS.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/**
 * Returns the link to Feishu's own search for a failed call.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get- (`error.troubleshooter`)
 */
export function troubleshooterUrl({
  code,
  log_id,
  base_url,
}: {
  code: number
  log_id: string | null
  base_url: string | null
}): string {
  const lark = 'https://open.larksuite.com'
  const host = base_url === lark ? lark : 'https://open.feishu.cn'
  const query = new URLSearchParams({ from: 'openapi' })
  if (log_id !== null) query.set('log_id', log_id)
  query.set('code', `${code}`)
  return `${host}/search?${query}`
}

/** Says that a code has no meaning in the catalogue, and where to look instead. */
export function explainUndocumented(
  code: number,
  onOtherCalls: boolean,
): { meaning: Bilingual; advice: Bilingual } {
  return {
    meaning: onOtherCalls
      ? {
          zh: `该接口的文档没有列出错误码 ${code}，其他接口有。`,
          en: `Code ${code} is not documented for this call, only for others.`,
        }
      : {
          zh: `飞书文档和已知的公开报告都没有说明错误码 ${code}。`,
          en: `Neither Feishu’s documentation nor a known public report explains code ${code}.`,
        },
    advice: {
      zh: '先看平台返回的 msg，再到飞书排查页面搜索。仍不清楚时，把 log_id 提供给飞书技术支持。',
      en: 'Read the msg of the platform, then search Feishu’s troubleshooter. Feishu support can find the call by its log_id.',
    },
  }
}
