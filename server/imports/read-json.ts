import { isJsonObject, type JsonObject, member, parseJson } from '#contract/json'
import { addRemark, type ImportFindings, type ImportKind } from './findings.ts'
import { findObjects } from './parse-json.ts'
import { readFollowUps } from './read-body.ts'
import { readCalls } from './read-calls.ts'
import { isPushUrl } from './read-request.ts'
import { REASONS } from './reasons.ts'
import type { Value } from './source/value.ts'

/** Reads a JSON value of any shape and returns its kind. */
export function readJson(given: unknown, findings: ImportFindings): ImportKind {
  const inner = typeof given === 'string' ? parseJson(given) : undefined
  if (typeof inner === 'object' || typeof inner === 'string') return readJson(inner, findings)
  if (typeof given !== 'object' || given === null) {
    addRemark(findings, 'follow_ups', REASONS.no_bubbles)
    return 'text'
  }
  const own = isJsonObject(given) ? ownPart(given, findings) : null
  const value = own?.part ?? given
  const objects = findObjects(value)
  findings.objects = objects.map(({ object }) => object)
  const list: unknown[] = Array.isArray(value) ? value : [value]
  if (list.some(isBubble) && list.every((one) => !isJsonObject(one) || isBubble(one))) {
    readFollowUps(list as Value, findings)
    return Array.isArray(value) ? 'bubbles' : 'bubble'
  }
  const kind = own?.kind ?? kindOf(given as JsonObject, findings.objects)
  if (kind === 'encrypted') {
    addRemark(findings, 'encrypt', REASONS.encrypted)
    return kind
  }
  if ('requests' in given && 'order' in given) {
    findings.isOpen = true
    addRemark(findings, 'requests', REASONS.postman_1)
    return 'postman'
  }
  findings.isTemplate = /^(?:postman|insomnia|bruno|hoppscotch|n8n)$/.test(kind ?? '')
  const place = kind === 'har' ? 'log.entries' : kind === null ? 'follow_ups' : 'requests'
  const isMasked = ({ notes }: JsonObject) => Array.isArray(notes) && notes.includes('redacted')
  if (findings.objects.some(isMasked)) addRemark(findings, 'follow_ups', REASONS.redacted_text)
  if (readCalls(objects, place, findings)) return kind ?? 'json'
  const isOfUser = findings.objects.some(
    ({ header }) => member(header, 'event_type') === 'im.message.receive_v1',
  )
  if (isOfUser) addRemark(findings, 'event.message.message_id', REASONS.message_of_user)
  addRemark(findings, place, kind === null ? REASONS.no_bubbles : REASONS.no_push)
  return kind ?? 'event'
}

/** Returns the part of a draft or a template of this console that holds the bubbles; null for others. */
function ownPart(
  value: JsonObject,
  findings: ImportFindings,
): { kind: ImportKind; part: object } | null {
  const { values, source, jsonText } = isJsonObject(value.draft) ? value.draft : value
  if (isJsonObject(values)) {
    const { message_id } = values
    return { kind: 'draft', part: source === 'json' ? { message_id, jsonText } : values }
  }
  const templates: unknown[] = Array.isArray(value.templates) ? value.templates : [value.template]
  const template = templates[0] ?? value
  const given = member(template, 'versions')
  const versions: unknown[] = Array.isArray(given) ? given : []
  if (template === value && versions.length === 0) return null
  if (templates.length + versions.length > 2)
    addRemark(findings, 'versions', REASONS.older_versions)
  // A template file has its versions oldest first, the API newest first with numbers.
  const newest = member(versions[0], 'version') === undefined ? versions.at(-1) : versions[0]
  const follow_ups = member(newest ?? template, 'follow_ups')
  return { kind: 'template', part: follow_ups === undefined ? {} : { follow_ups } }
}

/** A message has a content too, and more than that. */
function isBubble(value: unknown): boolean {
  if (!isJsonObject(value)) return false
  if (Array.isArray(value.i18n_contents)) return true
  return typeof value.content === 'string' && Object.keys(value).length === 1
}

function kindOf(value: JsonObject, objects: readonly JsonObject[]): ImportKind | null {
  const { info, nodes, connections, method, params } = value
  const isToolCall = ({ name, type, ...rest }: JsonObject) =>
    typeof name === 'string' && ('arguments' in rest || ('input' in rest && type === 'tool_use'))
  const isPostman =
    isJsonObject(info) && ('_postman_id' in info || /postman/.test(String(info.schema)))
  const isInsomnia = value._type === 'export' || /^collection\.insomnia/.test(String(value.type))
  const isBruno = 'opencollection' in value || (isJsonObject(value.http) && 'info' in value)
  if (typeof value.encrypt === 'string') return 'encrypted'
  if (value.receipt === 'follow-up-console/1') return 'receipt'
  if (objects.some(({ endpoint }) => endpoint === 'push_follow_up')) return 'exchange'
  if (member(value.log, 'entries') !== undefined) return 'har'
  if (isPostman) return 'postman'
  if (isInsomnia) return 'insomnia'
  if (Array.isArray(nodes) && isJsonObject(connections)) return 'n8n'
  if ((method === 'tools/call' && isJsonObject(params)) || objects.some(isToolCall))
    return 'tool-call'
  if (objects.some(({ endpoint }) => typeof endpoint === 'string' && isPushUrl(endpoint)))
    return 'hoppscotch'
  return isBruno ? 'bruno' : null
}
