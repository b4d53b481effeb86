import { isJsonObject, type JsonObject, member } from '#contract/json'
import { addRemark, type ImportFindings } from './findings.ts'
import { type FoundObject, jsonIn } from './parse-json.ts'
import { fillVariables, readBody } from './read-body.ts'
import { isPushUrl, type PastedRequest, readRequest, takeTarget } from './read-request.ts'
import { REASONS } from './reasons.ts'

/** Where the formats of HTTP clients, logs and tools have the body of a request. */
const BODIES = ['body', 'data', 'postData', 'jsonBody', 'payload', 'json', 'requestBody', 'content']

/**
 * Reads the last push_follow_up call among JSON objects: a request with a URL, or a body with a message
 * ID beside it. Knows Postman, Insomnia, Bruno, Hoppscotch, n8n, HAR, axios errors and tool calls.
 * @param options where to report that there are several, and whether `{{name}}` is a variable
 * @returns false if there is none
 */
export function readCalls(
  objects: readonly FoundObject[],
  { place, hasVariables }: { place: string; hasVariables: boolean },
  findings: ImportFindings,
): boolean {
  const variables = variablesOf(objects)
  const requests = objects.flatMap(({ object }) => requestOf(object, variables) ?? [])
  const last = requests.at(-1)
  if (last) {
    if (requests.length > 1) addRemark(findings, place, REASONS.several_requests)
    if (last.body === null) addRemark(findings, 'body', REASONS.body_missing)
    if (hasVariables) findings.variables = variables
    readRequest(last, findings)
    return true
  }
  const bodies = objects.filter(({ object }) => Object.hasOwn(object, 'follow_ups'))
  const body = bodies.at(-1)
  if (!body) return false
  const shown = new Set(bodies.map(({ object }) => JSON.stringify(object.follow_ups)))
  if (shown.size > 1) addRemark(findings, 'follow_ups', REASONS.several_bodies)
  const id = targetBeside(body)
  if (id !== null) takeTarget(id, findings)
  const { message_id: _, ...rest } = body.object
  readBody(rest, findings)
  return true
}

/** Returns the message ID in the same object as a body, or in one of the two around it. */
function targetBeside(found: FoundObject): string | null {
  const objects = [found, found.around, found.around?.around].map((one) => one?.object ?? {})
  const ids = objects.flatMap((one) =>
    [one, one.path, one.params, one.pathParams].map((holder) => member(holder, 'message_id')),
  )
  return ids.find((id) => typeof id === 'string') ?? null
}

/** Returns the push_follow_up request that an object describes; null if it describes none. */
function requestOf(
  object: JsonObject,
  variables: ReadonlyMap<string, string>,
): PastedRequest | null {
  const { url, endpoint, uri, path, method, headers, header } = object
  const given = [member(url, 'raw'), url, endpoint, uri, path].find(
    (one) => typeof one === 'string' && isPushUrl(one),
  )
  if (typeof given !== 'string' || method === 'OPTIONS') return null
  return {
    method: typeof method === 'string' ? method : null,
    url: fillPath(given, variables),
    headers: [...headersOf(headers), ...headersOf(header)],
    body: BODIES.map((name) => bodyIn(object[name])).find((body) => body !== null) ?? null,
  }
}

/** Fills `:message_id`, `{message_id}` and `{{message_id}}` of a path from the values beside it. */
function fillPath(url: string, variables: ReadonlyMap<string, string>): string {
  const filled = fillVariables(url, variables) ?? url
  const holes = /(?<=\/)(?::(\w{1,100})|\{(\w{1,100})\})(?=\/)/g
  return filled.replace(
    holes,
    (whole, colon?: string, braced = '') => variables.get(colon ?? braced) ?? whole,
  )
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
  for (const name of ['raw', 'body', 'data', 'json', 'content']) {
    const inner = bodyIn(value[name], depth + 1)
    if (
      inner !== null &&
      (typeof inner !== 'string' || jsonIn(inner) !== undefined || name !== 'content')
    )
      return inner
  }
  return null
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
  const pairs = Array.isArray(value)
    ? value.map((one) => [member(one, 'name') ?? member(one, 'key'), member(one, 'value')])
    : isJsonObject(value)
      ? Object.entries(value)
      : []
  return pairs.flatMap(([name, one]): [string, string][] =>
    typeof name === 'string' && typeof one === 'string' ? [[name, one]] : [],
  )
}

/** The variables of a file: names with values in lists, and the plain members of environments. */
function variablesOf(objects: readonly FoundObject[]): Map<string, string> {
  const variables = new Map<string, string>()
  for (const { object } of objects) {
    const name = object.key ?? object.name
    if (typeof name === 'string' && typeof object.value === 'string')
      variables.set(name, object.value)
    for (const [key, value] of Object.entries(object)) {
      const isName = /^(?:message_?id|open_message_id|base_?url|host)$/i.test(key)
      if (isName && typeof value === 'string') variables.set(key, value)
    }
  }
  return variables
}
