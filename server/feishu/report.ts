import { lookUpErrorCode } from '#contract/catalogue'
import type { Endpoint } from '#contract/error-code'
import type { Attempt, Exchange, Note } from '#contract/exchange'
import type { Outcome } from '#contract/outcome'
import type { CallRecord } from './call.ts'
import { APP_TICKET_RESEND_PATH } from './paths.ts'
import { createRedact, type Redact } from './redact.ts'
import { bodyText, hideTokenFields, showRequest, showResponse } from './redact-wire.ts'

type Frame = Pick<
  Exchange,
  'id' | 'profile' | 'endpoint' | 'message_id' | 'actor' | 'attempt_of' | 'idempotency_key' | 'body'
> & {
  started_at_ms: number
  duration_ms: number
}

/** The calls in their order; the end of the `decisive` one is the end of the exchange. */
export type Story = {
  before: readonly CallRecord[]
  decisive: CallRecord
  after: readonly CallRecord[]
  token_renewed: boolean
}

/** Writes up what was done as the contract's Exchange, free of the given secrets. */
export function reportExchange(
  { started_at_ms, duration_ms, ...identity }: Frame,
  { before, decisive, after, token_renewed }: Story,
  secrets: readonly string[],
): Exchange {
  const redact = createRedact(secrets)
  const show = (record: CallRecord) => describeAttempt(record, redact)
  const redactOrNull = (text: string | null) => text && redact(text)

  const shown = show(decisive)
  const attempts = [...before.map(show), shown, ...after.map(show)]
  const records = [...before, decisive, ...after]
  const { verdict, stage } = decisive
  const outcome = outcomeOf(decisive)
  const body = stage === 'call' ? shown.request.body : redact(identity.body)
  const notes: Note[] = [...verdict.notes]
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
    msg: verdict.answered ? redactOrNull(verdict.msg) : null,
    log_id: redactOrNull(verdict.log_id),
    troubleshooter: verdict.answered ? redactOrNull(verdict.troubleshooter) : null,
    meaning: verdict.answered
      ? lookUpErrorCode(
          stage === 'token' ? tokenEndpoint(decisive) : identity.endpoint,
          verdict.code,
        )
      : null,
    notes,
    started_at: new Date(started_at_ms).toISOString(),
    duration_ms: roundToTenth(duration_ms),
  }
}

/** Whose codes a call of the token stage answers. */
export function tokenEndpoint({ request }: CallRecord): Endpoint {
  return request.url.pathname === APP_TICKET_RESEND_PATH ? 'app_ticket' : 'tenant_access_token'
}

/** Where the token could not be had, nothing of the call itself left, however the fetch failed. */
function outcomeOf({ stage, verdict, result }: CallRecord): Outcome {
  if (verdict.answered) return stage === 'token' ? 'token_refused' : 'answered'
  return stage === 'token' || !result.sent ? 'not_sent' : 'unknown'
}

function describeAttempt({ stage, request, result, verdict }: CallRecord, known: Redact): Attempt {
  const redact = stage === 'token' ? hideTokenFields(known) : known
  return {
    request: showRequest(request, redact),
    response: result.response && showResponse(result.response, redact),
    failure: verdict.answered
      ? null
      : { stage, kind: verdict.kind, detail: redact(verdict.detail) },
    code: verdict.answered ? verdict.code : null,
    started_at: new Date(result.started_at_ms).toISOString(),
    duration_ms: roundToTenth(result.duration_ms),
  }
}

function roundToTenth(ms: number): number {
  return Math.round(ms * 10) / 10
}

/** Whether something else is shown than went over the wire, beyond the credentials that each request carries. */
function differs({ stage, request, result }: CallRecord, shown: Attempt | undefined): boolean {
  if (stage === 'call' && request.body !== shown?.request.body) return true
  if (!result.response || !shown?.response) return false
  const { headers, body } = shown.response
  const received = result.response.headers
  for (const name in received) if (headers[name] !== received[name]) return true
  return body !== bodyText(result.response.bytes)
}
