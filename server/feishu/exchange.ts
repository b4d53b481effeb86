import type { Exchange, WireRequest } from '#contract/exchange'
import { type CallRecord, makeCall } from './call.ts'
import type { Clock } from './clock.ts'
import type { RateBudgets } from './rate-budget.ts'
import type { RateSlot } from './rate-queue.ts'
import { createRedact } from './redact.ts'
import { type ExchangeCalls, reportExchange, showRequest } from './report.ts'
import type { SecretProfile } from './secret-profile.ts'
import type { TenantAccessTokens } from './tenant-access-token.ts'
import type { Upstream, UpstreamResult } from './upstream.ts'

export type ExchangeDeps = {
  upstream: Upstream
  tokens: TenantAccessTokens
  clock: Clock
  budgets: RateBudgets
}

export type PlatformCall = {
  endpoint: Exchange['endpoint']
  method: 'POST' | 'DELETE'
  path: string
  /** JSON text, sent byte for byte; empty for a call without a body. */
  body: string
  /** Returns the target's id, or the new message's id from the final record. */
  messageId: (record: CallRecord) => string | null
}

/**
 * Codes for a missing, expired or malformed token. The call itself has had no effect.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN
 */
export const TOKEN_REJECTED = [99991661, 99991663, 99991671]

/** Identifies an exchange and controls when its call is made. */
export type ExchangeOrder = Pick<
  Exchange,
  'id' | 'actor' | 'attempt_of' | 'delivery' | 'idempotency_key'
> & {
  started_at_ms: number
  /** The call's slot in the rate queue; released by the caller. */
  slot: RateSlot
  /**
   * Awaited once, when token and slot are granted, before the first byte of the call is sent.
   * @param request without secrets
   */
  beforeCall: (request: WireRequest) => Promise<void>
  /** Whether a call may be repeated with a new token if the platform rejects the first one. */
  mayRepeat?: () => boolean
}

/**
 * Fetches a token, makes the call and reports the result. A rejected token is renewed once and the
 * call repeated once; nothing else is ever sent twice.
 * @throws only what `beforeCall` throws; the call was not made then
 */
export async function performExchange(
  { upstream, tokens, clock, budgets }: ExchangeDeps,
  profile: SecretProfile,
  call: PlatformCall,
  { beforeCall, slot, mayRepeat = () => true, ...identity }: ExchangeOrder,
): Promise<Exchange> {
  const start = clock.monotonic()
  let departed = false

  const send = async (token: string, slot: RateSlot): Promise<CallRecord> => {
    try {
      const { method, path, body } = call
      const record = await makeCall(upstream, 'call', profile.base_url + path, body || null, {
        method,
        headers: { authorization: `Bearer ${token}` },
        async beforeCall(request) {
          const wait = 'wait' in slot ? await slot.wait() : slot
          if (wait !== 'go') return rateLimited(wait.wait_until, clock)
          if (!departed)
            await beforeCall(showRequest(request, createRedact(tokens.secrets(profile))))
          departed = true
          if ('depart' in slot) slot.depart()
          return null
        },
      })
      budgets.observe(profile, call.endpoint, record)
      return record
    } finally {
      if ('end' in slot) slot.end()
    }
  }

  const report = (calls: ExchangeCalls): Exchange =>
    reportExchange(
      {
        ...identity,
        profile: profile.id,
        endpoint: call.endpoint,
        message_id: call.messageId(calls.decisive),
        body: call.body,
        duration_ms: clock.monotonic() - start,
      },
      calls,
      tokens.secrets(profile),
    )
  const single = { before: [], after: [], token_renewed: false }

  const granted = await tokens.get(profile)
  if (!granted.ok) return report({ ...single, decisive: granted.record })
  const first = await send(granted.token, slot)
  const rejected = first.reply.answered && TOKEN_REJECTED.includes(first.reply.code)
  // A pasted token cannot be renewed.
  if (!rejected || profile.credential.kind === 'pasted_token') {
    return report({ ...single, decisive: first })
  }

  tokens.invalidate(profile, granted.token)
  if (!mayRepeat()) return report({ ...single, decisive: first })
  const renewed = await tokens.get(profile)
  // The platform's rejection stays the result; the failed renewal is reported beside it.
  if (!renewed.ok) return report({ ...single, decisive: first, after: [renewed.record] })
  // The same token would be rejected again.
  if (renewed.token === granted.token) return report({ ...single, decisive: first })
  const next = budgets.queue(profile, call.endpoint)
  const second = await send(renewed.token, next)
  return report({ before: [first], decisive: second, after: [], token_renewed: true })
}

/** The result of a call that was not made because of the rate limit. */
function rateLimited(until_ms: number, clock: Clock): UpstreamResult {
  return {
    failure: { kind: 'rate_limited', detail: new Date(until_ms).toISOString() },
    sent: false,
    response: null,
    started_at_ms: clock.wall(),
    duration_ms: 0,
  }
}
