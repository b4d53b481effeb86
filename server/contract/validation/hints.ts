import { LIMITS, PROFILE_LIMITS } from '../limits.ts'
import type { Bilingual, Locale } from '../locale.ts'
import { FOLLOW_UP_HINTS } from './follow-up-issues.ts'

const { name, tokenLife } = PROFILE_LIMITS
const { messageContent, messageText, uuid } = LIMITS

/** The hint for each issue, by the key that a schema gives as its message. */
export type Hints = Readonly<Record<string, Bilingual>>

/**
 * The hints for issues that the page reports. A form keeps the keys, so that a change of language
 * needs no new validation. The hints that only API requests need are in api-hints.ts.
 */
export const HINTS = {
  ...FOLLOW_UP_HINTS,
  receive_id_empty: { zh: '请填写接收人。', en: 'Enter a recipient.' },
  receive_id_shape: {
    zh: '接收人应为 1–256 个 ASCII 字符，不含空格。请检查粘贴的内容。',
    en: 'A recipient must be 1–256 ASCII characters without spaces. Check what you pasted.',
  },
  text_empty: { zh: '请填写消息文字。', en: 'Enter the text of the message.' },
  text_too_long: {
    zh: `消息过长，最多 ${messageText.max} 个字符。`,
    en: `The message is too long: at most ${messageText.max} characters.`,
  },
  message_content_not_json: {
    zh: '内容应为 JSON 对象，请检查括号、引号和逗号。',
    en: 'The content must be a JSON object. Check braces, quotes and commas.',
  },
  message_content_without_text: {
    zh: '文本消息需要非空的 text 字段。',
    en: 'A text message needs a text field that is not empty.',
  },
  message_content_too_large: {
    zh: `富文本和卡片最大 ${messageContent.post / 1024} KB（UTF-8 字节）。`,
    en: `A post or card can have at most ${messageContent.post / 1024} KB (UTF-8).`,
  },
  message_text_too_large: {
    zh: `文本消息最大 ${messageContent.text / 1024} KB（UTF-8 字节）。`,
    en: `A text message can have at most ${messageContent.text / 1024} KB (UTF-8).`,
  },
  uuid_shape: {
    zh: `uuid 应为 ${uuid.min}–${uuid.max} 个 ASCII 字符。`,
    en: `A uuid must be ${uuid.min}–${uuid.max} ASCII characters.`,
  },
  profile_name_empty: { zh: '请填写名称。', en: 'Enter a name.' },
  profile_name_too_long: {
    zh: `名称最多 ${name.max} 个字符。`,
    en: `A name can have at most ${name.max} characters.`,
  },
  profile_name_unsound: {
    zh: '名称含有控制字符或不完整的字符，请删除后重新输入。',
    en: 'The name contains a control character or an incomplete one. Delete it and type it again.',
  },
  app_id_shape: {
    zh: 'App ID 应以 cli_ 开头，后面是字母、数字或 _。',
    en: 'An App ID must be cli_ followed by letters, digits or _.',
  },
  app_secret_shape: {
    zh: 'App Secret 应为 8–256 个 ASCII 字符，不含空格。请检查粘贴的内容。',
    en: 'An App Secret must be 8–256 ASCII characters without spaces. Check what you pasted.',
  },
  app_ticket_shape: {
    zh: 'app_ticket 应为 4–256 个 ASCII 字符，不含空格。请检查粘贴的内容。',
    en: 'An app_ticket must be 4–256 ASCII characters without spaces. Check what you pasted.',
  },
  tenant_key_shape: {
    zh: 'tenant_key 应为 1–64 个字母、数字、_ 或 -。',
    en: 'A tenant_key must be 1–64 letters, digits, _ or -.',
  },
  pasted_token_shape: {
    zh: 'tenant_access_token 应以 t- 开头，不含空格。不支持以 u- 开头的用户 token。请只粘贴 token，不带 Bearer。',
    en: 'A tenant_access_token must start with t- and have no spaces. User tokens (u-) are not supported. Paste it without Bearer.',
  },
  expires_in_range: {
    zh: `剩余有效期应为 1–${tokenLife.max} 的整数，单位为秒。token 最长有效 2 小时。`,
    en: `Enter 1–${tokenLife.max} seconds. Tokens are valid for at most 2 hours.`,
  },
} satisfies Hints

export type HintKey = keyof typeof HINTS

export function isHintKey(key: string): key is HintKey {
  return Object.hasOwn(HINTS, key)
}

/** Returns the hint of a key in one language; returns any other text unchanged. */
export function hintText(key: string, locale: Locale): string {
  return isHintKey(key) ? HINTS[key][locale] : key
}
