import { isJsonObject, type JsonObject, member } from '#contract/json'
import { addRemark, type ImportFindings } from './findings.ts'
import { type FoundObject, jsonIn } from './parse-json.ts'
import { readBody } from './read-body.ts'
import { isPushUrl, type PastedRequest, readLast, takeTarget } from './read-request.ts'
import { REASONS } from './reasons.ts'

/** Where the formats of HTTP clients, logs and tools have the body of a request. */
const BODIES = ['body', 'data', 'postData', 'jsonBody', 'payload', 'json', 'requestBody', 'content']
/** The variables that a text may name without a list of variables. */
const VARIABLE = /^(?:message_?id|open_message_id|base_?url|host)$/i

/**
 * Reads the last push_follow_up call among JSON objects: a request with a URL, or a body with a message
 * ID beside it. Knows Postman, Insomnia, Bruno, Hoppscotch, n8n, HAR, axios errors and tool calls.
 * @param place where to report that there are several
 * @returns false if there is none
 */
export function readCalls(
  found: readonly FoundObject[],
  place: string,
  findings: ImportFindings,
): boolean {
  const objects = found.map(({ object }) => object)
  findings.variables = variablesOf(objects)
  if (readLast(objects.flatMap(requestOf), place, findings)) return true
  const bodies = found.filter(({ object }) => Object.hasOwn(object, 'follow_ups'))
  const body = bodies.at(-1)
  if (!body) return false
  const shown = new Set(bodies.map(({ object }) => JSON.stringify(object.follow_ups)))
  if (shown.size > 1) addRemark(findings, 'follow_ups', REASONS.several_calls)
  const id = targetBeside(body)
  if (id !== '') takeTarget(id, findings)
  const { message_id: _, ...rest } = body.object
  readBody(rest, findings)
  return true
}

/** Returns the message ID in the same object as a body, or in one of the two around it, or `''`. */
function targetBeside(found: FoundObject): string {
  const objects = [found, found.around, found.around?.around].map((one) => one?.object ?? {})
  const ids = objects.flatMap((one) =>
    [one, one.path, one.params, one.pathParams].map((holder) => member(holder, 'message_id')),
  )
  return ids.find((id) => typeof id === 'string') ?? ''
}

/** Returns the push_follow_up request that an object describes, if any. */
function requestOf(object: JsonObject): PastedRequest[] {
  const { url, endpoint, uri, path, request, method, headers, header } = object
  const given = [member(url, 'raw'), url, endpoint, uri, path, member(request, 'url')].find(
    (one) => typeof one === 'string' && isPushUrl(one),
  )
  const body = BODIES.map((name) => bodyIn(object[name])).find((one) => one !== null) ?? null
  if (typeof given !== 'string' || method === 'OPTIONS') return []
  const all = [...headersOf(headers), ...headersOf(header)]
  return [{ method: typeof method === 'string' ? method : null, url: given, headers: all, body }]
}

/** Returns the JSON of a body in any of the formats; null if it has none. */
function bodyIn(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    const text = value.replace(/^=/, '')
    return text.trim() === '' ? null : text
  }
  if (!isJsonObject(value) || depth > 2) return null
  if (Object.hasOwn(value, 'follow_ups')) return value
  const { text, encoding } = value
  if (typeof text === 'string') return encoding === 'base64' ? decodeBase64(text) : text
  const inner = ['raw', 'body', 'data', 'json'].map((name) => bodyIn(value[name], depth + 1))
  const content = bodyIn(value.content, depth + 1)
  const isJson = typeof content !== 'string' || jsonIn(content) !== undefined
  return [...inner, isJson ? content : null].find((one) => one !== null) ?? null
}

function decodeBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)))
  } catch {
    return text
  }
}

/** The headers of an object, or of a list of names and values. */
function headersOf(value: unknown): [string, string][] {
  const named = (one: unknown) => [member(one, 'name') ?? member(one, 'key'), member(one, 'value')]
  const pairs = Array.isArray(value) ? value.map(named) : Object.entries(Object(value))
  return pairs.filter(
    (pair): pair is [string, string] => typeof pair[0] === 'string' && typeof pair[1] === 'string',
  )
}

/** The variables of a file: names with values in lists, and the plain members of environments. */
function variablesOf(objects: readonly JsonObject[]): Map<string, string> {
  const pairs = objects.flatMap((object) => [
    ...headersOf([object]),
    ...headersOf(object).filter(([name]) => VARIABLE.test(name)),
  ])
  return new Map(pairs)
}
