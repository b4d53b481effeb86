import { isJsonObject, type JsonObject, member } from '#contract/json'
import type { ImportedResponse } from './findings.ts'

const CODE_IN_TEXT = [
  /(?<![\w.])\\?["']?(?:err(?:or)?[_ -]?)?code\\?["']?\s{0,4}[=:：]\s{0,4}\\?["']?(\d{4,10})(?!\d)/i,
  /(?:错误码|错误代码|返回码|状态码)\s{0,4}[=:：]?\s{0,4}(\d{4,10})(?!\d)/,
  /\[(\d{6,8})\]\s{0,4}[a-z]/i,
  /\b(?:err(?:or)?[_ -]?)?code[ \t]{1,4}(\d{5,10})(?!\d)/i,
  /^\s{0,40}(\d{4,8})\s{0,40}$/,
  /^\s{0,40}(?!20\d{6})(\d{5,8})[:：,. \t]{1,4}[a-z]/i,
]
/** A code of Feishu before words, in a text that speaks of an error. */
const FEISHU_CODE = String.raw`(?<![\w.-])(?:23[0-2]\d{3}|9999[12]\d{3})(?![\w-])`
const BEFORE_WORDS = String.raw`[)\]:\uff1a,. \t-]{1,6}(?=[A-Za-z\u4e00-\u9fff])`
const BARE_CODE = new RegExp(`(${FEISHU_CODE})${BEFORE_WORDS}`)
const SPEAKS_OF_ERROR = /error|exception|fail|feishu|lark|飞书|失败|错误/i
const MSG_IN_TEXT = [
  /(?<![\w.])\\?["']?msg\\?["']?\s{0,4}[=:：]\s{0,4}(?:\\?"([^"\\\n]{1,2000})|'([^'\n]{1,2000})|([^\n"']{1,2000}?)(?=,\s{0,4}[\w-]{2,20}\s{0,4}[:=]|\}|$))/im,
  /\[\d{6,8}\]\s{0,4}()()([^\n]{1,2000})/,
  new RegExp(String.raw`${FEISHU_CODE}${BEFORE_WORDS}()()([^\n]{1,2000})`),
]
const LOG_ID = /(?<![0-9A-Za-z])20\d{12}[0-9A-F]{12,26}(?![0-9A-Za-z])/

/**
 * Finds the code, the message and the log ID of a response: JSON, a log line or an SDK's exception.
 * @param objects the JSON objects of the text
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-
 */
export function findResponse(
  text: string,
  objects: readonly JsonObject[],
): ImportedResponse | null {
  const response = objects.find(isResponse)
  const code = response ? response.code : numberIn(text)
  if (typeof code !== 'number') return null
  const msg = response ? member(response, 'msg') : msgIn(text)
  const named = member(member(response, 'error'), 'log_id') ?? member(response, 'log_id')
  return {
    code,
    msg: typeof msg === 'string' ? msg : null,
    log_id: typeof named === 'string' ? named : (LOG_ID.exec(text)?.[0] ?? null),
  }
}

function isResponse(object: JsonObject): boolean {
  const { code, msg, data, error } = object
  if (typeof code !== 'number' || !Number.isSafeInteger(code)) return false
  const isSuccess = code === 0 && isJsonObject(data)
  return typeof msg === 'string' || isJsonObject(error) || isSuccess || code >= 1000
}

function numberIn(text: string): number | undefined {
  for (const pattern of CODE_IN_TEXT) {
    const [, digits] = pattern.exec(text) ?? []
    if (digits !== undefined) return Number(digits)
  }
  const [, bare] = BARE_CODE.exec(text) ?? []
  return bare !== undefined && SPEAKS_OF_ERROR.test(text) ? Number(bare) : undefined
}

function msgIn(text: string): string | undefined {
  for (const pattern of MSG_IN_TEXT) {
    const [, double, single, plain] = pattern.exec(text) ?? []
    const msg = double || single || plain?.trim()
    if (msg) return msg
  }
  return undefined
}
