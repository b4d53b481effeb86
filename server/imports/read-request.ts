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

/** Headers that clients add automatically or that do not affect the call. */
const IGNORED_HEADERS =
  /^(?::.*|accept(?:-.*)?|host|user-agent|content-length|connection|cache-control|pragma|dnt|origin|referer|priority|te|sec-.*|upgrade-insecure-requests|x-requested-with|postman-token|oapi-sdk-request-id|x-rpc-debug)$/
const CREDENTIAL = /^(?:proxy-)?authorization$|cookie|token|secret|api-?key/

/** Reads a push_follow_up request and reports what does not belong to one. */
export function readRequest(request: PastedRequest, findings: ImportFindings) {
  const { method, url, headers, body } = request
  readUrl(url, findings)
  if (method !== null && method.toUpperCase() !== 'POST') {
    addRemark(findings, safeName(method), REASONS.other_method)
  }
  for (const [name, value] of headers) readHeader(name, value, findings)
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
  const parsed = parseUrl(url)
  if (!parsed) return addRemark(findings, 'URL', REASONS.unreadable_url)
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
  const id = findings.variables ? fillVariables(given, findings.variables) : given
  if (id !== null && MESSAGE_ID.test(id)) {
    if (findings.target !== null && findings.target !== id) findings.several = true
    findings.target = id
  } else if (id !== null && id !== '' && !IS_TEMPLATE.test(id)) {
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

/** Reports headers that the console does not send. */
export function readHeader(name: string, value: string, findings: ImportFindings) {
  const lower = name.trim().toLowerCase()
  if (CREDENTIAL.test(lower)) {
    // The call needs the bearer token; the language of the console's page is no credential.
    const isOwn = lower === 'cookie' && /^\s*follow-up-console\.locale=\w*\s*$/.test(value)
    if (lower !== 'authorization' && !isOwn) {
      addRemark(findings, `${name.trim()}:`, REASONS.secret_header)
    }
    return
  }
  if (lower === 'content-type') {
    const [type = ''] = value.split(';')
    if (value !== '' && !/^\s*application\/json\s*$/i.test(type)) {
      addRemark(findings, 'Content-Type:', REASONS.content_type)
    }
    return
  }
  if (lower !== '' && !IGNORED_HEADERS.test(lower))
    addRemark(findings, `${name.trim()}:`, REASONS.header)
}

const NO_ORIGIN = 'http://no-origin.invalid'

/** What may stand instead of the origin: a variable of a shell, of a program or of a file. */
const OPEN_ORIGIN =
  /^(?:https?:\/\/)?(?:\$\{?[\w:]{1,100}\}?|\{\{[^{}]{1,100}\}\}|\{\w{1,100}\}|<<\w{1,100}>>|\uFFFC)(?=\/)/

function parseUrl(url: string): URL | null {
  const text = url.trim().replace(OPEN_ORIGIN, '').replaceAll('\uFFFC', '%EF%BF%BC')
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
    ? text
    : text.startsWith('/')
      ? NO_ORIGIN + text
      : /^(?:open-apis|im)\//.test(text)
        ? `${NO_ORIGIN}/${text}`
        : `https://${text}`
  const parsed = URL.parse(whole)
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

function safeName(method: string): string {
  return /^[A-Za-z]{1,16}$/.test(method) ? method : 'method'
}
