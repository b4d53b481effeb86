import { describeIssue } from '#contract/judge-request'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'
import type { Asked } from './asked.ts'

type Query<Name extends string> = { values: Partial<Record<Name, string>>; issues: Issue[] }

/** Reads the query parameters a route knows; any other, or one given twice, is an issue. */
export function readQuery<Name extends string>(
  { req }: Asked,
  names: readonly Name[],
  locale: Locale,
): Query<Name> {
  if (!req.url.includes('?')) return { values: {}, issues: [] }
  const given = new URL(req.url).searchParams
  const values: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = given.get(name)
    if (value !== null) values[name] = value
  }
  const issues = [...new Set(given.keys())].flatMap((name) => {
    if (!(names as readonly string[]).includes(name))
      return [describeIssue(name, 'unknown_parameter', locale)]
    if (given.getAll(name).length > 1) return [describeIssue(name, 'repeated_parameter', locale)]
    return []
  })
  return { values, issues }
}
