import type { Context } from 'hono'
import type * as z from 'zod/mini'
import { judgeRequest } from '#contract/judge-request'
import type { Issue, Refusal } from '#contract/refusal'
import { parseJson } from './json.ts'
import { BodyTooLarge, readBody } from './read-body.ts'

/** A call of the control API that is refused; the routes' error handler answers it. */
export class ControlRefusal extends Error {
  readonly http_status: 404 | 413 | 422 | 503
  readonly refusal: Refusal

  constructor(http_status: 404 | 413 | 422 | 503, refusal: Refusal) {
    super(refusal.message)
    this.http_status = http_status
    this.refusal = refusal
  }
}

/** 422 with a path and a sentence for each fault. */
export function invalid(issues: Issue[]): ControlRefusal {
  const message = 'The request does not fit; see issues.'
  return new ControlRefusal(422, { error: 'invalid', message, issues })
}

export function notFound(message: string): ControlRefusal {
  return new ControlRefusal(404, { error: 'not_found', message, issues: [] })
}

const MAX_BYTES = 256 * 1024
/** Beyond these the answer would only become huge. */
const MAX_ISSUES = 50

/**
 * The body of a control call, judged by its schema; no body at all is `{}`.
 * @throws {ControlRefusal} 413 where it is too large, 422 where it does not fit
 */
export async function readControlBody<S extends z.ZodMiniType>(
  c: Context,
  schema: S,
  maxBytes = MAX_BYTES,
): Promise<z.output<S>> {
  const text = await readBody(c.req.raw, maxBytes).catch((error: unknown) => {
    if (!(error instanceof BodyTooLarge)) throw error
    throw new ControlRefusal(413, { error: 'too_large', message: error.message, issues: [] })
  })
  const value = text === '' ? {} : parseJson(text)
  if (value === undefined) throw invalid([{ path: '', message: 'The body is not JSON.' }])
  const judgement = judgeRequest(schema, value, 'en')
  if (!judgement.ok) throw invalid(judgement.issues.slice(0, MAX_ISSUES))
  return judgement.value
}
