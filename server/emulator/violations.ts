import type * as z from 'zod/mini'
import type { Refusal } from './answer.ts'

/** One field that broke its definition, as Feishu lists them in `error.field_violations`. */
export type Violation = { field: string; value: string; description: string }

/** Beyond these a hostile body would only make the answer huge. */
const MAX_VIOLATIONS = 50
const MAX_VALUE_LENGTH = 100

/** 99992402 names the fields; no other code is known to. */
export function invalidFields(violations: readonly Violation[], code: number): Refusal {
  return code === 99992402 ? { code, error: { field_violations: violations } } : { code }
}

/** What a schema found, in Feishu's words; the schema must have been asked to report its input. */
export function violationsOf(issues: readonly z.core.$ZodIssue[]): Violation[] {
  return issues.slice(0, MAX_VIOLATIONS).map((issue) => {
    const field = fieldName(issue.path)
    return { field, value: shortValue(issue.input), description: describe(issue, field) }
  })
}

/** `follow_ups[0].i18n_contents[1].language` */
function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`
    return name === '' ? String(key) : `${name}.${String(key)}`
  }, '')
}

function shortValue(input: unknown): string {
  if (input === undefined || typeof input === 'object') return ''
  return String(input).slice(0, MAX_VALUE_LENGTH)
}

function describe(issue: z.core.$ZodIssue, field: string): string {
  if (issue.input === undefined || issue.input === null) return `${field} is required`
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`
    case 'invalid_value':
      return `options: [${issue.values.join(',')}]`
    case 'too_big':
      return `the max len is ${issue.maximum}`
    case 'too_small':
      return `the min len is ${issue.minimum}`
    default:
      return issue.message
  }
}
