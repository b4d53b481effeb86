import type { Exchange } from '#contract/exchange'
import { type CallRecord, makeCall } from './call.ts'
import type { Clock } from './clock.ts'
import { reportExchange, type Story } from './report.ts'
import type { SecretProfile } from './secret-profile.ts'
import type { TenantAccessTokens } from './tenant-access-token.ts'
import type { Upstream } from './upstream.ts'

export type ExchangeDeps = {
  upstream: Upstream
  tokens: TenantAccessTokens
  clock: Clock
  newId: () => string
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
const TOKEN_REJECTED = [99991661, 99991663, 99991671]

/**
 * Fetches a token, makes the call and tells what came of it. A rejected token is renewed once and
 * the call repeated once; nothing else is ever sent a second time.
 */
export async function performExchange(
  { upstream, tokens, clock, newId }: ExchangeDeps,
  profile: SecretProfile,
  call: ApiCall,
): Promise<Exchange> {
  const started_at_ms = clock.wall()
  const start = clock.monotonic()
  const secrets = [profile.app_secret]

  const send = (token: string): Promise<CallRecord> => {
    secrets.push(token)
    const headers = { authorization: `Bearer ${token}` }
    return makeCall(upstream, 'call', profile.base_url + call.path, call.body, headers)
  }

  const report = (story: Story): Exchange =>
    reportExchange(
      {
        id: newId(),
        profile: profile.id,
        endpoint: call.endpoint,
        message_id: call.messageId(story.decisive),
        started_at_ms,
        duration_ms: clock.monotonic() - start,
      },
      story,
      secrets,
    )
  const alone = { before: [], after: [], token_renewed: false }

  const granted = await tokens.get(profile)
  if (!granted.ok) return report({ ...alone, decisive: granted.record })
  const first = await send(granted.token)
  if (!first.verdict.answered || !TOKEN_REJECTED.includes(first.verdict.code)) {
    return report({ ...alone, decisive: first })
  }

  tokens.invalidate(profile, granted.token)
  const renewed = await tokens.get(profile)
  // The platform's refusal of the call stands; why there was no second try is told beside it.
  if (!renewed.ok) return report({ ...alone, decisive: first, after: [renewed.record] })
  const second = await send(renewed.token)
  return report({ before: [first], decisive: second, after: [], token_renewed: true })
}
