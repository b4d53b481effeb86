import { isUtf8 } from 'node:buffer'
import type { WireRequest, WireResponse } from '#contract/exchange'
import { REDACTED } from '#contract/exchange'
import type { Redact } from './redact.ts'
import type { UpstreamRequest, UpstreamResponse } from './upstream.ts'

const SECRET_HEADER = /^(?:proxy-)?authorization$|^(?:set-)?cookie$|token|secret/i

const SECRET_FIELD =
  /("(?:app_secret|app_ticket|(?:tenant|app)_access_token)"\s*:\s*")(?:[^"\\]|\\.)*/gs

/** For the token call, where a field's name alone tells that its value must not be shown. */
export function hideTokenFields(redact: Redact): Redact {
  return (text, options) => redact(text, options).replace(SECRET_FIELD, `$1${REDACTED}`)
}

const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Bytes as a person reads them; what is not UTF-8 becomes U+FFFD. */
export function bodyText(bytes: Uint8Array): string {
  return lenientUtf8.decode(bytes)
}

/** A request is shown before it leaves and once more with its answer, mostly by the same secrets. */
const shownRequests = new WeakMap<UpstreamRequest, { redact: Redact; shown: WireRequest }>()

/** A request as it may be shown: everything but the secrets, and enough of the token to tell two apart. */
export function showRequest(request: UpstreamRequest, redact: Redact): WireRequest {
  const known = shownRequests.get(request)
  if (known?.redact === redact) return known.shown
  const shown = {
    method: request.method,
    url: redact(request.url.href),
    headers: showHeaders(request.headers, redact),
    body: redact(request.body ?? ''),
  }
  shownRequests.set(request, { redact, shown })
  return shown
}

/** A response as it may be shown. Bytes are replaced as bytes, so that what is no text stays as it came. */
export function showResponse(response: UpstreamResponse, redact: Redact): WireResponse {
  const { http_status, headers, truncated } = response
  const text = response.bytes.toString('latin1')
  const shown = redact(text, { cut: truncated })
  const bytes = shown === text ? response.bytes : Buffer.from(shown, 'latin1')
  return {
    http_status,
    headers: showHeaders(headers, redact),
    body: bodyText(bytes),
    ...(!isUtf8(bytes) && { body_base64: bytes.toString('base64') }),
    truncated,
  }
}

function showHeaders(headers: Record<string, string>, redact: Redact): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const name in headers) shown[name] = showHeader(name, headers[name] ?? '', redact)
  return shown
}

function showHeader(name: string, value: string, redact: Redact): string {
  if (!SECRET_HEADER.test(name)) return redact(value)
  const [, start] = /^Bearer (\S{4})\S*$/.exec(value) ?? []
  return start ? `Bearer ${start}…${REDACTED}` : REDACTED
}
