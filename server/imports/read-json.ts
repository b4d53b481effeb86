import { isJsonObject } from '#contract/is-json-object'
import { MESSAGE_ID } from '#contract/message-id'
import { type Findings, remark } from './findings.ts'
import type { ImportKind } from './imported.ts'
import { parseJson } from './parse-json.ts'
import { readBody, readFollowUps } from './read-body.ts'
import { readHar } from './read-har.ts'
import { isPushUrl, readUrl, takeMessageId } from './read-request.ts'
import { REASONS } from './reasons.ts'

type Fields = { readonly [name: string]: unknown }

/** Takes what a JSON value holds, whichever of the known shapes it has. */
export function readJson(value: unknown, findings: Findings): ImportKind {
  if (Array.isArray(value)) {
    readFollowUps(value, findings)
    return 'bubbles'
  }
  if (!isJsonObject(value)) {
    remark(findings, '1:1', REASONS.unreadable)
    return 'nothing'
  }
  if (isJsonObject(value.log) && 'entries' in value.log) {
    readHar(value.log, findings)
    return 'har'
  }
  if (value.receipt === 'follow-up-console/1') return readReceipt(value, findings)
  if (Array.isArray(value.exchanges)) {
    if (value.exchanges.length > 1) remark(findings, 'exchanges', REASONS.several_exchanges)
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
    for (const name of Object.keys(rest)) remark(findings, name, REASONS.unknown_field)
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

/** A body, which may name its target beside the bubbles, as this console’s own `import` prints it. */
function readCall({ message_id, ...body }: Fields, findings: Findings): ImportKind {
  if (message_id != null && message_id !== '') takeTarget(message_id, findings)
  readBody(body, findings)
  return 'json'
}

function readExchange(exchange: Fields, findings: Findings): ImportKind {
  const { request, body, endpoint, notes, message_id } = exchange
  takeTarget(message_id, findings)
  if (endpoint !== 'push_follow_up') remark(findings, 'endpoint', REASONS.no_push)
  else if (typeof body === 'string') readBodyText(body, findings)
  if (isJsonObject(request)) takeOrigin(request.url, findings)
  sayMasked(notes, findings)
  return 'exchange'
}

function readReceipt({ exchange, attempts }: Fields, findings: Findings): ImportKind {
  const facts = isJsonObject(exchange) ? exchange : {}
  takeTarget(facts.message_id, findings)
  const requests = (Array.isArray(attempts) ? attempts : []).flatMap((attempt: unknown) =>
    isJsonObject(attempt) && isJsonObject(attempt.request) ? [attempt.request] : [],
  )
  const push = requests.findLast(({ url }) => typeof url === 'string' && isPushUrl(url))
  if (!push) remark(findings, 'attempts', REASONS.no_push)
  else {
    takeOrigin(push.url, findings)
    if (typeof push.body === 'string') readBodyText(push.body, findings)
  }
  sayMasked(facts.notes, findings)
  return 'receipt'
}

function readTemplates(templates: readonly unknown[], findings: Findings): ImportKind {
  if (templates.length > 1) remark(findings, 'templates', REASONS.several_templates)
  const [first] = templates
  return isJsonObject(first) ? readTemplate(first, findings) : noBubbles('templates', findings)
}

/** A file has a template’s versions oldest first, the console’s own API newest first, numbered. */
function readTemplate(template: Fields, findings: Findings): ImportKind {
  const versions: unknown[] = Array.isArray(template.versions) ? template.versions : []
  if (versions.length > 1) remark(findings, 'versions', REASONS.older_versions)
  const numbered = versions.some((one) => isJsonObject(one) && typeof one.version === 'number')
  const newest = numbered ? versions[0] : versions.at(-1)
  const source = isJsonObject(newest) ? newest : template
  if (!('follow_ups' in source)) return noBubbles('templates', findings)
  readFollowUps(source.follow_ups, findings)
  return 'template'
}

function readDraft({ values, source, jsonText }: Fields, findings: Findings): ImportKind {
  if (!isJsonObject(values)) return noBubbles('values', findings)
  if (values.message_id !== '') takeTarget(values.message_id, findings)
  if (source === 'json' && typeof jsonText === 'string') readBodyText(jsonText, findings)
  else readFollowUps(values.follow_ups, findings)
  return 'draft'
}

/** An event or an answer of the platform: it names a message and holds no bubbles. */
function readIdOnly(value: Fields, findings: Findings): ImportKind {
  const { event, data, header } = value
  const holders = [value, data, event, inside(event, 'message'), firstOf(inside(data, 'items'))]
  const ids = holders.flatMap((one) => (isJsonObject(one) ? (one.message_id ?? []) : []))
  const id = ids.find((one) => typeof one === 'string' && MESSAGE_ID.test(one))
  const lastId = inside(event, 'last_message_id')
  takeTarget(id ?? lastId, findings)
  if (inside(header, 'event_type') === 'im.message.receive_v1') {
    remark(findings, 'event.message.message_id', REASONS.message_of_user)
  }
  remark(findings, 'follow_ups', REASONS.no_bubbles)
  return findings.message_id === null ? 'nothing' : 'event'
}

function readBodyText(text: string, findings: Findings): void {
  const parsed = parseJson(text, findings)
  if (parsed.ok) readBody(parsed.value, findings)
  else remark(findings, `body ${parsed.place}`, REASONS.body_not_json)
}

function takeTarget(id: unknown, findings: Findings): void {
  if (typeof id === 'string') takeMessageId(id, 'message_id', findings)
}

function takeOrigin(url: unknown, findings: Findings): void {
  if (typeof url === 'string' && isPushUrl(url)) readUrl(url, findings)
}

function sayMasked(notes: unknown, findings: Findings): void {
  if (Array.isArray(notes) && notes.includes('redacted')) {
    remark(findings, 'follow_ups', REASONS.redacted_text)
  }
}

function noBubbles(place: string, findings: Findings): ImportKind {
  remark(findings, place, REASONS.no_bubbles)
  return 'nothing'
}

function inside(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined
}
