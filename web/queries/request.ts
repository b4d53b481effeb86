import type * as z from 'zod/mini'
import type { Locale } from '#contract/locale'
import { type Refusal, refusalSchema } from '#contract/refusal'

/** The console said no; nothing reached an upstream. */
export class RefusedError extends Error {
  readonly httpStatus: number
  readonly refusal: Refusal
  constructor(httpStatus: number, refusal: Refusal) {
    super(refusal.message)
    this.name = 'RefusedError'
    this.httpStatus = httpStatus
    this.refusal = refusal
  }
}

/** The console's own server gave no answer that its contract knows. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
}

type Options = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** JSON text, sent byte for byte. */
  body?: string
  headers?: Readonly<Record<string, string>>
  locale: Locale
  signal?: AbortSignal | undefined
}

/**
 * Calls the console's own server and judges the answer by the contract.
 * @throws RefusedError, NoAnswerError, or the signal's reason when the caller gave up
 */
export async function request<S extends z.ZodMiniType>(
  path: string,
  schema: S,
  { method = 'GET', body, headers: more = {}, locale, signal }: Options,
): Promise<z.output<S>> {
  const headers: Record<string, string> = {
    ...more,
    'Accept-Language': locale === 'zh' ? 'zh-CN' : 'en',
  }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  let response: Response
  let value: unknown
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body ?? null,
      signal: signal ?? null,
      credentials: 'same-origin',
    })
    value = response.status === 204 ? null : await response.json()
  } catch (error) {
    if (signal?.aborted) throw error
    throw new NoAnswerError('the console did not answer with JSON')
  }
  const answer = schema.safeParse(value)
  if (answer.success) return answer.data
  const refusal = refusalSchema.safeParse(value)
  if (refusal.success) throw new RefusedError(response.status, refusal.data)
  throw new NoAnswerError('the console answered outside its contract')
}
