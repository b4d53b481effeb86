import { createHash } from 'node:crypto'
import type { Exchange, ExchangeAttempt, WireRequest, WireResponse } from '#contract/exchange'
import type { Receipt } from '#contract/receipt'
import { fileTime } from '../http/download.ts'

/** Returns an exchange as a receipt for Feishu's support. Like the exchange, it has no secrets. */
export function writeReceipt(
  exchange: Exchange,
  { app_id, now_ms }: { app_id: string | null; now_ms: number },
): Receipt {
  const { body: _body, idempotency_key: _key, recorded: _recorded, ...rest } = exchange
  const { request: _request, response: _response, meaning: _meaning, attempts, ...facts } = rest
  return {
    receipt: 'follow-up-console/1',
    written_at: new Date(now_ms).toISOString(),
    app_id,
    exchange: facts,
    attempts: attempts.map(describe),
  }
}

/** Returns the receipt's file name, without user input because it is sent in a header. */
export function receiptName({ started_at, endpoint }: Exchange): string {
  return `receipt-${endpoint}-${fileTime(Date.parse(started_at))}.json`
}

function describe({ request, response, ...facts }: ExchangeAttempt): Receipt['attempts'][number] {
  const { method, url } = request
  return {
    ...facts,
    request: { method, url, ...keep(request) },
    response: response && {
      http_status: response.http_status,
      truncated: response.truncated,
      ...keep(response),
    },
  }
}

function keep({
  headers,
  body,
  body_base64,
}: Pick<WireRequest | WireResponse, 'headers' | 'body'> & { body_base64?: string | undefined }) {
  const bytes = body_base64 === undefined ? Buffer.from(body) : Buffer.from(body_base64, 'base64')
  return {
    headers,
    body,
    ...(body_base64 !== undefined && { body_base64 }),
    body_bytes: bytes.length,
    body_sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}
