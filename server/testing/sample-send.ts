import type { Exchange } from '#contract/exchange'
import type { Intent, Ledger } from '../ledger/ledger.ts'
import { brokenExchange } from '../ledger/row-exchange.ts'
import { sha256 } from '../ledger/sha256.ts'

export const AT = Date.parse('2026-11-22T08:00:00.000Z')

let made = 0

/** The intent of a push on a message of its own, unless told otherwise. */
export function sampleIntent(more: Partial<Intent> = {}): Intent {
  made += 1
  const message_id = more.message_id === undefined ? `om_sample${made}` : more.message_id
  const body = more.body ?? JSON.stringify({ follow_ups: [{ content: '查看物流进度' }] })
  return {
    id: `exchange-${made}`,
    idempotency_key: `key-${made}`,
    fingerprint: sha256(`${message_id} ${body}`),
    actor: 'local',
    profile: 'feishu',
    base_url: 'https://open.feishu.cn',
    endpoint: message_id === null ? 'create_message' : 'push_follow_up',
    attempt_of: null,
    url: `https://open.feishu.cn/open-apis/im/v1/messages/${message_id}/push_follow_up`,
    body_sha256: sha256(body),
    started_at_ms: AT,
    ...more,
    message_id,
    body,
  }
}

type End = Pick<Exchange, 'outcome'> & Partial<Exchange>

/** How the send of an intent ends. */
export function sampleEnd(intent: Intent, end: End): Exchange {
  const row = { ...intent, seq: 0, departed_at_ms: null, request: null, exchange: null }
  const exchange = brokenExchange(row, 'crashed', 'made up')
  return { ...exchange, failure: null, ...end, state: end.outcome }
}

export const REQUEST = { method: 'POST', url: 'https://open.feishu.cn/', headers: {}, body: '{}' }

/** Takes a send through all its states; without an end it keeps running. */
export async function record(
  ledger: Ledger,
  intent: Intent,
  end?: End,
): Promise<{ intent: Intent; exchange: Exchange }> {
  const begun = await ledger.begin(intent)
  if (begun.begun !== 'now') throw new Error(`the sample was not begun but ${begun.begun}`)
  const early = end?.outcome === 'token_refused'
  if (!early) await ledger.depart(intent.id, { ...REQUEST, url: intent.url, body: intent.body })
  if (end) await ledger.settle(sampleEnd(intent, end))
  const exchange = await ledger.find(intent.id)
  if (!exchange) throw new Error('the sample cannot be found')
  return { intent, exchange }
}
