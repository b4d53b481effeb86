import { MESSAGE_ID } from '#contract/ids'
import { addRemark, type ImportFindings } from './findings.ts'
import { fillVariables, readBody, readBodyText } from './read-body.ts'
import { REASONS } from './reasons.ts'

/** An HTTP request in pasted text. */
export type PastedRequest = {
  /** Null if the text does not name it. */
  method: string | null
  url: string
  headers: readonly (readonly [name: string, value: string])[]
  /** A text or a parsed value; null if there is none or it is unreadable, which is already reported. */
  body: unknown
}

/** A gateway may add a path prefix; this console's own API has another path. */
const PUSH_PATH =
  /^(.*?)(?:\/open-apis\/im\/v1|(?<=^|\/)im\/v1|\/api)\/messages\/([^/]*)\/push_follow_up\/?$/

/** Headers that clients add automatically, that do not affect the call, or that the console makes. */
const IGNORED_HEADERS =
  /^(?:|:.*|accept(?:-.*)?|authorization|host|user-agent|content-length|connection|cache-control|pragma|dnt|origin|referer|priority|te|sec-.*|upgrade-insecure-requests|x-requested-with|postman-token|oapi-sdk-request-id|x-rpc-debug)$/

/** Reads the last push_follow_up request, if possible one with a body; returns false if there are none. */
export function readLast(
  requests: readonly PastedRequest[],
  place: string,
  findings: ImportFindings,
): boolean {
  const pushes = requests.filter(({ url }) => isPushUrl(url))
  const whole = pushes.filter(({ body }) => body !== null)
  const last = whole.at(-1) ?? pushes.at(-1) ?? requests.at(-1)
  if (!last) return false
  const different = new Set(whole.map(({ url, body }) => JSON.stringify([url, body])))
  if (different.size > 1) addRemark(findings, place, REASONS.several_calls)
  readRequest(last, findings)
  return true
}

/** Reads a push_follow_up request and reports what does not belong to one. */
export function readRequest(request: PastedRequest, findings: ImportFindings) {
  const { method, url, headers, body } = request
  readUrl(url, findings)
  if (body === null && !findings.isOpen) addRemark(findings, 'body', REASONS.body_missing)
  if (method !== null && method.toUpperCase() !== 'POST') {
    addRemark(findings, /^\w{1,16}$/.test(method) ? method : 'method', REASONS.other_method)
  }
  for (const [name, value] of headers) {
    const lower = name.trim().toLowerCase()
    const isType = lower === 'content-type'
    const isJson = value === '' || /^\s*application\/json\s*(?:;|$)/i.test(value)
    // The language of the console's page is no credential.
    const isOwn = lower === 'cookie' && /^\s*follow-up-console\.locale=\w*\s*$/.test(value)
    if (isType && !isJson) addRemark(findings, 'Content-Type:', REASONS.content_type)
    else if (!isType && !isOwn && !IGNORED_HEADERS.test(lower)) {
      addRemark(findings, `${name.trim()}:`, REASONS.header)
    }
  }
  if (typeof body === 'string') readBodyText(body, findings)
  else if (body !== null) readBody(body, findings)
}

/** Whether a URL or a path is one of push_follow_up, on any host. */
export function isPushUrl(url: string): boolean {
  if (!url.includes('/push_follow_up')) return false
  const parsed = parseUrl(url)
  return parsed !== null && PUSH_PATH.test(parsed.pathname)
}

/** Reads the message ID and the origin of a URL, which may lack an origin. */
export function readUrl(url: string, findings: ImportFindings) {
  const parsed = parseUrl(fillVariables(url, findings.variables))
  if (!parsed) return addRemark(findings, 'URL', REASONS.other_url)
  const [, prefix = '', id] = PUSH_PATH.exec(parsed.pathname) ?? []
  const isOwn = id !== undefined && /\/api\/messages\//.test(parsed.pathname)
  for (const name of parsed.searchParams.keys()) {
    // The console's own URL names the app to send as.
    if (!(isOwn && name === 'profile')) addRemark(findings, `?${name}`, REASONS.query_parameter)
  }
  if (parsed.origin !== NO_ORIGIN && !isOwn) {
    findings.base_url ??= parsed.origin + prefix.replace(/\/$/, '')
  }
  if (id === undefined) return addRemark(findings, 'URL', REASONS.other_url)
  findings.isCall = true
  takeTarget(decodeName(id), findings)
}

/** Takes the message ID of the call if it has the documented shape, else reports it. */
export function takeTarget(given: string, findings: ImportFindings, place = 'message_id') {
  findings.isCall = true
  const [, colon, braced] = /^(?::(\w{1,100})|\{(\w{1,100})\})$/.exec(given) ?? []
  const id =
    findings.variables.get(colon ?? braced ?? '') ?? fillVariables(given, findings.variables)
  if (MESSAGE_ID.test(id)) {
    if (findings.target !== null && findings.target !== id) findings.several = true
    findings.target = id
  } else if (id !== '' && !IS_TEMPLATE.test(id)) {
    addRemark(findings, place, REASONS.id_shape)
  }
}

/** What stands in a URL instead of an ID: `:message_id`, `{message_id}`, `%s`, `$ID`, an open part. */
const IS_TEMPLATE = /^[:{<$%[(]|\$|\{|\uFFFC/

/** Takes the origin of a client's base URL, with its path. */
export function takeOrigin(text: string, findings: ImportFindings): void {
  const url = /^https?:\/\//.test(text) ? URL.parse(text) : null
  if (url) findings.base_url ??= url.origin + url.pathname.replace(/(?:\/open-apis)?\/?$/, '')
}

const NO_ORIGIN = 'http://no-origin.invalid'

/** What may stand instead of the origin: a variable of a shell, of a program or of a file. */
const OPEN_ORIGIN =
  /^(?:https?:\/\/)?(?:\$\{?[\w:]{1,100}\}?|\{\{[^{}]{1,100}\}\}|\{\w{1,100}\}|<<\w{1,100}>>|\uFFFC)(?=\/)/

function parseUrl(url: string): URL | null {
  const text = url.trim().replace(OPEN_ORIGIN, '').replaceAll('\uFFFC', '%EF%BF%BC')
  const isWhole = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
  const isPath = /^(?:\/|open-apis\/|im\/)/.test(text)
  const origin = isWhole ? '' : isPath ? NO_ORIGIN : 'https://'
  const parsed = URL.parse(origin + (isPath ? text.replace(/^\/?/, '/') : text))
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed : null
}

/** Returns a part of a path as it was written. */
function decodeName(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
