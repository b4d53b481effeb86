import { isJsonObject } from '#contract/is-json-object'
import { LIMITS } from '#contract/limits'
import type { Refusal } from './answer.ts'
import { parseJson } from './json.ts'

const MSG_TYPES = [
  'text',
  'post',
  'image',
  'file',
  'audio',
  'media',
  'sticker',
  'interactive',
  'share_chat',
  'share_user',
  'system',
]

/**
 * Judges a message's content. Only `text` is looked into; other types need to be JSON and are taken
 * as they are.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json
 */
export function judgeContent(msg_type: string, content: string): Refusal | null {
  if (!MSG_TYPES.includes(msg_type)) return invalidParameter('msg_type is not supported')
  const { text, post, interactive } = LIMITS.messageContent
  const limit = { post, interactive }[msg_type] ?? text
  if (Buffer.byteLength(content) > limit) return { code: 230025 }
  const value = parseJson(content)
  if (!isJsonObject(value)) return invalidParameter('content is not a JSON object')
  if (msg_type !== 'text') return null
  const isText = typeof value.text === 'string' && value.text !== ''
  return isText ? null : invalidParameter('content of a text message needs text')
}

/** What a message reads as: the text of a text message, otherwise its content as it is. */
export function textOf(content: string): string {
  const value = parseJson(content)
  return isJsonObject(value) && typeof value.text === 'string' ? value.text : content
}

function invalidParameter(ext: string): Refusal {
  return { code: 230001, msg: `Your request contains an invalid request parameter, ext=${ext}` }
}
