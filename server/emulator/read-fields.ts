import * as z from 'zod/mini'
import { isJsonObject } from '#contract/is-json-object'
import type { Refusal } from './answer.ts'
import { invalidFields, violationsOf } from './violations.ts'

type Given = {
  body: unknown
  /** Parameters of the query that are judged together with the body. */
  query?: Record<string, unknown>
  /** The code for a body that is no JSON object. */
  unreadable: number
}

/** The fields of a body by their definitions, or the refusal that names those that do not fit. */
export function readFields<S extends z.ZodMiniType>(
  schema: S,
  { body, query = {}, unreadable }: Given,
): { fields: z.output<S> } | { refusal: Refusal } {
  const readable = isJsonObject(body)
  const parsed = z.safeParse(schema, { ...(readable && body), ...query }, { reportInput: true })
  if (readable && parsed.success) return { fields: parsed.data }
  const violations = parsed.success ? [] : violationsOf(parsed.error.issues)
  const code = readable ? 99992402 : unreadable
  return { refusal: invalidFields(violations, code) }
}
