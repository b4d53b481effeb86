import { isJsonObject, type JsonObject, member, parseJson } from '#contract/json'
import { addRemark, type ImportFindings, type ImportKind } from './findings.ts'
import { type FoundObject, findObjects } from './parse-json.ts'
import { readBody, readBodyText, readFollowUps } from './read-body.ts'
import { readCalls } from './read-calls.ts'
import { isPushUrl, takeOrigin, takeTarget } from './read-request.ts'
import { REASONS } from './reasons.ts'
import type { Value } from './source/value.ts'

/** Reads a JSON value of any shape and returns its kind. */
export function readJson(value: unknown, findings: ImportFindings): ImportKind {
  if (typeof value === 'string') {
    const inner = parseJson(value)
    if (typeof inner === 'object' || typeof inner === 'string') return readJson(inner, findings)
  }
  if (typeof value !== 'object' || value === null) {
    addRemark(findings, 'follow_ups', REASONS.no_bubbles)
    return 'text'
  }
  const objects = findObjects(value)
  findings.objects = objects.map(({ object }) => object)
  if (
    Array.isArray(value)
      ? value.some(isBubble) && value.every((one) => !isJsonObject(one) || isBubble(one))
      : false
  ) {
    readFollowUps(value as Value, findings)
    return 'bubbles'
  }
  return (
    (isJsonObject(value) && readOwnFile(value, findings)) ||
    readOther(value as JsonObject, objects, findings)
  )
}

/** Reads a file of this console, a body or a bubble; returns null if it is another one. */
function readOwnFile(value: JsonObject, findings: ImportFindings): ImportKind | null {
  const { receipt, exchanges, exchange, templates, template, endpoint, body, data } = value
  const first = (name: string, list: unknown[], read: typeof readExchange): ImportKind => {
    if (list.length > 1) addRemark(findings, name, REASONS.several_items)
    return isJsonObject(list[0]) ? read(list[0], findings) : noBubbles(name, findings)
  }
  if (receipt === 'follow-up-console/1') return readReceipt(value, findings)
  if (Array.isArray(exchanges)) return first('exchanges', exchanges, readExchange)
  if (isJsonObject(exchange)) return readExchange(exchange, findings)
  if (typeof endpoint === 'string' && typeof body === 'string') return readExchange(value, findings)
  if (Array.isArray(templates)) return first('templates', templates, readTemplate)
  if (isJsonObject(template)) return readTemplate(template, findings)
  if (Array.isArray(value.versions)) return readTemplate(value, findings)
  const draft = isJsonObject(value.draft) ? value.draft : value
  if (isJsonObject(draft.values)) return readDraft(draft, findings)
  if (Object.hasOwn(value, 'follow_ups')) {
    // The output of `import --json` has the message ID beside the bubbles.
    const { message_id, ...rest } = value
    readTarget(message_id, findings)
    readBody(rest, findings)
    return 'json'
  }
  if (isJsonObject(data) && Object.hasOwn(data, 'follow_ups')) {
    const { data: _, path, ...rest } = value
    readTarget(member(path, 'message_id'), findings)
    for (const name of Object.keys(rest)) addRemark(findings, name, REASONS.unknown_field)
    readBody(data, findings)
    return 'json'
  }
  if (!isBubble(value)) return null
  readFollowUps([value as Value], findings)
  return 'bubble'
}

function readTarget(id: unknown, findings: ImportFindings): void {
  if (typeof id === 'string' && id !== '') takeTarget(id, findings)
}

/** A message has a content too, and more than that. */
function isBubble(value: unknown): boolean {
  if (!isJsonObject(value)) return false
  if (Array.isArray(value.i18n_contents)) return true
  return typeof value.content === 'string' && Object.keys(value).every((name) => name === 'content')
}

function readOther(
  value: JsonObject,
  objects: readonly FoundObject[],
  findings: ImportFindings,
): ImportKind {
  const kind = kindOf(value, objects)
  if (kind === 'encrypted') {
    addRemark(findings, 'encrypt', REASONS.encrypted)
    return kind
  }
  if (Array.isArray(value.requests) && Array.isArray(value.order)) {
    findings.isOpen = true
    addRemark(findings, 'requests', REASONS.postman_1)
    return 'postman'
  }
  const hasVariables = kind !== null && /^(?:postman|insomnia|bruno|hoppscotch|n8n)$/.test(kind)
  const place = kind === 'har' ? 'log.entries' : kind === null ? 'follow_ups' : 'requests'
  if (readCalls(objects, { place, hasVariables }, findings)) return kind ?? 'json'
  const isOfUser = objects.some(
    ({ object }) => member(object.header, 'event_type') === 'im.message.receive_v1',
  )
  if (isOfUser) addRemark(findings, 'event.message.message_id', REASONS.message_of_user)
  addRemark(findings, place, kind === null ? REASONS.no_bubbles : REASONS.no_push)
  return kind ?? 'event'
}

function kindOf(value: JsonObject, objects: readonly FoundObject[]): ImportKind | null {
  const { encrypt, info, log, nodes, connections, method, params } = value
  if (typeof encrypt === 'string') return 'encrypted'
  if (isJsonObject(log) && 'entries' in log) return 'har'
  if (isJsonObject(info) && ('_postman_id' in info || /postman/.test(String(info.schema))))
    return 'postman'
  if (Array.isArray(value.requests) && Array.isArray(value.order)) return 'postman'
  if (value._type === 'export' || /^collection\.insomnia/.test(String(value.type)))
    return 'insomnia'
  if (Array.isArray(nodes) && isJsonObject(connections)) return 'n8n'
  const isToolCall = objects.some(
    ({ object }) =>
      typeof object.name === 'string' &&
      ('arguments' in object || ('input' in object && object.type === 'tool_use')),
  )
  if ((method === 'tools/call' && isJsonObject(params)) || isToolCall) return 'tool-call'
  if (
    objects.some(({ object }) => typeof object.endpoint === 'string' && isPushUrl(object.endpoint))
  )
    return 'hoppscotch'
  if ('opencollection' in value || (isJsonObject(value.http) && 'info' in value)) return 'bruno'
  return null
}

function readExchange(exchange: JsonObject, findings: ImportFindings): ImportKind {
  const { request, body, endpoint, notes, message_id } = exchange
  readTarget(message_id, findings)
  if (endpoint !== 'push_follow_up') addRemark(findings, 'endpoint', REASONS.no_push)
  else readSent({ url: member(request, 'url'), body, notes }, findings)
  return 'exchange'
}

function readReceipt({ exchange, attempts }: JsonObject, findings: ImportFindings): ImportKind {
  readTarget(member(exchange, 'message_id'), findings)
  const requests = (Array.isArray(attempts) ? attempts : []).map((one) => member(one, 'request'))
  const push = requests.findLast((one) => isPushUrl(String(member(one, 'url'))))
  if (!isJsonObject(push)) addRemark(findings, 'attempts', REASONS.no_push)
  else readSent({ ...push, notes: member(exchange, 'notes') }, findings)
  return 'receipt'
}

function readSent({ url, body, notes }: JsonObject, findings: ImportFindings): void {
  if (typeof url === 'string') takeOrigin(url.replace(/\/open-apis\/.*$/s, ''), findings)
  if (typeof body === 'string') readBodyText(body, findings)
  const isMasked = Array.isArray(notes) && notes.includes('redacted')
  if (isMasked) addRemark(findings, 'follow_ups', REASONS.redacted_text)
}

/** A template file has its versions oldest first, the API newest first with numbers. */
function readTemplate(template: JsonObject, findings: ImportFindings): ImportKind {
  const versions: unknown[] = Array.isArray(template.versions) ? template.versions : []
  if (versions.length > 1) addRemark(findings, 'versions', REASONS.older_versions)
  const newest = member(versions[0], 'version') === undefined ? versions.at(-1) : versions[0]
  const list = member(newest ?? template, 'follow_ups')
  if (list === undefined) return noBubbles('templates', findings)
  readFollowUps(list as Value, findings)
  return 'template'
}

function readDraft({ values, source, jsonText }: JsonObject, findings: ImportFindings): ImportKind {
  readTarget(member(values, 'message_id'), findings)
  if (source === 'json' && typeof jsonText === 'string') readBodyText(jsonText, findings)
  else readFollowUps(member(values, 'follow_ups') as Value, findings)
  return 'draft'
}

function noBubbles(place: string, findings: ImportFindings): ImportKind {
  addRemark(findings, place, REASONS.no_bubbles)
  return 'nothing'
}
