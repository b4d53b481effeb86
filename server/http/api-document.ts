import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { RouterRoute } from 'hono/types'
import * as z from 'zod/mini'
import { exchangeSchema } from '#contract/exchange'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import type { ApiCall, ApiDocument, ApiResponse } from '#contract/openapi'
import { profileSchema } from '#contract/profile'
import { type RefusalKind, refusalSchema } from '#contract/refusal'
import { templateSchema } from '#contract/template'
import { REFUSAL_STATUS, refusalBody } from './refusal.ts'
import { type RouteSpec, schemasOf, specOf, validated } from './validated.ts'

/** The version of the API, not of the console. */
const VERSION = '1.0.0'

const SCHEMAS = {
  Exchange: exchangeSchema,
  Profile: profileSchema,
  PushFollowUpBody: pushFollowUpBodySchema,
  Refusal: refusalSchema,
  Template: templateSchema,
}

/** The refusals that any route may respond with. */
const COMMON_REFUSALS = ['foreign_origin', 'wrong_host', 'internal', 'storage'] as const

const keyHeaders = z.object({ 'Idempotency-Key': z.optional(z.string()) })

/** Serves the document of the routes, which are read on the first request. */
export function apiDocumentRoute(routes: () => readonly RouterRoute[]) {
  let document: Promise<ApiDocument> | undefined
  return new Hono().get(
    '/',
    compress(),
    validated({
      summary: 'Reads this document',
      access: 'signed_in',
      responses: {
        200: {
          description: 'An OpenAPI 3.1 document',
          schema: z.looseObject({ openapi: z.literal('3.1.0') }),
        },
      },
    }),
    async (c) => {
      document ??= describeRoutes(routes())
      return c.json(await document, 200)
    },
  )
}

async function describeRoutes(routes: readonly RouterRoute[]): Promise<ApiDocument> {
  // Loaded on the first request only.
  const { describeApi } = await import('#contract/openapi')
  const calls: ApiCall[] = []
  for (const route of routes) {
    const spec = specOf(route.handler)
    if (spec) calls.push(await describeRoute(route, spec))
  }
  return describeApi({ title: 'Follow-up console', version: VERSION, calls, schemas: SCHEMAS })
}

async function describeRoute({ method, path }: RouterRoute, spec: RouteSpec): Promise<ApiCall> {
  const { summary, idempotencyKey } = spec
  const { query, body } = await schemasOf(spec)
  return {
    method: method as ApiCall['method'],
    path,
    summary,
    tag: path.split('/').at(path.startsWith('/api/') ? 2 : 1) ?? '',
    query,
    headers: idempotencyKey && keyHeaders,
    body,
    responses: await responsesOf(spec),
  }
}

/** The responses of a route by status; if a refusal shares the status of another response, both. */
export async function responsesOf(spec: RouteSpec): Promise<Record<number, ApiResponse>> {
  const schemas = await schemasOf(spec)
  const responses: Record<number, ApiResponse> = { ...schemas.responses }
  const kindsOf = refusalsOf({ ...spec, ...schemas })
  const refusals = Map.groupBy(kindsOf, (kind) => REFUSAL_STATUS[kind])
  for (const [status, kinds] of refusals) {
    const { description, schema } = schemas.responses[status] ?? {}
    const sentences = kinds.map((kind) => `\`${kind}\`: ${refusalBody(kind, 'en').message}`)
    responses[status] = {
      description: [...(description ? [description] : []), ...sentences].join('\n\n'),
      schema: schema ? z.union([schema, refusalSchema]) : refusalSchema,
    }
  }
  return responses
}

/** Whether a route sends with one app, which may have to name who does. */
function isOfApp(access: RouteSpec['access']): boolean {
  return typeof access === 'object' && access.per === 'profile' && access.role === 'sender'
}

type LoadedSpec = RouteSpec & Awaited<ReturnType<typeof schemasOf>>

/** The kinds of refusal that a route can respond with. */
function refusalsOf(spec: LoadedSpec): ReadonlySet<RefusalKind> {
  const { params, query, body, profiles, idempotencyKey, access, refusals = [] } = spec
  return new Set<RefusalKind>([
    ...(access === 'public' ? [] : (['not_signed_in', 'not_allowed'] as const)),
    ...(isOfApp(access) ? (['not_named', 'waiting_for_approval'] as const) : []),
    ...(body ? (['not_json', 'too_large', 'wrong_content_type'] as const) : []),
    ...(params || query || body || profiles || idempotencyKey ? (['invalid'] as const) : []),
    ...refusals,
    ...COMMON_REFUSALS,
  ])
}
