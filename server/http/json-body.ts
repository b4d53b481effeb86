export type JsonBody =
  | { ok: true; text: string; value: unknown }
  | { ok: false; error: 'wrong_content_type' | 'too_large' | 'not_json' }

const BODY_LIMIT = 64 * 1024
const JSON_TYPE = /^application\/json(?:[ \t]*;[ \t]*charset=(?:utf-8|"utf-8"))?$/i

/** Keeps a byte order mark: it is not JSON, and without it the text would not be exact. */
const exactUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads a JSON body in UTF-8 as its exact text and as a value.
 *
 * The content type must be exact: a form of another site can send `text/plain` without a preflight
 * request, but never `application/json`.
 * @param limit in bytes
 */
export async function readJsonBody(request: Request, limit = BODY_LIMIT): Promise<JsonBody> {
  const { headers } = request
  const encoding = headers.get('content-encoding') ?? 'identity'
  if (!JSON_TYPE.test(headers.get('content-type') ?? '') || encoding !== 'identity') {
    return { ok: false, error: 'wrong_content_type' }
  }
  const declaredTooLarge = Number(headers.get('content-length') ?? 0) > limit
  const bytes = declaredTooLarge ? null : await readUpTo(limit, request.body)
  if (bytes === null) return { ok: false, error: 'too_large' }
  try {
    const text = exactUtf8.decode(bytes)
    return { ok: true, text, value: JSON.parse(text) }
  } catch {
    return { ok: false, error: 'not_json' }
  }
}

/** Reads a stream without trusting its declared length; returns null if it is longer than the limit. */
export async function readUpTo(
  limit: number,
  stream: ReadableStream<Uint8Array> | null,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = stream?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length
    if (size > limit) {
      await reader?.cancel()
      return null
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}
