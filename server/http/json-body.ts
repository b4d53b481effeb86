export type JsonBody =
  | { ok: true; text: string; value: unknown }
  | { ok: false; error: 'wrong_content_type' | 'too_large' | 'not_json' }

const BODY_LIMIT = 64 * 1024
const JSON_TYPE = /^application\/json(?:[ \t]*;[ \t]*charset=(?:utf-8|"utf-8"))?$/i

/**
 * Reads a body that must be JSON in UTF-8 of at most 64 KB, as its exact text and as a value.
 *
 * The type must be exact: a form of another site can send `text/plain` without asking, but never
 * `application/json`.
 */
export async function readJsonBody(request: Request): Promise<JsonBody> {
  const encoding = request.headers.get('content-encoding') ?? 'identity'
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '') || encoding !== 'identity') {
    return { ok: false, error: 'wrong_content_type' }
  }
  const declared = Number(request.headers.get('content-length') ?? 0)
  const bytes = declared > BODY_LIMIT ? null : await readUpTo(BODY_LIMIT, request.body)
  if (bytes === null) return { ok: false, error: 'too_large' }
  try {
    // A byte order mark is not JSON, and dropping it would not be the exact text.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { ok: true, text, value: JSON.parse(text) }
  } catch {
    return { ok: false, error: 'not_json' }
  }
}

/** Reads a stream as it comes, without trusting any declared length; `null` when it holds more. */
async function readUpTo(
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
