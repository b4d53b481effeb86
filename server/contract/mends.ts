import { LANGUAGES } from './languages.ts'
import { LIMITS } from './limits.ts'
import type { Bilingual, Locale } from './locale.ts'

const { content, followUps, i18nContents, messageText } = LIMITS

/** What to do about each thing that is refused, by its key. */
export type Mends = Readonly<Record<string, Bilingual>>

/**
 * What to do about each thing that the page itself refuses, by the key that a schema gives as its
 * message. The keys, not the sentences, travel through the form, so that a change of language
 * needs no new judgement. What only a request can get wrong stands in api-mends.ts.
 */
export const MENDS = {
  content_empty: {
    zh: `请填写文字（${content.min}–${content.max} 个字符）。`,
    en: `Enter a text of ${content.min}–${content.max} characters.`,
  },
  content_too_long: {
    zh: `文字过长，请缩短到 ${content.max} 个字符以内。`,
    en: `Too long: shorten it to at most ${content.max} characters.`,
  },
  content_lone_surrogate: {
    zh: '含有不完整的字符（例如半个表情符号），请删除后重新输入。',
    en: 'Holds an incomplete character (for example half an emoji): delete it and type it again.',
  },
  follow_ups_empty: {
    zh: '请至少添加一个气泡。',
    en: 'Add at least one bubble.',
  },
  follow_ups_too_many: {
    zh: `最多 ${followUps.max} 个气泡，请删除多余的气泡。`,
    en: `At most ${followUps.max} bubbles: remove the rest.`,
  },
  i18n_contents_too_many: {
    zh: `每个气泡最多 ${i18nContents.max} 行多语言文字，请删除多余的行。`,
    en: `At most ${i18nContents.max} language rows in a bubble: remove the rest.`,
  },
  language_not_accepted: {
    zh: `不支持这个语言代码，请改为以下之一：${LANGUAGES.join('、')}。`,
    en: `Not an accepted language: use one of ${LANGUAGES.join(', ')}.`,
  },
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
  message_id_shape: {
    zh: 'message_id 应以 om_ 开头，后面是 1–128 个字母、数字、_ 或 -。',
    en: 'A message_id is om_ followed by 1–128 letters, digits, _ or -.',
  },
} satisfies Mends

export type MendKey = keyof typeof MENDS

export function isMendKey(key: string): key is MendKey {
  return Object.hasOwn(MENDS, key)
}

/** The mend of one key in one language; a text that is no key comes back as it is. */
export function mend(key: string, locale: Locale): string {
  return isMendKey(key) ? MENDS[key][locale] : key
}
