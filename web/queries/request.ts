import type { Locale } from '#contract/locale'
import type { Refusal } from '#contract/refusal'
import type { Answer } from './answer.ts'

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
 * @param expected what the answer has to be; a function loads it when the first answer is there
 * @throws RefusedError, NoAnswerError, or the signal's reason when the caller gave up
 */
export async function request<T>(
  path: string,
  expected: Answer<T> | (() => Promise<Answer<T>>),
  { method = 'GET', body, headers: more = {}, locale, signal }: Options,
): Promise<T> {
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
  const answer = (await loaded(expected)).safeParse(value)
  if (answer.success) return answer.data
  const refusal = (await loaded(refusalAnswer)).safeParse(value)
  if (refusal.success) throw new RefusedError(response.status, refusal.data)
  throw new NoAnswerError('the console answered outside its contract')
}

async function refusalAnswer() {
  return (await import('#contract/refusal')).refusalSchema
}

async function loaded<T>(expected: Answer<T> | (() => Promise<Answer<T>>)): Promise<Answer<T>> {
  if (typeof expected !== 'function') return expected
  try {
    return await expected()
  } catch {
    throw new NoAnswerError('what judges the answer could not be loaded')
  }
}
