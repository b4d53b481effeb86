import type { Exchange, ExchangeAttempt } from '#contract/exchange'

const URL_OF_PUSH = 'https://open.feishu.cn/open-apis/im/v1/messages/om_1/push_follow_up'

/** A successful push, with the given fields replaced. */
export function sampleAttempt(parts: Partial<ExchangeAttempt> = {}): ExchangeAttempt {
  return {
    request: { method: 'POST', url: URL_OF_PUSH, headers: {}, body: '{}' },
    response: { http_status: 200, headers: {}, body: '{"code":0}', truncated: false },
    failure: null,
    code: 0,
    started_at: '2026-11-22T06:02:11.084Z',
    duration_ms: 84.2,
    ...parts,
  }
}

/** An exchange with one successful push, with the given fields replaced. */
export function sampleExchange(parts: Partial<Exchange> = {}): Exchange {
  const attempt = sampleAttempt()
  return {
    id: 'x1',
    profile: 'emulator',
    endpoint: 'push_follow_up',
    message_id: 'om_1',
    state: 'answered',
    outcome: 'answered',
    actor: 'local',
    attempt_of: null,
    delivery: null,
    resolution: null,
    recorded: true,
    idempotency_key: 'key-1',
    body: '{}',
    attempts: [attempt],
    msg: 'success',
    log_id: null,
    troubleshooter: null,
    meaning: null,
    notes: [],
    ...attempt,
    ...parts,
  }
}
