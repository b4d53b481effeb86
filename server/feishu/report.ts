import { isUtf8 } from 'node:buffer'
import { isDeepStrictEqual } from 'node:util'
import { lookUpErrorCode } from '#contract/catalogue/catalogue'
import type { Endpoint } from '#contract/catalogue/error-code'
import type {
  Exchange,
  ExchangeAttempt,
  ExchangeNote,
  WireRequest,
  WireResponse,
} from '#contract/exchange'
import type { Outcome } from '#contract/exchange-filter'
import { REDACTED } from '#contract/texts/secrets'
import type { CallRecord } from './call.ts'
import { APP_TICKET_RESEND_PATH } from './paths.ts'
import { createRedact, type Redact } from './redact.ts'
import type { UpstreamRequest, UpstreamResponse } from './upstream.ts'

type ExchangeIdentity = Pick<
  Exchange,
  | 'id'
  | 'profile'
  | 'endpoint'
  | 'message_id'
  | 'actor'
  | 'attempt_of'
  | 'delivery'
  | 'idempotency_key'
  | 'body'
> & { started_at_ms: number; duration_ms: number }

/** The calls in order; the result of the `decisive` one is the result of the exchange. */
export type ExchangeCalls = {
  before: readonly CallRecord[]
  decisive: CallRecord
  after: readonly CallRecord[]
  token_renewed: boolean
}

/** Returns the calls as the contract's Exchange, with the given secrets redacted. */
export function reportExchange(
  { started_at_ms, duration_ms, ...identity }: ExchangeIdentity,
  { before, decisive, after, token_renewed }: ExchangeCalls,
  secrets: readonly string[],
): Exchange {
  const redact = createRedact(secrets)
  const show = (record: CallRecord) => describeAttempt(record, redact)
  const redactOrNull = (text: string | null) => text && redact(text)

  const shown = show(decisive)
  const attempts = [...before.map(show), shown, ...after.map(show)]
  const records = [...before, decisive, ...after]
  const { reply, stage } = decisive
  const outcome = outcomeOf(decisive)
  const body = stage === 'call' ? shown.request.body : redact(identity.body)
  const notes: ExchangeNote[] = [...reply.notes]
  if (token_renewed) notes.push('token_renewed')
  const hidden = records.some((record, i) => differs(record, attempts[i]))
  if (hidden || body !== identity.body) notes.push('redacted')

  return {
    ...identity,
    message_id: redactOrNull(identity.message_id),
    body,
    state: outcome,
    outcome,
    resolution: null,
    recorded: true,
    request: shown.request,
    response: shown.response,
    failure: shown.failure,
    attempts,
    code: shown.code,
    msg: reply.answered ? redactOrNull(reply.msg) : null,
    log_id: redactOrNull(reply.log_id),
    troubleshooter: reply.answered ? redactOrNull(reply.troubleshooter) : null,
    meaning: reply.answered
      ? lookUpErrorCode(stage === 'token' ? tokenEndpoint(decisive) : identity.endpoint, reply.code)
      : null,
    notes,
    started_at: new Date(started_at_ms).toISOString(),
    duration_ms: roundToTenth(duration_ms),
  }
}

/** Returns the endpoint whose error codes a token call uses. */
export function tokenEndpoint({ request }: CallRecord): Endpoint {
  return request.url.pathname === APP_TICKET_RESEND_PATH ? 'app_ticket' : 'tenant_access_token'
}

/** Without a token, nothing of the call itself was sent, however the fetch failed. */
function outcomeOf({ stage, reply, result }: CallRecord): Outcome {
  if (reply.answered) return stage === 'token' ? 'token_refused' : 'answered'
  return stage === 'token' || !result.sent ? 'not_sent' : 'unknown'
}

function describeAttempt(
  { stage, request, result, reply }: CallRecord,
  known: Redact,
): ExchangeAttempt {
  const redact = stage === 'token' ? hideTokenFields(known) : known
  return {
    request: showRequest(request, redact),
    response: result.response && showResponse(result.response, redact),
    failure: reply.answered ? null : { stage, kind: reply.kind, detail: redact(reply.detail) },
    code: reply.answered ? reply.code : null,
    started_at: new Date(result.started_at_ms).toISOString(),
    duration_ms: roundToTenth(result.duration_ms),
  }
}

function roundToTenth(ms: number): number {
  return Math.round(ms * 10) / 10
}

/** Whether the report differs from the wire, except for the credentials of the request. */
function differs(
  { stage, request, result }: CallRecord,
  shown: ExchangeAttempt | undefined,
): boolean {
  if (stage === 'call' && (request.body ?? '') !== shown?.request.body) return true
  if (!result.response || !shown?.response) return false
  const { headers, body } = shown.response
  const received = result.response
  return !isDeepStrictEqual(headers, received.headers) || body !== bodyText(received.bytes)
}

/** Returns a request without secrets, with the first characters of the token. */
export function showRequest(request: UpstreamRequest, redact: Redact): WireRequest {
  return {
    method: request.method,
    url: redact(request.url.href),
    headers: showHeaders(request.headers, redact),
    body: redact(request.body ?? ''),
  }
}

/** Returns a response without secrets. Redacts bytes, so that binary content stays unchanged. */
function showResponse(response: UpstreamResponse, redact: Redact): WireResponse {
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
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, showHeader(name, value, redact)]),
  )
}

const SECRET_HEADER = /^(?:proxy-)?authorization$|^(?:set-)?cookie$|token|secret/i

function showHeader(name: string, value: string, redact: Redact): string {
  if (!SECRET_HEADER.test(name)) return redact(value)
  const [, start] = /^Bearer (\S{4})\S*$/.exec(value) ?? []
  return start ? `Bearer ${start}…${REDACTED}` : REDACTED
}

const SECRET_FIELD =
  /("(?:app_secret|app_ticket|(?:tenant|app)_access_token)"\s*:\s*")(?:[^"\\]|\\.)*/gs

/** Also redacts fields by name, for token calls, whose secrets may not be known yet. */
function hideTokenFields(redact: Redact): Redact {
  return (text, options) => redact(text, options).replace(SECRET_FIELD, `$1${REDACTED}`)
}

const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Decodes UTF-8; invalid bytes become U+FFFD. */
function bodyText(bytes: Uint8Array): string {
  return lenientUtf8.decode(bytes)
}
