import { MESSAGE_ID } from '#contract/ids'
import { addRemark, type ImportFindings, recordSecret } from './findings.ts'
import { readBodyText } from './read-body.ts'
import { REASONS } from './reasons.ts'

/** An HTTP request in pasted text. */
export type PastedRequest = {
  /** Null if the text does not name it. */
  method: string | null
  url: string
  headers: readonly (readonly [name: string, value: string])[]
  /** Null if there is none or it is unreadable, which is already reported. */
  body: string | null
}

/** A gateway may add a path prefix. */
const PUSH_PATH = /^(.*)\/open-apis\/im\/v1\/messages\/([^/]*)\/push_follow_up\/?$/

/** Headers that clients add automatically or that do not affect the call. */
const IGNORED_HEADERS =
  /^(?::.*|accept(?:-.*)?|host|user-agent|content-length|connection|cache-control|pragma|dnt|origin|referer|priority|te|sec-.*|upgrade-insecure-requests|x-requested-with|postman-token|oapi-sdk-request-id)$/
const SECRET = /^(?:proxy-)?authorization$|cookie|token|secret|api-?key/

/** Reads a push_follow_up request and reports what does not belong to one. */
export function readRequest(request: PastedRequest, findings: ImportFindings) {
  const { method, url, headers, body } = request
  readUrl(url, findings)
  if (method !== null && method.toUpperCase() !== 'POST') {
    addRemark(findings, safeName(method), REASONS.other_method)
  }
  for (const [name, value] of headers) readHeader(name, value, findings)
  if (body !== null) readBodyText(body, findings)
}

/** Whether a URL is one of push_follow_up, on any host. */
export function isPushUrl(url: string): boolean {
  const parsed = parseUrl(url)
  return parsed !== null && PUSH_PATH.test(parsed.pathname)
}

/** Reads the message ID and the origin of a URL, which may lack an origin. */
export function readUrl(url: string, findings: ImportFindings) {
  const parsed = parseUrl(url)
  if (!parsed) return addRemark(findings, 'URL', REASONS.unreadable_url)
  if (parsed.username || parsed.password) recordSecret(findings, parsed.password || parsed.username)
  for (const [name, value] of parsed.searchParams) {
    if (SECRET.test(name.toLowerCase())) recordSecret(findings, value)
    addRemark(findings, `?${name}`, REASONS.query_parameter)
  }
  const [, prefix = '', id] = PUSH_PATH.exec(parsed.pathname) ?? []
  if (parsed.origin !== NO_ORIGIN) findings.base_url = parsed.origin + prefix
  if (id === undefined) return addRemark(findings, 'URL', REASONS.other_url)
  takeMessageId(id, 'message_id', findings)
}

/** Takes a message ID if it has the documented shape, else reports it. */
export function takeMessageId(id: string, place: string, findings: ImportFindings) {
  if (MESSAGE_ID.test(id)) findings.message_id = id
  else addRemark(findings, place, REASONS.id_shape)
}

/** Records the secrets of a header and reports headers that the console does not send. */
export function readHeader(name: string, value: string, findings: ImportFindings) {
  const lower = name.trim().toLowerCase()
  if (SECRET.test(lower)) {
    for (const part of secretsIn(value)) recordSecret(findings, part)
    // The call needs the bearer token, so it only sets `had_token`.
    if (lower !== 'authorization') addRemark(findings, `${name.trim()}:`, REASONS.secret_header)
    return
  }
  if (lower === 'content-type') {
    const [type = ''] = value.split(';')
    if (!/^\s*application\/json\s*$/i.test(type)) {
      addRemark(findings, 'Content-Type:', REASONS.content_type)
    }
    return
  }
  if (lower !== '' && !IGNORED_HEADERS.test(lower))
    addRemark(findings, `${name.trim()}:`, REASONS.header)
}

/** Returns the value of a header, and each value of a cookie. */
function secretsIn(value: string): string[] {
  const cookies = value.split(';').flatMap((one) => one.split('=').slice(1).join('=') || [])
  return [value, ...cookies]
}

const NO_ORIGIN = 'http://no-origin.invalid'

function parseUrl(url: string): URL | null {
  // A variable may replace the origin.
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
