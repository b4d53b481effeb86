import type * as z from 'zod/mini'
import type { Bilingual, Locale } from './locale.ts'
import { MENDS, type Mends } from './mends.ts'
import type { Issue } from './refusal.ts'

type ZodIssue = z.core.$ZodIssue

const TYPE_NAMES: Record<string, Bilingual> = {
  string: { zh: '字符串', en: 'a string' },
  array: { zh: '数组', en: 'an array' },
  object: { zh: '对象', en: 'an object' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
}

function typeName(type: string, locale: Locale): string {
  return TYPE_NAMES[type]?.[locale] ?? type
}

/** How a limit counts: the characters of a text, the items of a list, or the number itself. */
const UNITS: Record<string, Bilingual> = {
  string: { zh: '个字符', en: 'character' },
  array: { zh: '项', en: 'item' },
}

function limit(origin: string, bound: 'least' | 'most', value: number | bigint, locale: Locale) {
  const unit = UNITS[origin]
  if (locale === 'en') {
    const counted = unit ? ` ${unit.en}${Number(value) === 1 ? '' : 's'}` : ''
    return `Give at ${bound} ${value}${counted}.`
  }
  return `${bound === 'least' ? '至少' : '至多'}为 ${value}${unit ? ` ${unit.zh}` : ''}。`
}

function sentence(issue: ZodIssue, locale: Locale, mends: Mends): string {
  const mend = Object.hasOwn(mends, issue.message) ? mends[issue.message] : undefined
  if (mend) return mend[locale]
  switch (issue.code) {
    case 'invalid_type': {
      const expected = typeName(issue.expected, locale)
      const missing = issue.input === undefined
      if (locale === 'zh') {
        return missing ? `缺少此字段，应为${expected}。` : `类型不对，应为${expected}。`
      }
      return missing ? `Missing: give ${expected}.` : `Wrong type: give ${expected}.`
    }
    case 'invalid_value':
      return locale === 'zh'
        ? `请改为以下之一：${issue.values.join('、')}。`
        : `Choose one of: ${issue.values.join(', ')}.`
    case 'too_small':
      return limit(issue.origin, 'least', issue.minimum, locale)
    case 'too_big':
      return limit(issue.origin, 'most', issue.maximum, locale)
    default:
      return locale === 'zh' ? '此处的值不符合要求。' : 'This value is not accepted here.'
  }
}

function unknownField(path: readonly PropertyKey[], key: string, locale: Locale): Issue {
  const message =
    locale === 'zh'
      ? `接口没有 ${key} 这个字段，请删除。`
      : `The call has no field ${key}: remove it.`
  return { path: [...path, key].join('.'), message }
}

/**
 * Turns what a schema found into paths and sentences that say what to do, in the given language.
 * Unknown fields are named one by one, as the other fields are.
 */
export function describeIssues(
  issues: readonly ZodIssue[],
  locale: Locale,
  mends: Mends = MENDS,
): Issue[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownField(issue.path, key, locale))
      : { path: issue.path.join('.'), message: sentence(issue, locale, mends) },
  )
}
