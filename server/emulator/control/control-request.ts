import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type * as z from 'zod/mini'
import { parseJson } from '#contract/json'
import { type Bilingual, type Locale, pickLocale } from '#contract/locale'
import type { Refusal, RefusalKind } from '#contract/refusal'
import { validateRequest } from '#contract/validation/api-hints'
import { BodyTooLargeError, readText } from '../json-body.ts'

export type ControlEnv = { Bindings: HttpBindings }

/** An issue in both languages, or one that is already in the language of the request. */
export type ControlIssue = { path: string; message: string | Bilingual }

type ControlRefusal = { error: RefusalKind; message: Bilingual; issues: readonly ControlIssue[] }

/** Ends a control call with a Refusal; the routes' error handler sends it. */
export class ControlError extends Error {
  readonly http_status: 404 | 413 | 422 | 503
  readonly #refusal: ControlRefusal

  constructor(http_status: 404 | 413 | 422 | 503, refusal: ControlRefusal) {
    super(refusal.message.en)
    this.http_status = http_status
    this.#refusal = refusal
  }

  refusal(locale: Locale): Refusal {
    const { error, message, issues } = this.#refusal
    return { error, message: message[locale], issues: issues.map((one) => inLocale(one, locale)) }
  }
}

/** Returns an issue in one language. */
export function inLocale({ path, message }: ControlIssue, locale: Locale) {
  return { path, message: typeof message === 'string' ? message : message[locale] }
}

/** Returns the language that a request prefers, by its Accept-Language; English by default. */
export function localeOf(c: Context): Locale {
  return pickLocale((c.req.header('Accept-Language') ?? 'en').split(','))
}

export function invalid(issues: readonly ControlIssue[]): ControlError {
  const message = { zh: '请求无效，见 issues。', en: 'Invalid request. See issues.' }
  return new ControlError(422, { error: 'invalid', message, issues })
}

/** One value of the request is invalid. */
export function invalidValue(path: string, message: string | Bilingual): ControlError {
  return invalid([{ path, message }])
}

/** Nothing has the ID in the path. */
export function unknownId(name: string): ControlError {
  return notFound({ zh: `未知的 ${name}。`, en: `Unknown ${name}.` })
}

export function notFound(message: Bilingual): ControlError {
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
    const message = {
      zh: `请求体超过 ${maxBytes} 字节。`,
      en: `The body is larger than ${maxBytes} bytes.`,
    }
    throw new ControlError(413, { error: 'too_large', message, issues: [] })
  })
  const value = text === '' ? {} : parseJson(text)
  if (value === undefined) {
    const message = { zh: '请求体不是有效的 JSON。', en: 'The body is not valid JSON.' }
    throw invalid([{ path: '', message }])
  }
  const result = validateRequest(schema, value, localeOf(c))
  if (!result.ok) throw invalid(result.issues.slice(0, MAX_ISSUES))
  return result.value
}
