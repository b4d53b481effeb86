import type { DraftFollowUps } from '../draft.ts'
import { isLanguage, LANGUAGES } from '../languages.ts'
import { countCharacters, LIMITS } from '../limits.ts'
import type { Bilingual, Locale } from '../locale.ts'

const { content, followUps, i18nContents } = LIMITS

/** The hint for each issue of a push, by its key. Free of zod: the first screen uses this file. */
export const FOLLOW_UP_HINTS = {
  content_empty: {
    zh: `请填写文字（${content.min}–${content.max} 个字符）。`,
    en: `Enter a text of ${content.min}–${content.max} characters.`,
  },
  content_too_long: {
    zh: `文字过长，最多 ${content.max} 个字符。`,
    en: `Too long: at most ${content.max} characters.`,
  },
  content_lone_surrogate: {
    zh: '含有不完整的字符（例如半个表情符号），请删除后重新输入。',
    en: 'Contains an incomplete character (such as half an emoji). Delete it and type it again.',
  },
  follow_ups_empty: { zh: '请至少添加一个气泡。', en: 'Add at least one bubble.' },
  follow_ups_too_many: {
    zh: `最多 ${followUps.max} 个气泡，请删除多余的。`,
    en: `Maximum ${followUps.max} bubbles. Remove the rest.`,
  },
  i18n_contents_too_many: {
    zh: `每个气泡最多 ${i18nContents.max} 行语言，请删除多余的行。`,
    en: `Maximum ${i18nContents.max} language rows per bubble. Remove the rest.`,
  },
  language_not_accepted: {
    zh: `不支持此语言，请使用以下之一：${LANGUAGES.join('、')}。`,
    en: `Unsupported language. Use one of ${LANGUAGES.join(', ')}.`,
  },
  message_id_shape: {
    zh: '消息 ID 应以 om_ 开头，后面是 1–128 个字母、数字、_ 或 -。',
    en: 'Message ID must start with om_, followed by 1–128 letters, digits, _ or -.',
  },
} satisfies Readonly<Record<string, Bilingual>>

type FollowUpHintKey = keyof typeof FOLLOW_UP_HINTS

/** Returns the hint of a key in one language; returns any other text unchanged. */
export function followUpHint(key: string, locale: Locale): string {
  return isFollowUpHintKey(key) ? FOLLOW_UP_HINTS[key][locale] : key
}

function isFollowUpHintKey(key: string): key is FollowUpHintKey {
  return Object.hasOwn(FOLLOW_UP_HINTS, key)
}

type LanguageRow = { content: string; language: string }

/** An issue of a push: its path and the key of its hint. */
export type FollowUpIssue = { path: string; key: FollowUpHintKey }

/** Returns the issues of one text of a bubble. */
export function findContentIssues(text: string): FollowUpHintKey[] {
  const { min, max } = LIMITS.content
  if (text.length < min) return ['content_empty']
  const issues: FollowUpHintKey[] = []
  if (countCharacters(text) > max) issues.push('content_too_long')
  if (!text.isWellFormed()) issues.push('content_lone_surrogate')
  return issues
}

/**
 * Returns the issues of bubbles in the order of the page. The result is that of
 * `pushFollowUpBodySchema`, without loading zod for a form that validates at every key.
 */
export function findFollowUpIssues(followUps: DraftFollowUps): FollowUpIssue[] {
  const { min, max } = LIMITS.followUps
  if (followUps.length < min) return [{ path: 'follow_ups', key: 'follow_ups_empty' }]
  // A list that is too long reports only that: its texts may be deleted anyway.
  if (followUps.length > max) return [{ path: 'follow_ups', key: 'follow_ups_too_many' }]
  return followUps.flatMap(({ content, i18n_contents = [] }, bubble) => {
    const path = `follow_ups.${bubble}`
    return [
      ...checkContent(`${path}.content`, content),
      ...checkRows(`${path}.i18n_contents`, i18n_contents),
    ]
  })
}

function checkRows(path: string, rows: readonly LanguageRow[]): FollowUpIssue[] {
  if (rows.length > LIMITS.i18nContents.max) return [{ path, key: 'i18n_contents_too_many' }]
  return rows.flatMap(({ content, language }, index) => [
    ...checkContent(`${path}.${index}.content`, content),
    ...(isLanguage(language)
      ? []
      : [{ path: `${path}.${index}.language`, key: 'language_not_accepted' } as const]),
  ])
}

function checkContent(path: string, text: string): FollowUpIssue[] {
  return findContentIssues(text).map((key) => ({ path, key }))
}
