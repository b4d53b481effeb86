import * as z from 'zod/mini'
import { describeIssues } from './issue-text.ts'
import type { Locale } from './locale.ts'
import type { Mends } from './mends.ts'
import type { Issue } from './refusal.ts'

type Judgement<T> = { ok: true; value: T } | { ok: false; issues: Issue[] }

/** Judges a value by a contract schema; what is refused comes back as paths and mends in one language. */
export function judge<S extends z.ZodMiniType>(
  schema: S,
  value: unknown,
  locale: Locale,
  mends?: Mends,
): Judgement<z.output<S>> {
  const result = z.safeParse(schema, value, { reportInput: true })
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, issues: describeIssues(result.error.issues, locale, mends) }
}
