import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import type * as z from 'zod/mini'
import { parseJson } from '#contract/json'
import { pickLocale } from '#contract/locale'
import type { Issue, Refusal } from '#contract/refusal'
import { validateRequest } from '#contract/validation/api-hints'
import { BodyTooLargeError, readText } from '../json-body.ts'

export type ControlEnv = { Bindings: HttpBindings }

/** Ends a control call with a Refusal; the routes' error handler sends it. */
export class ControlError extends Error {
  readonly http_status: 404 | 413 | 422 | 503
  readonly refusal: Refusal

  constructor(http_status: 404 | 413 | 422 | 503, refusal: Refusal) {
    super(refusal.message)
    this.http_status = http_status
    this.refusal = refusal
  }
}

export function invalid(issues: Issue[]): ControlError {
  const message = 'The request does not fit; see issues.'
  return new ControlError(422, { error: 'invalid', message, issues })
}

export function notFound(message: string): ControlError {
  return new ControlError(404, { error: 'not_found', message, issues: [] })
}

/** More issues would only make the response huge. */
const MAX_ISSUES = 50

/**
 * Reads and validates the body of a control call; an empty body is `{}`. The issues are in the
 * language of Accept-Language, English by default.
 * @throws {ControlError} 413, 422
 */
export async function readControlBody<S extends z.ZodMiniType>(
  c: Context<ControlEnv>,
  schema: S,
  maxBytes: number,
): Promise<z.output<S>> {
  const text = await readText(c.env.incoming, maxBytes).catch((error: unknown) => {
    if (!(error instanceof BodyTooLargeError)) throw error
    throw new ControlError(413, { error: 'too_large', message: error.message, issues: [] })
  })
  const value = text === '' ? {} : parseJson(text)
  if (value === undefined) throw invalid([{ path: '', message: 'The body is not JSON.' }])
  const tags = (c.req.header('Accept-Language') ?? 'en').split(',')
  const result = validateRequest(schema, value, pickLocale(tags))
  if (!result.ok) throw invalid(result.issues.slice(0, MAX_ISSUES))
  return result.value
}

/** Rejects a change that a page of another origin makes. */
export const originGuard: MiddlewareHandler = async (c, next) => {
  const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD'
  if (changes && isForeign(c.req.header('Origin'), c.req.header('Sec-Fetch-Site'), c.req.url)) {
    const refusal: Refusal = {
      error: 'foreign_origin',
      message: 'Another site may not change the emulator.',
      issues: [],
    }
    return c.json(refusal, 403)
  }
  return next()
}

/** Returns whether a browser reports a page of another origin as the sender. */
function isForeign(origin: string | undefined, site: string | undefined, url: string): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return origin !== undefined && origin !== new URL(url).origin
}
