import type { IncomingHttpHeaders } from 'node:http'
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
  const { headers } = request
  if (!isPlainJson(headers.get('content-type'), headers.get('content-encoding'))) {
    return { ok: false, error: 'wrong_content_type' }
  }
  const bytes = await readBytes(request, limit)
  return bytes === null ? { ok: false, error: 'too_large' } : parseJsonBody(bytes)
}

/** Whether the headers announce JSON of at most 64 KB, and how long it will be. */
export function isJsonWithin(headers: IncomingHttpHeaders, limit = BODY_LIMIT): boolean {
  return (
    isPlainJson(headers['content-type'], headers['content-encoding']) &&
    Number(headers['content-length']) <= limit
  )
}

/** A whole body as its exact text and as a value. */
export function parseJsonBody(bytes: Uint8Array): JsonBody {
  try {
    const text = exactUtf8.decode(bytes)
    return { ok: true, text, value: JSON.parse(text) }
  } catch {
    return { ok: false, error: 'not_json' }
  }
}

function isPlainJson(type?: string | null, encoding?: string | null): boolean {
  return JSON_TYPE.test(type ?? '') && (encoding ?? 'identity') === 'identity'
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
