import type { Selectable } from 'kysely'
import type { Exchange, WireRequest } from '#contract/exchange'
import { type ResultColumns, toResult } from '../results/result-columns.ts'
import type { Tables } from '../storage/database.ts'
import { endAfterCrash } from './transition.ts'

/** A send as stored in its rows. */
export type ExchangeRow = Omit<
  Selectable<Tables['intents']>,
  'fingerprint' | 'instance' | 'body_sha256' | 'latest_at_ms'
> & {
  departed_at_ms: number | null
  /** JSON of the WireRequest that was sent. */
  request: string | null
  /** JSON of the exchange as it ended. */
  exchange: string | null
} & Partial<ResultColumns>

/** The stored part of an exchange; the rest comes from other rows. */
export type StoredExchange = Omit<Exchange, 'resolution' | 'recorded' | 'result'>

/** Returns the exchange of a row, also of a running send, without its resolution. */
export function rowExchange(row: ExchangeRow): Exchange {
  if (row.exchange === null) return runningExchange(row, null)
  const stored: StoredExchange = JSON.parse(row.exchange)
  // Exchanges of an earlier version were stored without their delivery.
  const result = toResult(row, row.body)
  const ended = { ...stored, delivery: row.delivery, resolution: null, recorded: true }
  return result ? { ...ended, result } : ended
}

/** Returns the exchange of a running send that a crash or a storage error ended. */
export function brokenExchange(
  row: ExchangeRow,
  kind: 'crashed' | 'storage',
  detail: string,
): Exchange {
  const exchange = runningExchange(row, { stage: 'call', kind, detail })
  return { ...exchange, state: exchange.outcome }
}

function runningExchange(row: ExchangeRow, failure: Exchange['failure']): Exchange {
  const { id, idempotency_key, actor, profile, endpoint, message_id } = row
  const { attempt_of, delivery, url, body } = row
  const state = row.departed_at_ms === null ? 'intent' : 'sending'
  const method = endpoint === 'recall_message' ? 'DELETE' : 'POST'
  const request: WireRequest =
    row.request === null ? { method, url, headers: {}, body } : JSON.parse(row.request)
  const attempt = {
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
    delivery,
    resolution: null,
    recorded: true,
    body,
    request,
    response: null,
    failure,
    attempts: state === 'sending' ? [attempt] : [],
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
