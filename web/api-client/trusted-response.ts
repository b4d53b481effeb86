import type { ResponseSchema } from './api.ts'

/**
 * Recognizes a response by one of its fields instead of validating it with its schema. Only for the
 * requests of the first screen: zod and their schemas are 12.8 kB gzipped (9.9 % of its script) and
 * would be loaded between the first response and the first rendering. The page and its server are of one
 * build, so their contract cannot differ. To remove it, pass the schema of `#contract/*` instead.
 */
export function trustedResponse<T extends object>(field: keyof T): ResponseSchema<T> {
  const is = (value: unknown): value is T =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, field)
  return {
    safeParse: (value) => (is(value) ? { success: true, data: value } : { success: false }),
  }
}
