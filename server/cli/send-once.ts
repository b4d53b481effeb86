import { randomUUID } from 'node:crypto'
import type { Exchange } from '#contract/exchange'
import { systemClock } from '../feishu/clock.ts'
import { performExchange } from '../feishu/exchange.ts'
import { pushFollowUp } from '../feishu/push-follow-up.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { createTenantAccessTokens, type TenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream } from '../feishu/upstream.ts'
import type { Credentials } from './upstream-choice.ts'

/** How long one call may take, in milliseconds. */
const DEADLINE_MS = 15_000

/** Makes one push as the server does, without a ledger. */
export async function sendOnce(
  profile: SecretProfile,
  credentials: Credentials,
  { message_id, body }: { message_id: string; body: string },
): Promise<Exchange> {
  const clock = systemClock
  const upstream = createUpstream({ clock, deadlineMs: DEADLINE_MS })
  const tokens =
    credentials.kind === 'token'
      ? fixedToken(credentials.tenant_access_token)
      : createTenantAccessTokens(upstream, clock)
  const exchange = await performExchange(
    { upstream, tokens, clock },
    profile,
    pushFollowUp(message_id, body),
    {
      id: randomUUID(),
      actor: 'local',
      attempt_of: null,
      idempotency_key: randomUUID(),
      started_at_ms: clock.wall(),
      beforeCall: async () => {},
    },
  )
  await upstream.close()
  return exchange
}

/** A token that was given can neither be fetched nor renewed. */
function fixedToken(token: string): TenantAccessTokens {
  return { get: async () => ({ ok: true, token }), known: () => token, invalidate: () => {} }
}
