import { hash } from 'node:crypto'
import type { Exchange } from '#contract/exchange'
import type { Intent, Ledger } from '../ledger/ledger.ts'
import { brokenExchange } from '../ledger/row-exchange.ts'

export const AT = Date.parse('2026-11-22T08:00:00.000Z')

let made = 0

/** Returns the intent of a push to a new message; `more` overrides its fields. */
export function sampleIntent(more: Partial<Intent> = {}): Intent {
  made += 1
  const message_id = more.message_id === undefined ? `om_sample${made}` : more.message_id
  const body = more.body ?? JSON.stringify({ follow_ups: [{ content: '查看物流进度' }] })
  return {
    id: `exchange-${made}`,
    idempotency_key: `key-${made}`,
    fingerprint: hash('sha256', `${message_id} ${body}`),
    actor: 'local',
    profile: 'feishu',
    base_url: 'https://open.feishu.cn',
    endpoint: message_id === null ? 'create_message' : 'push_follow_up',
    attempt_of: null,
    delivery: null,
    url: `https://open.feishu.cn/open-apis/im/v1/messages/${message_id}/push_follow_up`,
    body_sha256: hash('sha256', body),
    started_at_ms: AT,
    ...more,
    message_id,
    body,
  }
}

type SampleEnd = Pick<Exchange, 'outcome'> & Partial<Exchange>

/** Returns the exchange of an intent with the given end. */
export function sampleEnd(intent: Intent, end: SampleEnd): Exchange {
  const row = { ...intent, seq: 0, departed_at_ms: null, request: null, exchange: null }
  const exchange = brokenExchange(row, 'crashed', 'made up')
  return { ...exchange, failure: null, ...end, state: end.outcome }
}

export const REQUEST = { method: 'POST', url: 'https://open.feishu.cn/', headers: {}, body: '{}' }

/** Records a send with all its states; without an end it stays running. */
export async function record(
  ledger: Ledger,
  intent: Intent,
  end?: SampleEnd,
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
