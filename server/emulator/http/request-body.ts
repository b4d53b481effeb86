import type { IncomingMessage } from 'node:http'
import { parseTree } from 'jsonc-parser'
import { parseJson } from '#contract/json'
import type { Assumptions } from '../assumptions/assumptions.ts'
import { readBytes } from '../json-body.ts'

/**
 * Reads a JSON body, whatever its Content-Type says it is.
 * @returns undefined if it is not accepted as JSON
 * @throws {BodyTooLargeError} if it is larger than `maxBytes`
 */
export async function readJson(
  incoming: IncomingMessage,
  maxBytes: number,
  assumptions: Assumptions,
): Promise<unknown> {
  const bytes = await readBytes(incoming, maxBytes)
  const text = decode(bytes, incoming.headers['content-type'] ?? '', assumptions)
  if (text === undefined) return undefined
  const value = parseJson(text)
  return assumptions.duplicate_keys === 'refused' && repeatsKey(text) ? undefined : value
}

/** What the default assumptions need, made once. */
const utf8 = new TextDecoder()

function decode(
  bytes: Uint8Array,
  contentType: string,
  { body_charset, byte_order_mark, invalid_utf8 }: Assumptions,
): string | undefined {
  const declared = /charset="?([^";\s]+)/i.exec(contentType)?.[1]
  const charset = body_charset === 'declared' && declared ? declared : 'utf-8'
  if (charset === 'utf-8' && invalid_utf8 === 'replaced' && byte_order_mark === 'accepted') {
    return utf8.decode(bytes)
  }
  try {
    return new TextDecoder(charset, {
      fatal: invalid_utf8 === 'refused',
      // A mark that stays in the text is not JSON.
      ignoreBOM: byte_order_mark === 'refused',
    }).decode(bytes)
  } catch {
    return undefined
  }
}

type JsonNode = NonNullable<ReturnType<typeof parseTree>>

/** Returns whether an object of a JSON text has a key twice. */
function repeatsKey(text: string): boolean {
  const pending: JsonNode[] = [parseTree(text) ?? []].flat()
  for (let node = pending.pop(); node; node = pending.pop()) {
    const children = node.children ?? []
    if (node.type === 'object') {
      const keys = children.map((property) => property.children?.[0]?.value)
      if (new Set(keys).size < keys.length) return true
    }
    pending.push(...children)
  }
  return false
}

/**
 * Reads a multipart form as an object of texts and bytes; undefined if the body is none.
 * @throws {BodyTooLargeError} if it is larger than `maxBytes`
 */
export async function readForm(incoming: IncomingMessage, maxBytes: number): Promise<unknown> {
  const bytes = await readBytes(incoming, maxBytes)
  // Clients leave the name of the file out, and a part without it would be read as text.
  const named = bytes
    .toString('latin1')
    .replace(/(form-data; ?name="?(?:image|file)"?);?(?=\r\n)/i, '$1; filename="file"')
  const headers = { 'Content-Type': incoming.headers['content-type'] ?? '' }
  const form = await new Response(Buffer.from(named, 'latin1'), { headers })
    .formData()
    .catch(() => undefined)
  if (!form) return undefined
  const fields = [...form].map(async ([name, value]) => [
    name,
    typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer()),
  ])
  return Object.fromEntries(await Promise.all(fields))
}
