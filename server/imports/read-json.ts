import { MESSAGE_ID } from '#contract/ids'
import { isJsonObject, type JsonObject, member } from '#contract/json'
import { addRemark, type ImportFindings, type ImportKind } from './findings.ts'
import { readBody, readBodyText, readFollowUps } from './read-body.ts'
import {
  isPushUrl,
  type PastedRequest,
  readRequest,
  readUrl,
  takeMessageId,
} from './read-request.ts'
import { REASONS } from './reasons.ts'

/** Reads a JSON value of any known shape and returns its kind. */
export function readJson(value: unknown, findings: ImportFindings): ImportKind {
  if (Array.isArray(value)) {
    readFollowUps(value, findings)
    return 'bubbles'
  }
  if (!isJsonObject(value)) {
    addRemark(findings, '1:1', REASONS.unreadable)
    return 'nothing'
  }
  if (isJsonObject(value.log) && 'entries' in value.log) {
    readHar(value.log, findings)
    return 'har'
  }
  if (value.receipt === 'follow-up-console/1') return readReceipt(value, findings)
  if (Array.isArray(value.exchanges)) {
    if (value.exchanges.length > 1) addRemark(findings, 'exchanges', REASONS.several_exchanges)
    const [newest] = value.exchanges
    return isJsonObject(newest) ? readExchange(newest, findings) : noBubbles('exchanges', findings)
  }
  if (isJsonObject(value.exchange)) return readExchange(value.exchange, findings)
  if (typeof value.endpoint === 'string' && typeof value.body === 'string') {
    return readExchange(value, findings)
  }
  if (Array.isArray(value.templates)) return readTemplates(value.templates, findings)
  if (isJsonObject(value.template)) return readTemplate(value.template, findings)
  if (Array.isArray(value.versions)) return readTemplate(value, findings)
  if (isJsonObject(value.values) && 'jsonText' in value) return readDraft(value, findings)
  if (isJsonObject(value.draft) && isJsonObject(value.draft.values))
    return readDraft(value.draft, findings)
  if (Object.hasOwn(value, 'follow_ups')) return readCall(value, findings)
  if (isJsonObject(value.data) && Object.hasOwn(value.data, 'follow_ups')) {
    const { data, path, ...rest } = value
    for (const name of Object.keys(rest)) addRemark(findings, name, REASONS.unknown_field)
    if (isJsonObject(path)) takeTarget(path.message_id, findings)
    readBody(data, findings)
    return 'json'
  }
  if (typeof value.content === 'string' || Array.isArray(value.i18n_contents)) {
    readFollowUps([value], findings)
    return 'bubble'
  }
  return readIdOnly(value, findings)
}

/** A body, which may have the message ID beside the bubbles, like the output of `import --json`. */
function readCall({ message_id, ...body }: JsonObject, findings: ImportFindings): ImportKind {
  if (message_id != null && message_id !== '') takeTarget(message_id, findings)
  readBody(body, findings)
  return 'json'
}

function readExchange(exchange: JsonObject, findings: ImportFindings): ImportKind {
  const { request, body, endpoint, notes, message_id } = exchange
  takeTarget(message_id, findings)
  if (endpoint !== 'push_follow_up') addRemark(findings, 'endpoint', REASONS.no_push)
  else if (typeof body === 'string') readBodyText(body, findings)
  if (isJsonObject(request)) takeOrigin(request.url, findings)
  reportMasked(notes, findings)
  return 'exchange'
}

function readReceipt({ exchange, attempts }: JsonObject, findings: ImportFindings): ImportKind {
  const facts = isJsonObject(exchange) ? exchange : {}
  takeTarget(facts.message_id, findings)
  const requests = (Array.isArray(attempts) ? attempts : []).flatMap((attempt: unknown) =>
    isJsonObject(attempt) && isJsonObject(attempt.request) ? [attempt.request] : [],
  )
  const push = requests.findLast(({ url }) => typeof url === 'string' && isPushUrl(url))
  if (!push) addRemark(findings, 'attempts', REASONS.no_push)
  else {
    takeOrigin(push.url, findings)
    if (typeof push.body === 'string') readBodyText(push.body, findings)
  }
  reportMasked(facts.notes, findings)
  return 'receipt'
}

function readTemplates(templates: readonly unknown[], findings: ImportFindings): ImportKind {
  if (templates.length > 1) addRemark(findings, 'templates', REASONS.several_templates)
  const [first] = templates
  return isJsonObject(first) ? readTemplate(first, findings) : noBubbles('templates', findings)
}

/** A template file has its versions oldest first, the API newest first with numbers. */
function readTemplate(template: JsonObject, findings: ImportFindings): ImportKind {
  const versions: unknown[] = Array.isArray(template.versions) ? template.versions : []
  if (versions.length > 1) addRemark(findings, 'versions', REASONS.older_versions)
  const numbered = versions.some((one) => isJsonObject(one) && typeof one.version === 'number')
  const newest = numbered ? versions[0] : versions.at(-1)
  const source = isJsonObject(newest) ? newest : template
  if (!('follow_ups' in source)) return noBubbles('templates', findings)
  readFollowUps(source.follow_ups, findings)
  return 'template'
}

function readDraft({ values, source, jsonText }: JsonObject, findings: ImportFindings): ImportKind {
  if (!isJsonObject(values)) return noBubbles('values', findings)
  if (values.message_id !== '') takeTarget(values.message_id, findings)
  if (source === 'json' && typeof jsonText === 'string') readBodyText(jsonText, findings)
  else readFollowUps(values.follow_ups, findings)
  return 'draft'
}

/** An event or a response of the platform: it has a message ID and no bubbles. */
function readIdOnly(value: JsonObject, findings: ImportFindings): ImportKind {
  const { event, data, header } = value
  const holders = [value, data, event, member(event, 'message'), firstOf(member(data, 'items'))]
  const ids = holders.flatMap((one) => (isJsonObject(one) ? (one.message_id ?? []) : []))
  const id = ids.find((one) => typeof one === 'string' && MESSAGE_ID.test(one))
  const lastId = member(event, 'last_message_id')
  takeTarget(id ?? lastId, findings)
  if (member(header, 'event_type') === 'im.message.receive_v1') {
    addRemark(findings, 'event.message.message_id', REASONS.message_of_user)
  }
  addRemark(findings, 'follow_ups', REASONS.no_bubbles)
  return findings.message_id === null ? 'nothing' : 'event'
}

function takeTarget(id: unknown, findings: ImportFindings): void {
  if (typeof id === 'string') takeMessageId(id, 'message_id', findings)
}

function takeOrigin(url: unknown, findings: ImportFindings): void {
  if (typeof url === 'string' && isPushUrl(url)) readUrl(url, findings)
}

function reportMasked(notes: unknown, findings: ImportFindings): void {
  if (Array.isArray(notes) && notes.includes('redacted')) {
    addRemark(findings, 'follow_ups', REASONS.redacted_text)
  }
}

function noBubbles(place: string, findings: ImportFindings): ImportKind {
  addRemark(findings, place, REASONS.no_bubbles)
  return 'nothing'
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined
}

/**
 * Reads the last push_follow_up request of an HTTP archive.
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
function readHar(log: { readonly [name: string]: unknown }, findings: ImportFindings) {
  const entries: unknown[] = Array.isArray(log.entries) ? log.entries : []
  const pushes = entries.flatMap((entry) => {
    const request = isJsonObject(entry) ? requestOf(entry.request) : null
    return request && isPushUrl(request.url) && request.method !== 'OPTIONS' ? [request] : []
  })
  const last = pushes.at(-1)
  if (!last) return addRemark(findings, 'log.entries', REASONS.no_push)
  if (pushes.length > 1) addRemark(findings, 'log.entries', REASONS.several_requests)
  if (last.body === null) addRemark(findings, 'postData', REASONS.body_missing)
  readRequest(last, findings)
}

function requestOf(request: unknown): PastedRequest | null {
  if (!isJsonObject(request) || typeof request.url !== 'string') return null
  const { method, url, postData } = request
  const text = isJsonObject(postData) ? postData.text : null
  return {
    method: typeof method === 'string' ? method : null,
    url,
    headers: [...pairs(request.headers), ...cookies(request.cookies)],
    body: typeof text === 'string' ? text : null,
  }
}

function pairs(list: unknown): [string, string][] {
  if (!Array.isArray(list)) return []
  return list.flatMap((one: unknown): [string, string][] =>
    isJsonObject(one) && typeof one.name === 'string' && typeof one.value === 'string'
      ? [[one.name, one.value]]
      : [],
  )
}

function cookies(list: unknown): [string, string][] {
  return pairs(list).map(([name, value]) => ['Cookie', `${name}=${value}`])
}
