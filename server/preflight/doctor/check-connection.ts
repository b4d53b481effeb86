import type { RateBudget } from '#contract/profile'
import { makeCall } from '../../feishu/call.ts'
import type { ClockSkew } from '../../feishu/clock-skew.ts'
import type { ExchangeDeps } from '../../feishu/exchange.ts'
import { botInfo } from '../../feishu/queries/queries.ts'
import { createRedact } from '../../feishu/redact.ts'
import type { SecretProfile } from '../../feishu/secret-profile.ts'
import { describePause } from '../check-app.ts'
import { type CheckResult, fail, notChecked, pass, queryFailed } from '../check-result.ts'

/** A check and how long its query took; no duration if there was none. */
export type TimedResult = CheckResult & { duration_ms?: number }

/**
 * Checks whether the platform responds at the base URL. The call has no token, so that only the
 * connection is tested; any code is a response.
 */
export async function checkAddress(
  { upstream, tokens }: ExchangeDeps,
  profile: SecretProfile,
): Promise<TimedResult> {
  const { base_url } = profile
  const { reply, result } = await makeCall(upstream, 'call', base_url + botInfo().path, null)
  const duration_ms = Math.round(result.duration_ms)
  if (reply.answered) {
    const detail = {
      zh: `平台有响应：${base_url}${result.proxy ? `（经过代理 ${result.proxy}）` : ''}。`,
      en: `The platform responds at ${base_url}${result.proxy ? `, through the proxy ${result.proxy}` : ''}.`,
    }
    return { ...pass(detail), duration_ms }
  }
  const { kind } = reply
  const shown = createRedact(tokens.secrets(profile))(reply.detail)
  const detail = result.proxy ? `${shown}, ${result.proxy}` : shown
  const failed = queryFailed('fail', { why: 'failed', stage: 'call', kind, detail })
  return { ...failed, duration_ms }
}

/** The largest difference that is not reported. */
const TOLERATED_MS = 5_000

/** Checks how far the platform's clock is from this machine's. */
export function checkClock(skew: ClockSkew | null): CheckResult {
  if (!skew) {
    return notChecked({
      zh: '平台的响应没有时间。',
      en: 'The responses of the platform contain no time.',
    })
  }
  const off = Math.abs(skew.ms)
  if (off <= TOLERATED_MS + skew.margin_ms) {
    return pass({
      zh: `与平台时钟相差不超过 ${Math.ceil((off + skew.margin_ms) / 1000)} 秒（估计）。`,
      en: `Within ${Math.ceil((off + skew.margin_ms) / 1000)} s of the platform’s clock (estimated).`,
    })
  }
  const ahead = skew.ms > 0
  const { zh, en } = formatDuration(off)
  return fail(
    null,
    {
      zh: `平台时钟比本机${ahead ? '快' : '慢'}约 ${zh}（估计）。`,
      en: `The platform’s clock is about ${en} ${ahead ? 'ahead of' : 'behind'} this machine (estimated).`,
    },
    {
      zh: '倒计时已按估计值修正，记录中的时间仍为本机时间。请启用本机的时间同步（NTP）。',
      en: 'Countdowns are corrected, but the history uses the time of this machine. Enable its time synchronization (NTP).',
    },
  )
}

function formatDuration(ms: number) {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return { zh: `${seconds} 秒`, en: `${seconds} s` }
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return { zh: `${minutes} 分钟`, en: `${minutes} min` }
  const hours = Math.round(minutes / 6) / 10
  return { zh: `${hours} 小时`, en: `${hours} h` }
}

/** Checks what is left of the rate limit for pushes, counting this console only. */
export function checkBudget(budget: RateBudget): CheckResult {
  const { per_second, per_minute, paused_until } = budget
  if (paused_until === null) {
    return pass({
      zh: `本控制台的 push_follow_up 剩余次数：本秒 ${per_second.left}/${per_second.limit}，本分钟 ${per_minute.left}/${per_minute.limit}。`,
      en: `push_follow_up calls left for this console: ${per_second.left} of ${per_second.limit} this second, ${per_minute.left} of ${per_minute.limit} this minute.`,
    })
  }
  return fail(null, describePause(budget), {
    zh: '请在此时间后发送，在此之前控制台不会发送。',
    en: 'Send after that time. The console sends nothing before.',
  })
}
