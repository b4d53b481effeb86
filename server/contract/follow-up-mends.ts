import { LANGUAGES } from './languages.ts'
import { LIMITS } from './limits.ts'
import type { Bilingual, Locale } from './locale.ts'

const { content, followUps, i18nContents } = LIMITS

/** What to do about each thing that can be wrong with a push as it is composed; a part of `MENDS`. */
export const FOLLOW_UP_MENDS = {
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
  message_id_shape: {
    zh: 'message_id 应以 om_ 开头，后面是 1–128 个字母、数字、_ 或 -。',
    en: 'A message_id is om_ followed by 1–128 letters, digits, _ or -.',
  },
} satisfies Readonly<Record<string, Bilingual>>

export type FollowUpMendKey = keyof typeof FOLLOW_UP_MENDS

/** The mend of one key in one language; a text that is no key comes back as it is. */
export function followUpMend(key: string, locale: Locale): string {
  return isKey(key) ? FOLLOW_UP_MENDS[key][locale] : key
}

function isKey(key: string): key is FollowUpMendKey {
  return Object.hasOwn(FOLLOW_UP_MENDS, key)
}
