import type { Exchange, WireRequest } from '#contract/exchange'
import { endAfterCrash } from './transition.ts'

/** A send as its rows tell it. */
export type SendRow = {
  seq: number
  id: string
  idempotency_key: string
  actor: string
  profile: string
  base_url: string
  endpoint: Exchange['endpoint']
  message_id: string | null
  attempt_of: string | null
  url: string
  body: string
  started_at_ms: number
  departed_at_ms: number | null
  /** JSON of the WireRequest that left. */
  request: string | null
  /** JSON of the exchange as it ended. */
  exchange: string | null
}

/** What the rows say beside it is not stored a second time. */
export type StoredExchange = Omit<Exchange, 'resolution' | 'recorded'>

/** The exchange of a row, also of one that is still running; what was said later is not in it. */
export function rowExchange(row: SendRow): Exchange {
  if (row.exchange === null) return runningExchange(row, null)
  const stored: StoredExchange = JSON.parse(row.exchange)
  return { ...stored, resolution: null, recorded: true }
}

/** How a running send ends when something stops it: `detail` says at which step. */
export function brokenExchange(
  row: SendRow,
  kind: 'crashed' | 'storage',
  detail: string,
): Exchange {
  const exchange = runningExchange(row, { stage: 'call', kind, detail })
  return { ...exchange, state: exchange.outcome }
}

function runningExchange(row: SendRow, failure: Exchange['failure']): Exchange {
  const { id, idempotency_key, actor, profile, endpoint, message_id, attempt_of, url, body } = row
  const state = row.departed_at_ms === null ? 'intent' : 'sending'
  const request: WireRequest =
    row.request === null ? { method: 'POST', url, headers: {}, body } : JSON.parse(row.request)
  const left = {
    request,
    response: null,
    failure,
    code: null,
    started_at: new Date(row.departed_at_ms ?? row.started_at_ms).toISOString(),
    duration_ms: 0,
  }
  return {
    id,
    idempotency_key,
    profile,
    endpoint,
    message_id,
    state,
    outcome: endAfterCrash(state),
    actor,
    attempt_of,
    resolution: null,
    recorded: true,
    body,
    request,
    response: null,
    failure,
    attempts: state === 'sending' ? [left] : [],
    code: null,
    msg: null,
    log_id: null,
    troubleshooter: null,
    meaning: null,
    notes: [],
    started_at: new Date(row.started_at_ms).toISOString(),
    duration_ms: 0,
  }
}
