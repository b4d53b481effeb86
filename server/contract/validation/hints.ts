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
  receive_id_empty: { zh: '请填写接收者。', en: 'Enter a recipient.' },
  receive_id_shape: {
    zh: '接收者须为 1–256 个半角字母、数字或符号，不能有空格；请检查是否多粘贴了内容。',
    en: 'A recipient is 1–256 plain letters, digits or symbols (ASCII) without spaces: check what was pasted.',
  },
  text_empty: { zh: '请填写消息文字。', en: 'Enter the text of the message.' },
  text_too_long: {
    zh: `消息文字过长，请缩短到 ${messageText.max} 个字符以内。`,
    en: `The message is too long: shorten it to at most ${messageText.max} characters.`,
  },
  message_content_not_json: {
    zh: '内容必须是一个 JSON 对象，请检查括号、引号和逗号。',
    en: 'The content has to be a JSON object: check its braces, quotes and commas.',
  },
  message_content_without_text: {
    zh: '文本消息的内容需要非空的 text 字段。',
    en: 'The content of a text message needs a text field that is not empty.',
  },
  message_content_too_large: {
    zh: `富文本和卡片最大 ${messageContent.post / 1024} KB（按 UTF-8 字节计），请精简。`,
    en: `A rich text or card holds at most ${messageContent.post / 1024} KB (bytes of UTF-8): shorten it.`,
  },
  message_text_too_large: {
    zh: `文本消息最大 ${messageContent.text / 1024} KB（按 UTF-8 字节计），请精简。`,
    en: `A text message holds at most ${messageContent.text / 1024} KB (bytes of UTF-8): shorten it.`,
  },
  uuid_shape: {
    zh: `uuid 须为 ${uuid.min}–${uuid.max} 个半角字母、数字或符号。`,
    en: `A uuid is ${uuid.min}–${uuid.max} plain letters, digits or symbols (ASCII).`,
  },
  profile_name_empty: { zh: '请填写名称。', en: 'Give it a name.' },
  profile_name_too_long: {
    zh: `名称最多 ${name.max} 个字符，请缩短。`,
    en: `A name holds at most ${name.max} characters: shorten it.`,
  },
  profile_name_unsound: {
    zh: '名称里有不可见的控制字符或不完整的字符，请删除后重新输入。',
    en: 'The name holds an invisible control character or half a character: delete it and type it again.',
  },
  app_id_shape: {
    zh: 'App ID 应以 cli_ 开头，后面是字母、数字或 _。',
    en: 'An App ID is cli_ followed by letters, digits or _.',
  },
  app_secret_shape: {
    zh: 'App Secret 须为 8–256 个半角字符，不能有空格；请检查是否多粘贴了内容。',
    en: 'An App Secret is 8–256 ASCII characters without spaces: check what was pasted.',
  },
  app_ticket_shape: {
    zh: 'app_ticket 须为 4–256 个半角字符，不能有空格；请检查是否多粘贴了内容。',
    en: 'An app_ticket is 4–256 ASCII characters without spaces: check what was pasted.',
  },
  tenant_key_shape: {
    zh: 'tenant_key 须为 1–64 个字母、数字、_ 或 -。',
    en: 'A tenant_key is 1–64 letters, digits, _ or -.',
  },
  pasted_token_shape: {
    zh: 'tenant_access_token 应以 t- 开头，没有空格；u- 开头的是用户 token，这里用不了。只粘贴 token 本身，不要带 Bearer。',
    en: 'A tenant_access_token starts with t- and has no spaces (u- is a user’s token and does not work here): paste the token alone, without Bearer.',
  },
  expires_in_range: {
    zh: `剩余有效期应为 1–${tokenLife.max} 秒的整数；平台的 token 最长有效 2 小时。`,
    en: `What is left of its life is a whole number of seconds from 1 to ${tokenLife.max}; no token of the platform lives longer than 2 hours.`,
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
