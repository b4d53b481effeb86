import type * as z from 'zod/mini'
import { LIMITS } from './limits.ts'
import type { Bilingual, Locale } from './locale.ts'
import type { Issue } from './refusal.ts'

type ZodIssue = z.core.$ZodIssue

/** The mends for our own checks, by the key that the schema gives as its message. */
const MENDS: Record<string, Bilingual> = {
  content_empty: {
    zh: `请填写文字（${LIMITS.content.min}–${LIMITS.content.max} 个字符）。`,
    en: `Enter a text of ${LIMITS.content.min}–${LIMITS.content.max} characters.`,
  },
  content_too_long: {
    zh: `文字过长，请缩短到 ${LIMITS.content.max} 个字符以内。`,
    en: `Too long: shorten it to ${LIMITS.content.max} characters.`,
  },
  content_lone_surrogate: {
    zh: '含有半个表情符号（不成对的代理字符），请删除后重新输入。',
    en: 'Holds half an emoji (a lone surrogate): delete it and type it again.',
  },
  follow_ups_empty: {
    zh: '请至少添加一个气泡。',
    en: 'Add at least one bubble.',
  },
  follow_ups_too_many: {
    zh: `最多 ${LIMITS.followUps.max} 个气泡，请删除多余的。`,
    en: `At most ${LIMITS.followUps.max} bubbles: remove the others.`,
  },
  i18n_contents_too_many: {
    zh: `每个气泡最多 ${LIMITS.i18nContents.max} 行多语言文字，请删除多余的。`,
    en: `At most ${LIMITS.i18nContents.max} language rows in a bubble: remove the others.`,
  },
  receive_id_empty: { zh: '请填写接收者。', en: 'Enter a recipient.' },
  receive_id_shape: {
    zh: '接收者只能是 1–256 个不含空格的英文字符，请检查是否多粘贴了内容。',
    en: 'A recipient is 1–256 ASCII characters without spaces: check what was pasted.',
  },
  text_empty: { zh: '请填写消息文字。', en: 'Enter the text of the message.' },
  text_too_long: {
    zh: '消息文字过长，请缩短到 4000 个字符以内。',
    en: 'The message is too long: shorten it to 4,000 characters.',
  },
  message_id_shape: {
    zh: 'message_id 应以 om_ 开头，后面只有字母、数字、_ 或 -。',
    en: 'A message_id starts with om_ and goes on with letters, digits, _ or - only.',
  },
  unknown_profile: {
    zh: '没有这个 profile，请从 /api/profiles 中选择。',
    en: 'There is no such profile: choose one of /api/profiles.',
  },
  unknown_endpoint: {
    zh: '没有这个接口名称，可用的名称见返回的 error_codes[].endpoints。',
    en: 'There is no such endpoint: see error_codes[].endpoints for the names.',
  },
}

const TYPE_NAMES: Record<string, Bilingual> = {
  string: { zh: '字符串', en: 'a string' },
  array: { zh: '数组', en: 'an array' },
  object: { zh: '对象', en: 'an object' },
  number: { zh: '数字', en: 'a number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
}

function typeName(type: string, locale: Locale): string {
  return TYPE_NAMES[type]?.[locale] ?? type
}

function sentence(issue: ZodIssue, locale: Locale): string {
  const mend = MENDS[issue.message]
  if (mend) return mend[locale]
  switch (issue.code) {
    case 'invalid_type': {
      const expected = typeName(issue.expected, locale)
      const missing = issue.input === undefined
      if (locale === 'zh')
        return missing ? `缺少此字段，应为${expected}。` : `类型不对，应为${expected}。`
      return missing ? `Missing: give ${expected}.` : `Wrong type: give ${expected}.`
    }
    case 'unrecognized_keys': {
      const keys = issue.keys.join(', ')
      return locale === 'zh'
        ? `接口没有这些字段，请删除：${keys}。`
        : `The call has no such field, remove it: ${keys}.`
    }
    case 'invalid_value':
      return locale === 'zh'
        ? `不在可选值之内，请改为：${issue.values.join('、')}。`
        : `Not one of the allowed values: ${issue.values.join(', ')}.`
    default:
      return locale === 'zh' ? '此处的值不符合要求。' : 'This value is not accepted here.'
  }
}

/** Turns what a schema found into paths and sentences that say what to do, in the given language. */
export function describeIssues(issues: readonly ZodIssue[], locale: Locale): Issue[] {
  return issues.map((issue) => ({ path: issue.path.join('.'), message: sentence(issue, locale) }))
}

/** One issue for something that is not checked by a schema, from its key in the same table. */
export function describeIssue(path: string, key: keyof typeof MENDS, locale: Locale): Issue {
  return { path, message: MENDS[key]?.[locale] ?? key }
}
