import { randomUUID } from 'node:crypto'
import type { Exchange } from '#contract/exchange'
import { systemClock } from '../feishu/clock.ts'
import { performExchange } from '../feishu/exchange.ts'
import { pushFollowUp } from '../feishu/push-follow-up.ts'
import { createRateBudgets } from '../feishu/rate-budget.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { createTenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream } from '../feishu/upstream.ts'

/** How long one call may take, in milliseconds. */
const DEADLINE_MS = 15_000

/** Makes one push as the server does, without a ledger. */
export async function sendOnce(
  profile: SecretProfile,
  { message_id, body }: { message_id: string; body: string },
): Promise<Exchange> {
  const clock = systemClock
  const upstream = createUpstream({ clock, deadlineMs: DEADLINE_MS })
  const tokens = createTenantAccessTokens(upstream, clock)
  const budgets = createRateBudgets({ clock })
  const call = pushFollowUp(message_id, body)
  const exchange = await performExchange({ upstream, tokens, clock, budgets }, profile, call, {
    id: randomUUID(),
    actor: 'local',
    attempt_of: null,
    idempotency_key: randomUUID(),
    started_at_ms: clock.wall(),
    turn: budgets.queue(profile, call.endpoint),
    beforeCall: async () => {},
  })
  await upstream.close()
  return exchange
}
