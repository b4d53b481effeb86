import type { Exchange } from '#contract/exchange'
import type { LogEntry } from '../http/error-mapper.ts'

/** A send that has ended, as the log tells it: neither its texts nor what was answered. */
export function sendSettled(exchange: Exchange): LogEntry {
  const { id, profile, endpoint, message_id, outcome, code, failure, duration_ms } = exchange
  return {
    level: 'info',
    event: 'send_settled',
    exchange: id,
    profile,
    endpoint,
    ...(message_id !== null && { message_id }),
    outcome,
    ...(code !== null && { code }),
    ...(failure && { failure: failure.kind }),
    duration_ms,
  }
}
