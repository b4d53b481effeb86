import * as z from 'zod/mini'
import { isJsonObject } from '#contract/json'
import { type AppOperation, type CallResult, failure, type PlatformError } from './operation.ts'

type BodyInput = {
  body: unknown
  /** Parameters of the query that are validated together with the body. */
  query?: Record<string, unknown>
  /** The code for a body that is not a JSON object. */
  unreadable: number
}

/** Parses a body by a schema; returns its fields, or an error that names the invalid ones. */
export function parseBody<S extends z.ZodMiniType>(
  schema: S,
  { body, query = {}, unreadable }: BodyInput,
): { fields: z.output<S> } | { error: PlatformError } {
  const readable = isJsonObject(body)
  const parsed = z.safeParse(schema, { ...(readable && body), ...query }, { reportInput: true })
  if (readable && parsed.success) return { fields: parsed.data }
  const violations = parsed.success ? [] : violationsOf(parsed.error.issues)
  const code = readable ? 99992402 : unreadable
  return { error: invalidFields(violations, code) }
}

type AppCall = Parameters<AppOperation['handle']>[0]

/** A handler that gets the fields of the JSON body; it is not called if one of them is invalid. */
export function withBody<S extends z.ZodMiniType>(
  schema: S,
  handle: (call: AppCall, fields: z.output<S>) => CallResult,
): AppOperation['handle'] {
  return (call) => {
    const unreadable = Number(call.world.assumptions.unreadable_body)
    const read = parseBody(schema, { body: call.body, unreadable })
    return 'error' in read ? failure(read.error) : handle(call, read.fields)
  }
}

/** The same with the parameters of the query. */
export function withQuery<S extends z.ZodMiniType>(
  schema: S,
  handle: (call: AppCall, fields: z.output<S>) => CallResult,
): AppOperation['handle'] {
  return (call) => {
    const read = parseBody(schema, { body: call.query, unreadable: 99992402 })
    return 'error' in read ? failure(read.error) : handle(call, read.fields)
  }
}

const USER_ID_TYPES = ['open_id', 'union_id', 'user_id'] as const
export const userIdType = z.enum(USER_ID_TYPES)
export const optionalUserIdType = z._default(userIdType, 'open_id')

const UP_TO = { 50: /^(?:[1-9]|[1-4]\d|50)$/, 100: /^(?:[1-9]\d?|100)$/ }

/** The parameters of a list: the size of a page, and where the page before ended. */
export function pageFields(max: keyof typeof UP_TO) {
  const size = z.string().check(z.regex(UP_TO[max], { error: `expected 1 to ${max}` }))
  return { page_size: z._default(size, '20'), page_token: z.optional(z.string()) }
}

type PageQuery = { page_size: string; page_token?: string | undefined }

/** Returns one page of a list, and the token of the next one; null if the given token names no item. */
export function pageOf<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { page_size, page_token }: PageQuery,
) {
  const after = page_token ? idOfPageToken(page_token) : null
  const start = all.findIndex((item) => idOf(item) === after) + 1
  if (after !== null && start === 0) return null
  const page = all.slice(start, start + Number(page_size))
  const last = page.at(-1)
  const has_more = last !== undefined && start + page.length < all.length
  return { page, has_more, page_token: has_more ? toPageToken(idOf(last)) : '' }
}

/** A page token names the last item of a page, not a position, so that new items do not shift the next page. */
export function toPageToken(id: string): string {
  return Buffer.from(id).toString('base64url')
}

export function idOfPageToken(page_token: string): string {
  return Buffer.from(page_token, 'base64url').toString()
}

/** An invalid field, as Feishu lists it in `error.field_violations`. */
export type Violation = { field: string; value: string; description: string }

// A hostile body must not make the response huge.
const MAX_VIOLATIONS = 50
const MAX_VALUE_LENGTH = 100

/** Returns the error for invalid fields; only 99992402 is known to list them. */
export function invalidFields(violations: readonly Violation[], code: number): PlatformError {
  return code === 99992402 ? { code, error: { field_violations: violations } } : { code }
}

/** Describes zod's issues in Feishu's words; the parse needs `reportInput`. */
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
    case 'unrecognized_keys':
      return `unknown: ${issue.keys.join()}`.slice(0, MAX_VALUE_LENGTH)
    default:
      return issue.message
  }
}
