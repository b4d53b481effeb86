import type * as z from 'zod/mini'
import { API_MENDS, type ApiMendKey } from './api-mends.ts'
import { judge } from './judge.ts'
import type { Locale } from './locale.ts'
import { MENDS, type MendKey } from './mends.ts'
import type { Issue } from './refusal.ts'

const ALL_MENDS = { ...MENDS, ...API_MENDS }

/** Judges a part of a request to the console's own API, which can be wrong in more ways than a form. */
export function judgeRequest<S extends z.ZodMiniType>(schema: S, value: unknown, locale: Locale) {
  return judge(schema, value, locale, ALL_MENDS)
}

/** One issue for something that no schema checks, by its key among the mends. */
export function describeIssue(path: string, key: MendKey | ApiMendKey, locale: Locale): Issue {
  return { path, message: ALL_MENDS[key][locale] }
}
