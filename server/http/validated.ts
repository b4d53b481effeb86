import type { Context, MiddlewareHandler, Next } from 'hono'
import * as z from 'zod/mini'
import { IDEMPOTENCY_KEY } from '#contract/ledger'
import type { Locale } from '#contract/locale'
import type { ApiResponse } from '#contract/openapi'
import type { Issue, RefusalKind } from '#contract/refusal'
import { describeIssue, validateRequest } from '#contract/validation/api-hints'
import { type RouteAccess, refuseUnauthorized, refuseUnauthorizedApp } from '../access/authorize.ts'
import { beginAudit, continueAudit, type RouteAudit } from '../audit/audit-requests.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import { readJsonBody } from './json-body.ts'
import { refuse, requestLocale } from './refusal.ts'
import { sessionOf } from './session.ts'

type RouteSchemas = {
  /** Validates path parameters whose form is checked before anything else is done with them. */
  params?: z.ZodMiniObject
  /** The query parameters, as texts. Without it a route with a body accepts none, and others ignore theirs. */
  query?: z.ZodMiniObject
  /** The JSON body. */
  body?: z.ZodMiniType
  /** Chooses the schema that validates a body, if `body` documents more than one. */
  bodySchema?: (body: unknown, query: QueryTexts) => z.ZodMiniType
  /** By HTTP status. */
  responses: Readonly<Record<number, ApiResponse>>
}

/** What a route accepts and responds with: it is validated and documented by the same schemas. */
export type RouteSpec = (
  | RouteSchemas
  /** Loads them on the first request, for a route that few consoles use. */
  | { schemas: () => Promise<RouteSchemas> }
) & {
  /** One line for the API document. */
  summary: string
  /** Who may call it. */
  access: RouteAccess
  /** The body is validated by the server that it is forwarded to; here it only has to be JSON. */
  forwardsBody?: true
  /** The largest body in bytes; 64 KB by default. */
  maxBytes?: number
  /** Where to find the profile named by the query parameter `profile`, or the default one. */
  profiles?: Pick<ProfileStore, 'find' | 'explainMissing'>
  /** Accepts an `Idempotency-Key`. */
  idempotencyKey?: true
  /** Refusals beside those that follow from the schemas. */
  refusals?: readonly RefusalKind[]
  /** What the audit records; every route but GET is recorded by default. */
  audit?: RouteAudit
}

type QueryTexts = Readonly<Record<string, string>>

type Variables<S> = {
  locale: Locale
  /** The exact text of the body. */
  bodyText: S extends { body: z.ZodMiniType } ? string : undefined
  idempotencyKey: string | undefined
  profile: S extends { profiles: object } ? SecretProfile : undefined
}

type Validated<S, Side extends 'in' | 'out'> = (S extends { query: infer Q extends z.ZodMiniType }
  ? { query: Side extends 'in' ? z.input<Q> : z.output<Q> }
  : Nothing) &
  (S extends { body: infer B extends z.ZodMiniType }
    ? { json: Side extends 'in' ? z.input<B> : z.output<B> }
    : Nothing) &
  (S extends { idempotencyKey: true } ? { header: { 'Idempotency-Key'?: string } } : Nothing)

type Nothing = Record<never, never>
type ValidatedInput<S> = { in: Validated<S, 'in'>; out: Validated<S, 'out'> }
type Loaded<S> = S extends { schemas: () => Promise<infer L> } ? L & Omit<S, 'schemas'> : S

/** Returns the schemas of a route. */
export async function schemasOf(spec: RouteSpec): Promise<RouteSchemas> {
  return 'schemas' in spec ? spec.schemas() : spec
}

const specs = new WeakMap<object, RouteSpec>()

/** Returns the spec of a handler made by {@link validated}. */
export function specOf(handler: object): RouteSpec | undefined {
  return specs.get(handler)
}

/**
 * Validates a request, and documents its route in `GET /api/openapi.json`. All issues of the path,
 * the query, the profile, the body and the key are refused together, with 422.
 *
 * @example
 * app.post('/', validated({ summary: 'Adds a note', body: noteSchema, responses }), async (c) =>
 *   c.json(await notes.add(c.req.valid('json')), 201),
 * )
 */
export function validated<const S extends RouteSpec>(
  spec: S,
): MiddlewareHandler<{ Variables: Variables<Loaded<S>> }, string, ValidatedInput<Loaded<S>>> {
  let schemas: Promise<RouteSchemas> | undefined
  const middleware = async (c: Context, next: Next) => {
    const { access, forwardsBody, profiles } = spec as RouteSpec
    beginAudit(c, (spec as RouteSpec).audit)
    const unauthorized = await refuseUnauthorized(c, access)
    if (unauthorized) return unauthorized
    schemas ??= schemasOf(spec)
    const { params, bodySchema, ...documented } = await schemas
    const query = documented.query ?? (documented.body && noQuery)
    const body = documented.body && (await readJsonBody(c.req.raw, spec.maxBytes))
    if (body && !body.ok) return refuse(c, body.error)

    const locale = requestLocale(c)
    const issues: Issue[] = []
    function check(schema: z.ZodMiniType, value: unknown): unknown {
      const result = validateRequest(schema, value, locale)
      if (result.ok) return result.value
      issues.push(...result.issues)
      return undefined
    }

    if (params) check(params, c.req.param())
    const texts = query ? readQuery(c, Object.keys(query.shape), locale, issues) : {}
    const profile = await profiles?.find(texts.profile, sessionOf(c))
    const refused = await refuseUnauthorizedApp(c, access, { profile, body: body?.value })
    if (refused) return refused
    if (profile === null) {
      const why = profiles?.explainMissing?.(texts.profile ?? '')
      if (why) issues.push({ path: 'profile', message: why[locale] })
      else issues.push(describeIssue('profile', 'unknown_profile', locale))
    }
    const parameters = query && check(query, texts)
    const schema = forwardsBody ? undefined : (bodySchema?.(body?.value, texts) ?? documented.body)
    const value = schema && check(schema, body?.value)
    const key = spec.idempotencyKey && c.req.header('idempotency-key')
    if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) {
      issues.push(describeIssue('Idempotency-Key', 'idempotency_key_shape', locale))
    }
    if (issues.length > 0) return refuse(c, 'invalid', issues)

    c.req.addValidatedData('query', parameters as object)
    c.req.addValidatedData('json', value as object)
    c.set('locale', locale)
    c.set('bodyText', body?.text)
    c.set('idempotencyKey', key)
    c.set('profile', profile)
    await continueAudit(c, { app: profile?.id, body: value })
    return next()
  }
  specs.set(middleware, spec)
  return middleware
}

/** Reads the named query parameters; any other one, or one given twice, is an issue. */
function readQuery(
  c: Context,
  names: readonly string[],
  locale: Locale,
  issues: Issue[],
): QueryTexts {
  const given = new URL(c.req.url).searchParams
  for (const name of new Set(given.keys())) {
    if (!names.includes(name)) issues.push(describeIssue(name, 'unknown_parameter', locale))
    else if (given.getAll(name).length > 1) {
      issues.push(describeIssue(name, 'repeated_parameter', locale))
    }
  }
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = given.get(name)
      return text === null ? [] : [[name, text]]
    }),
  )
}

/** The query parameter of every route that acts for a profile; without it the default one is used. */
export const profileField = { profile: z.optional(z.string()) }
export const profileQuery = z.strictObject(profileField)

/** The query parameter of every list that can be searched. */
export const searchField = {
  query: z.optional(z.string().check(z.maxLength(200, { error: 'query_too_long' }))),
}

/** Refuses every query parameter. */
export const noQuery = z.strictObject({})
