import type { Exchange, WireRequest } from '#contract/exchange'
import { type CallRecord, makeCall } from './call.ts'
import type { Clock } from './clock.ts'
import type { RateBudgets } from './rate-budget.ts'
import type { Place } from './rate-line.ts'
import { createRedact } from './redact.ts'
import { showRequest } from './redact-wire.ts'
import { reportExchange, type Story } from './report.ts'
import type { SecretProfile } from './secret-profile.ts'
import type { TenantAccessTokens } from './tenant-access-token.ts'
import type { Upstream, UpstreamResult } from './upstream.ts'

export type ExchangeDeps = {
  upstream: Upstream
  tokens: TenantAccessTokens
  clock: Clock
  budgets: RateBudgets
}

export type ApiCall = {
  endpoint: Exchange['endpoint']
  path: string
  /** JSON text, sent byte for byte. */
  body: string
  /** Finds the message id in the call's final record, or knows it beforehand. */
  messageId: (record: CallRecord) => string | null
}

/**
 * The platform refuses these before it looks at the call: no token, a dead one, a malformed one.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN
 */
export const TOKEN_REJECTED = [99991661, 99991663, 99991671]

/** Whose exchange it is, and what has to happen before its call is made. */
export type Commission = Pick<Exchange, 'id' | 'actor' | 'attempt_of' | 'idempotency_key'> & {
  started_at_ms: number
  /** The call's place in the line; given back by whoever took it. */
  turn: Place
  /**
   * Awaited once, when the token is there and it is its turn, before the first byte of the call leaves.
   * @param request as it may be shown, without secrets
   */
  beforeCall: (request: WireRequest) => Promise<void>
  /** Whether a call whose token was rejected may still be repeated, with a new one. */
  mayRepeat?: () => boolean
}

/**
 * Fetches a token, makes the call and tells what came of it. A rejected token is renewed once and
 * the call repeated once; nothing else is ever sent a second time.
 * @throws what `beforeCall` throws, and nothing else; the call has not been made then
 */
export async function performExchange(
  { upstream, tokens, clock, budgets }: ExchangeDeps,
  profile: SecretProfile,
  call: ApiCall,
  { beforeCall, turn, mayRepeat = () => true, ...commission }: Commission,
): Promise<Exchange> {
  const start = clock.monotonic()
  let left = false

  const send = async (token: string, place: Place): Promise<CallRecord> => {
    try {
      const record = await makeCall(upstream, 'call', profile.base_url + call.path, call.body, {
        headers: { authorization: `Bearer ${token}` },
        async beforeCall(request) {
          const wait = 'wait' in place ? await place.wait() : place
          if (wait !== 'go') return keptBack(wait.wait_until, clock)
          if (!left) await beforeCall(showRequest(request, createRedact(tokens.secrets(profile))))
          left = true
          if ('left' in place) place.left()
          return null
        },
      })
      budgets.heed(profile, call.endpoint, record)
      return record
    } finally {
      if ('end' in place) place.end()
    }
  }

  const report = (story: Story): Exchange =>
    reportExchange(
      {
        ...commission,
        profile: profile.id,
        endpoint: call.endpoint,
        message_id: call.messageId(story.decisive),
        body: call.body,
        duration_ms: clock.monotonic() - start,
      },
      story,
      tokens.secrets(profile),
    )
  const alone = { before: [], after: [], token_renewed: false }

  const granted = await tokens.get(profile)
  if (!granted.ok) return report({ ...alone, decisive: granted.record })
  const first = await send(granted.token, turn)
  const rejected = first.verdict.answered && TOKEN_REJECTED.includes(first.verdict.code)
  // A token that was pasted is all there is.
  if (!rejected || profile.credential.kind === 'pasted_token') {
    return report({ ...alone, decisive: first })
  }

  tokens.invalidate(profile, granted.token)
  if (!mayRepeat()) return report({ ...alone, decisive: first })
  const renewed = await tokens.get(profile)
  // The platform's refusal of the call stands; why there was no second try is told beside it.
  if (!renewed.ok) return report({ ...alone, decisive: first, after: [renewed.record] })
  // The same token once more would only be refused once more.
  if (renewed.token === granted.token) return report({ ...alone, decisive: first })
  const next = budgets.queue(profile, call.endpoint)
  const second = await send(renewed.token, next)
  return report({ before: [first], decisive: second, after: [], token_renewed: true })
}

/** Stands in the place of a call for which the platform's limits left no room in time. */
function keptBack(until_ms: number, clock: Clock): UpstreamResult {
  return {
    failure: { kind: 'rate_limited', detail: new Date(until_ms).toISOString() },
    sent: false,
    response: null,
    started_at_ms: clock.wall(),
    duration_ms: 0,
  }
}
