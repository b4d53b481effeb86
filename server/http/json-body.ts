import { readUpTo } from './read-up-to.ts'

export type JsonBody =
  | { ok: true; text: string; value: unknown }
  | { ok: false; error: 'wrong_content_type' | 'too_large' | 'not_json' }

const BODY_LIMIT = 64 * 1024
const JSON_TYPE = /^application\/json(?:[ \t]*;[ \t]*charset=(?:utf-8|"utf-8"))?$/i

/** A byte order mark is not JSON, and dropping it would not be the exact text. */
const exactUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads a body that must be JSON in UTF-8, of at most 64 KB unless a route takes more, as its exact
 * text and as a value.
 *
 * The type must be exact: a form of another site can send `text/plain` without asking, but never
 * `application/json`.
 * @param limit how many bytes it may have, 64 KB where it is not said
 */
export async function readJsonBody(request: Request, limit = BODY_LIMIT): Promise<JsonBody> {
  const encoding = request.headers.get('content-encoding') ?? 'identity'
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '') || encoding !== 'identity') {
    return { ok: false, error: 'wrong_content_type' }
  }
  const bytes = await readBytes(request, limit)
  if (bytes === null) return { ok: false, error: 'too_large' }
  try {
    const text = exactUtf8.decode(bytes)
    return { ok: true, text, value: JSON.parse(text) }
  } catch {
    return { ok: false, error: 'not_json' }
  }
}

/** `null` when it holds more than the limit. */
async function readBytes(request: Request, limit: number): Promise<Uint8Array | null> {
  const declared = request.headers.get('content-length')
  if (declared === null) return readUpTo(limit, request.body)
  if (Number(declared) > limit) return null
  // A declared length is kept by Node's parser, and a whole body costs a tenth of a stream.
  const bytes = new Uint8Array(await request.arrayBuffer())
  return bytes.length > limit ? null : bytes
}
