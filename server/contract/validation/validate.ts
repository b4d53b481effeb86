import * as z from 'zod/mini'
import type { Bilingual, Locale } from '../locale.ts'
import type { Issue } from '../refusal.ts'
import { HINTS, type Hints } from './hints.ts'

type Validation<T> = { ok: true; value: T } | { ok: false; issues: Issue[] }

/**
 * Validates a value against a schema.
 * @param hints texts for the keys that the schema gives as messages
 * @returns the parsed value, or each issue with its path and a hint in one language
 */
export function validate<S extends z.ZodMiniType>(
  schema: S,
  value: unknown,
  locale: Locale,
  hints: Hints = HINTS,
): Validation<z.output<S>> {
  const result = z.safeParse(schema, value, { reportInput: true })
  if (result.success) return { ok: true, value: result.data }
  return {
    ok: false,
    issues: result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownField(issue.path, key, locale))
        : { path: issue.path.join('.'), message: describeIssue(issue, locale, hints) },
    ),
  }
}

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

/** The unit of a limit; a limit of a number has none. */
const UNITS: Record<string, Bilingual> = {
  string: { zh: '个字符', en: 'character' },
  array: { zh: '项', en: 'item' },
}

function describeLimit(
  origin: string,
  bound: 'least' | 'most',
  value: number | bigint,
  locale: Locale,
): string {
  const unit = UNITS[origin]
  if (locale === 'en') {
    if (!unit) return `Must be at ${bound} ${value}.`
    return `At ${bound} ${value} ${unit.en}${Number(value) === 1 ? '' : 's'}.`
  }
  return `${bound === 'least' ? '至少' : '最多'} ${value}${unit ? ` ${unit.zh}` : ''}。`
}

function describeIssue(issue: z.core.$ZodIssue, locale: Locale, hints: Hints): string {
  const hint = Object.hasOwn(hints, issue.message) ? hints[issue.message] : undefined
  if (hint) return hint[locale]
  switch (issue.code) {
    case 'invalid_type': {
      const expected = typeName(issue.expected, locale)
      const missing = issue.input === undefined
      if (locale === 'zh') {
        return missing ? `缺少此字段，应为${expected}。` : `类型错误，应为${expected}。`
      }
      return missing ? `Missing: must be ${expected}.` : `Wrong type: must be ${expected}.`
    }
    case 'invalid_value':
      return locale === 'zh'
        ? `请使用以下之一：${issue.values.join('、')}。`
        : `Use one of: ${issue.values.join(', ')}.`
    case 'too_small':
      return describeLimit(issue.origin, 'least', issue.minimum, locale)
    case 'too_big':
      return describeLimit(issue.origin, 'most', issue.maximum, locale)
    default:
      return locale === 'zh' ? '此值无效。' : 'Invalid value.'
  }
}

function unknownField(path: readonly PropertyKey[], key: string, locale: Locale): Issue {
  const message = locale === 'zh' ? `未知字段 ${key}，请删除。` : `Unknown field ${key}. Remove it.`
  return { path: [...path, key].join('.'), message }
}
