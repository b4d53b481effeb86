import { MESSAGE_ID } from '#contract/message-id'
import { type Findings, remark, throwAway } from './findings.ts'
import { parseJson } from './parse-json.ts'
import { readBody } from './read-body.ts'
import { REASONS } from './reasons.ts'

/** One HTTP request as a paste describes it. */
export type PastedRequest = {
  /** `null` where the paste leaves it open. */
  method: string | null
  url: string
  headers: readonly (readonly [name: string, value: string])[]
  /** `null` where there is none; what kept it from being read has been said already. */
  body: string | null
}

/** A gateway may put a path of its own before the platform’s. */
const PUSH_PATH = /^(.*)\/open-apis\/im\/v1\/messages\/([^/]*)\/push_follow_up\/?$/

/** What every client sends by itself, or what has no bearing on what is sent. */
const HARMLESS =
  /^(?::.*|accept(?:-.*)?|host|user-agent|content-length|connection|cache-control|pragma|dnt|origin|referer|priority|te|sec-.*|upgrade-insecure-requests|x-requested-with|postman-token|oapi-sdk-request-id)$/
const SECRET = /^(?:proxy-)?authorization$|cookie|token|secret|api-?key/

/** Takes everything out of a request of push_follow_up, and says what does not belong to one. */
export function readRequest(request: PastedRequest, findings: Findings) {
  const { method, url, headers, body } = request
  readUrl(url, findings)
  if (method !== null && method.toUpperCase() !== 'POST') {
    remark(findings, safeName(method), REASONS.other_method)
  }
  for (const [name, value] of headers) readHeader(name, value, findings)
  if (body === null) return
  const parsed = parseJson(body, findings)
  if (parsed.ok) readBody(parsed.value, findings)
  else remark(findings, `body ${parsed.place}`, REASONS.body_not_json)
}

/** Whether an address is one of push_follow_up, whatever its host. */
export function isPushUrl(url: string): boolean {
  const parsed = parseUrl(url)
  return parsed !== null && PUSH_PATH.test(parsed.pathname)
}

/** Takes the message id and the origin out of an address; it may lack its origin. */
export function readUrl(url: string, findings: Findings) {
  const parsed = parseUrl(url)
  if (!parsed) return remark(findings, 'URL', REASONS.unreadable_url)
  if (parsed.username || parsed.password) throwAway(findings, parsed.password || parsed.username)
  for (const [name, value] of parsed.searchParams) {
    if (SECRET.test(name.toLowerCase())) throwAway(findings, value)
    remark(findings, `?${name}`, REASONS.query_parameter)
  }
  const [, prefix = '', id] = PUSH_PATH.exec(parsed.pathname) ?? []
  if (parsed.origin !== NO_ORIGIN) findings.base_url = parsed.origin + prefix
  if (id === undefined) return remark(findings, 'URL', REASONS.other_url)
  takeMessageId(id, 'message_id', findings)
}

/** Takes an id only where it has the documented shape. */
export function takeMessageId(id: string, place: string, findings: Findings) {
  if (MESSAGE_ID.test(id)) findings.message_id = id
  else remark(findings, place, REASONS.id_shape)
}

export function readHeader(name: string, value: string, findings: Findings) {
  const lower = name.trim().toLowerCase()
  if (SECRET.test(lower)) {
    for (const part of secretsIn(value)) throwAway(findings, part)
    // The bearer token is what the call needs; it is named by `had_token` and no remark.
    if (lower !== 'authorization') remark(findings, `${name.trim()}:`, REASONS.secret_header)
    return
  }
  if (lower === 'content-type') {
    const [type = ''] = value.split(';')
    if (!/^\s*application\/json\s*$/i.test(type)) {
      remark(findings, 'Content-Type:', REASONS.content_type)
    }
    return
  }
  if (lower !== '' && !HARMLESS.test(lower)) remark(findings, `${name.trim()}:`, REASONS.header)
}

/** A header’s value, and in a cookie each of its values. */
function secretsIn(value: string): string[] {
  const cookies = value.split(';').flatMap((one) => one.split('=').slice(1).join('=') || [])
  return [value, ...cookies]
}

const NO_ORIGIN = 'http://no-origin.invalid'

function parseUrl(url: string): URL | null {
  // A variable may stand for the origin.
  const text = url.trim().replace(/^(?:\$\{?\w{1,100}\}?|\{\{[\w .-]{1,100}\}\})(?=\/)/, '')
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
    ? text
    : text.startsWith('/')
      ? NO_ORIGIN + text
      : `https://${text}`
  const parsed = URL.parse(whole)
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed : null
}

function safeName(method: string): string {
  return /^[A-Za-z]{1,16}$/.test(method) ? method : 'method'
}
